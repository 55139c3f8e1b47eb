/** The language server as a child process, and its requests with their types. */
import {
  DUPLICATES,
  type DuplicatesParams,
  type DuplicatesResult,
  type InitializationOptions,
  LEFT_OUT,
  type LeftOutParams,
  type LeftOutResult,
  PAUSE,
  type PauseParams,
  REINDEX,
  type ReindexParams,
  SEARCH,
  type SearchParams,
  type SearchResult,
  SIMILAR,
  type SimilarParams,
  type SimilarResult,
  STATUS,
  STATUS_CHANGED,
  type Status,
} from '@cerca/server/protocol'
import * as vscode from 'vscode'
import {
  LanguageClient,
  LSPErrorCodes,
  ResponseError,
  RevealOutputChannelOn,
  State,
  TransportKind,
  WorkDoneProgress,
} from 'vscode-languageclient/node'
import type { ServerState } from '../status/describe-status.js'
import { t } from './wording.js'

/** Requests resolve to `undefined` when they were cancelled, by the token or because the server moved on. */
export interface Server extends vscode.Disposable {
  readonly state: ServerState
  readonly status: Status | undefined
  /** Fires when `state` or `status` changes. */
  readonly onDidChange: vscode.Event<void>
  start(): Promise<void>
  restart(): Promise<void>
  search(params: SearchParams, token?: vscode.CancellationToken): Promise<SearchResult | undefined>
  similar(params: SimilarParams, token?: vscode.CancellationToken): Promise<SimilarResult | undefined>
  duplicates(params: DuplicatesParams, run: LongRun): Promise<DuplicatesResult | undefined>
  leftOut(params: LeftOutParams, token?: vscode.CancellationToken): Promise<LeftOutResult | undefined>
  reindex(params: ReindexParams): Promise<void>
  pause(params: PauseParams): Promise<void>
}

/** Something that people wait for: they see how far it is, and may give it up. */
export interface LongRun {
  readonly token: vscode.CancellationToken
  readonly onProgress: (progress: { readonly percentage?: number; readonly message?: string }) => void
}

// Not `cerca`: the client would take the setting `cerca.trace.server` for its own and log whole messages, which hold code.
const CLIENT_ID = 'cerca-client'

/** Tokens of progress that the user asked for begin with this; the server's own do not. */
const OWN_PROGRESS = 'cerca-extension-'

export function createServer(modulePath: string, log: vscode.LogOutputChannel): Server {
  const initializationOptions: InitializationOptions = { hasCommands: true, wantsStatus: true }
  const launch = { module: modulePath, transport: TransportKind.stdio }
  const client = new LanguageClient(
    CLIENT_ID,
    'Cerca',
    { run: launch, debug: launch },
    {
      // A cell of a notebook is a document of its own, compared while it is open.
      documentSelector: [{ scheme: 'file' }, { scheme: 'untitled' }, { scheme: 'vscode-notebook-cell' }],
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions,
      middleware: {
        // The status bar says how far indexing is; a notification that pops up each time would not be quiet.
        handleWorkDoneProgress: (token, params, next) => {
          if (`${token}`.startsWith(OWN_PROGRESS)) next(token, params)
        },
      },
    },
  )
  const changed = new vscode.EventEmitter<void>()
  let status: Status | undefined
  let nLongRuns = 0
  const setStatus = (next: Status | undefined): void => {
    status = next
    changed.fire()
  }
  const subscriptions = [
    changed,
    client.onNotification(STATUS_CHANGED, setStatus),
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running) return setStatus(undefined)
      changed.fire()
      client.sendRequest<Status>(STATUS).then(setStatus, (error) => log.warn(wordsOf(error)))
    }),
  ]
  const ask = async <Result>(
    method: string,
    params: unknown,
    token?: vscode.CancellationToken,
  ): Promise<Result | undefined> => {
    if (STATES[client.state] === 'stopped') {
      throw new Error(t('The language server is not running. The menu in the status bar starts it again.'))
    }
    try {
      // A token that is undefined would be sent as a second parameter.
      return await (token === undefined
        ? client.sendRequest<Result>(method, params)
        : client.sendRequest<Result>(method, params, token))
    } catch (error) {
      if (isCancellation(error)) return undefined
      throw error
    }
  }
  return {
    get state() {
      return STATES[client.state]
    },
    get status() {
      return status
    },
    onDidChange: changed.event,
    start: () => client.start(),
    restart: () => (client.state === State.Running ? client.restart() : client.start()),
    search: (params, token) => ask(SEARCH, params, token),
    similar: (params, token) => ask(SIMILAR, params, token),
    duplicates: async (params, { token, onProgress }) => {
      nLongRuns++
      const workDoneToken = `${OWN_PROGRESS}${nLongRuns}`
      const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, (progress) => {
        if (progress.kind !== 'end') onProgress(progress)
      })
      try {
        return await ask(DUPLICATES, { ...params, workDoneToken }, token)
      } finally {
        listening.dispose()
      }
    },
    leftOut: (params, token) => ask(LEFT_OUT, params, token),
    reindex: async (params) => void (await ask(REINDEX, params)),
    pause: async (params) => setStatus((await ask<Status>(PAUSE, params)) ?? status),
    dispose: () => {
      for (const subscription of subscriptions) subscription.dispose()
      // Its process ends with it; there is nobody left to hear that it failed to.
      client.dispose().catch(() => undefined)
    },
  }
}

/** What went wrong, in words for people. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

const STATES: Readonly<Record<State, ServerState>> = {
  [State.Starting]: 'starting',
  [State.Running]: 'running',
  [State.Stopped]: 'stopped',
  [State.StartFailed]: 'stopped',
}

const CANCELLATIONS: readonly number[] = [
  LSPErrorCodes.RequestCancelled,
  LSPErrorCodes.ServerCancelled,
  LSPErrorCodes.ContentModified,
]

function isCancellation(error: unknown): boolean {
  return error instanceof ResponseError && CANCELLATIONS.includes(error.code)
}
