/** Which places may answer, and of which folders. */
import type { URI } from 'vscode-languageserver-types'
import { type Fields, isBetween, isOneOf, isTexts } from './fields.js'
import type { Folder, Folders } from './folders.js'
import type { Server } from './server.js'
import type { AnswerScope } from './threads/folder-index.js'

/** Of the protocol. */
const MAX_HITS = 1_000

export interface ReadScope {
  readonly answers: AnswerScope
  readonly limit: number
  readonly folders: readonly Folder[]
}

/** Reads the fields of `Scope`. */
export function readScope(server: Server, fields: Fields): ReadScope {
  return {
    answers: {
      languages: fields.optional('languages', isTexts) ?? [],
      paths: fields.optional('paths', isTexts) ?? [],
      content: fields.optional('content', isOneOf('all', 'code', 'docs')) ?? 'all',
    },
    limit: Math.floor(fields.optional('limit', isBetween(1, MAX_HITS)) ?? server.settings()['search.limit']),
    folders: chooseFolders(server.folders, fields.optional('folders', isTexts)),
  }
}

/** All folders for `undefined`; a URI that is no root of the workspace names none. */
export function chooseFolders(folders: Folders, uris: readonly URI[] | undefined): readonly Folder[] {
  if (uris === undefined) return folders.list()
  const wanted = new Set(uris.map(withoutSlash))
  return folders.list().filter(({ uri }) => wanted.has(withoutSlash(uri)))
}

function withoutSlash(uri: URI): string {
  return uri.replace(/\/$/, '')
}
