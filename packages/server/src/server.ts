/** What every handler gets: the state of one client's server. */
import type { ProgressToken } from 'vscode-languageserver-protocol/node'
import type { Client } from './client.js'
import type { Documents } from './documents.js'
import type { DuplicateFiles } from './duplicate-files.js'
import type { Folders } from './folders.js'
import type { LensCounts } from './lens-counts.js'
import type { Log } from './log.js'
import type { Refresh } from './refresh.js'
import type { Settings } from './settings.js'
import type { Texts } from './texts.js'

export interface Server {
  readonly client: Client
  readonly texts: Texts
  readonly log: Log
  readonly folders: Folders
  readonly documents: Documents
  readonly duplicateFiles: DuplicateFiles
  readonly lensCounts: LensCounts
  readonly refresh: Refresh
  /** Another number whenever an index has changed: what was answered before may be old. */
  generation(): number
  /** Those that hold now. */
  settings(): Settings
}

/** One request. */
export interface Call {
  /** Aborted when the client cancels the request. */
  readonly signal: AbortSignal
  /** Where the client wants to be told how far it is. */
  readonly progressToken: ProgressToken | undefined
}
