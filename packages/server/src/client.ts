/** The client: what it can do, said once at `initialize`, and everything that is sent to it. */
import type {
  ClientCapabilities,
  InitializeParams,
  MessageConnection,
  ProgressToken,
  Registration,
  WorkDoneProgressBegin,
  WorkDoneProgressEnd,
  WorkDoneProgressReport,
} from 'vscode-languageserver-protocol/node'
import type { InitializationOptions } from './protocol.js'

/** What of the client's capabilities the server asks about. */
export interface ClientTraits {
  readonly hasConfiguration: boolean
  readonly hasProgress: boolean
  readonly hasShowDocument: boolean
  readonly hasShowMessageRequest: boolean
  readonly canRefreshLenses: boolean
  readonly canRefreshDiagnostics: boolean
  readonly canPullDiagnostics: boolean
  /** What may be registered later. */
  readonly canRegister: {
    readonly configuration: boolean
    readonly watchers: boolean
    readonly diagnostics: boolean
  }
  readonly options: InitializationOptions
}

export interface Client {
  readonly traits: ClientTraits
  /** Sends; a line that is gone by now is nobody's problem. */
  notify(method: string, params: unknown): void
  /** Asks; rejected when the client refuses or is gone. */
  request(method: string, params: unknown): Promise<unknown>
  register(registrations: readonly Registration[]): Promise<void>
  unregister(registrations: readonly Registration[]): Promise<void>
  progress(
    token: ProgressToken,
    value: WorkDoneProgressBegin | WorkDoneProgressReport | WorkDoneProgressEnd,
  ): void
}

export function createClient(connection: MessageConnection, params: InitializeParams): Client {
  const notify = (method: string, value: unknown) => {
    connection.sendNotification(method, value).catch(() => {})
  }
  return {
    traits: traitsOf(params.capabilities ?? {}, params.initializationOptions),
    notify,
    // With an argument that is undefined the library would send a list that holds null.
    request: (method, value) =>
      value === undefined ? connection.sendRequest(method) : connection.sendRequest(method, value),
    register: async (registrations) => {
      if (registrations.length > 0)
        await connection.sendRequest('client/registerCapability', { registrations })
    },
    unregister: async (registrations) => {
      const unregisterations = registrations.map(({ id, method }) => ({ id, method }))
      // The misspelt name is the protocol's own.
      await connection.sendRequest('client/unregisterCapability', { unregisterations })
    },
    progress: (token, value) => notify('$/progress', { token, value }),
  }
}

function traitsOf({ workspace, window, textDocument }: ClientCapabilities, options: unknown): ClientTraits {
  return {
    hasConfiguration: workspace?.configuration === true,
    hasProgress: window?.workDoneProgress === true,
    hasShowDocument: window?.showDocument?.support === true,
    hasShowMessageRequest: window?.showMessage !== undefined,
    canRefreshLenses: workspace?.codeLens?.refreshSupport === true,
    canRefreshDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    canPullDiagnostics: textDocument?.diagnostic !== undefined,
    canRegister: {
      configuration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
      watchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
      diagnostics: textDocument?.diagnostic?.dynamicRegistration === true,
    },
    options: typeof options === 'object' && options !== null ? (options as InitializationOptions) : {},
  }
}
