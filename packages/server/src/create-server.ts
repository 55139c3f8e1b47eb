/** Puts a client's server together, and lets it run from `initialized` to the end. */
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { modelUrl } from '@cerca/model'
import type { InitializeParams, MessageConnection } from 'vscode-languageserver-protocol/node'
import type { WorkspaceFolder } from 'vscode-languageserver-types'
import { createClient } from './client.js'
import { createConfiguration } from './configuration.js'
import { createDiagnosticsSwitch } from './diagnostics-switch.js'
import { createDocuments } from './documents.js'
import { createDuplicateFiles } from './duplicate-files.js'
import { wordsOf } from './error-texts.js'
import { createFolders, type Folder } from './folders.js'
import { status } from './handlers/status.js'
import { startLine } from './index-log.js'
import { createLensCounts } from './lens-counts.js'
import { createLog } from './log.js'
import { createProgress, type Progress } from './progress.js'
import { STATUS_CHANGED } from './protocol.js'
import { createRefresh } from './refresh.js'
import type { Server } from './server.js'
import type { Settings } from './settings.js'
import { textsOf } from './texts.js'
import type { FolderIndex, FolderIndexOptions, FolderSettings, FolderState } from './threads/folder-index.js'
import { uriOfPath } from './uris.js'
import { createWatching, type Watching } from './watching.js'

export interface RunningServer {
  readonly server: Server
  readonly progress: Progress
  readonly watching: Watching
  /** `initialized`: asks for the settings and opens the folders; the same promise however often it is called. */
  start(): Promise<void>
  configurationChanged(params: unknown): Promise<void>
  foldersChanged(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): Promise<void>
  close(): Promise<void>
}

export interface ServerOptions {
  readonly openIndex: (options: FolderIndexOptions) => FolderIndex
  /** Of Cerca. */
  readonly version: string
}

export function createServer(
  connection: MessageConnection,
  params: InitializeParams,
  { openIndex, version }: ServerOptions,
): RunningServer {
  const client = createClient(connection, params)
  const texts = textsOf(params.locale)
  const log = createLog(
    (type, message) => client.notify('window/logMessage', { type, message }),
    () => configuration.current()['trace.server'],
  )
  const configuration = createConfiguration(client, texts, () => log, applySettings)
  const refresh = createRefresh(client)
  const lensCounts = createLensCounts()
  const progress = createProgress(client, texts)
  const diagnostics = createDiagnosticsSwitch(client)
  const endings = new Map<Folder, () => void>()
  let generation = 0

  const folders = createFolders({
    openIndex: (root) =>
      openIndex({
        root,
        ...placesOf(configuration.current()),
        settings: folderSettingsOf(configuration.current()),
        describe: (error) => wordsOf(error, texts.locale),
        onLog: (level, message) => {
          const line = `${basename(root)}: ${message}`
          if (level === 'info') log.event(line)
          else log.warn(line)
        },
      }),
    onOpened: (folder) => {
      let before = folder.index.state
      endings.set(
        folder,
        folder.index.onState((state) => {
          onState(folder, before, state)
          before = state
        }),
      )
      progress.follow(folder, before)
    },
    onClosed: (folder) => {
      endings.get(folder)?.()
      endings.delete(folder)
      progress.forget(folder)
    },
  })
  const documents = createDocuments(folders)
  const duplicateFiles = createDuplicateFiles({
    settings: () => configuration.current(),
    generation: () => generation,
    refresh,
    now: Date.now,
  })
  const watching = createWatching(client, folders, Date.now)
  const server: Server = {
    client,
    texts,
    log,
    folders,
    documents,
    duplicateFiles,
    lensCounts,
    refresh,
    generation: () => generation,
    settings: () => configuration.current(),
  }

  let started: Promise<void> | undefined
  const start = async (): Promise<void> => {
    const { canRegister, options } = client.traits
    const registering = canRegister.configuration
      ? client.register([
          {
            id: 'cerca/configuration',
            method: 'workspace/didChangeConfiguration',
            registerOptions: { section: 'cerca' },
          },
        ])
      : Promise.resolve()
    registering.catch(() => log.detail('The client does not tell changes of its configuration.'))
    await configuration.pull()
    log.event(startLine(version, configuration.current()))
    const refused = folders.open(rootsOf(params))
    for (const { uri } of refused) log.warn(texts.folderRefused(uri))
    documents.placeAgain()
    diagnostics.set(configuration.current()['duplicates.diagnostics'])
    if (options.wantsStatus === true) tellStatus()
    watching.start().catch(() => log.detail('The client does not watch files.'))
  }

  return {
    server,
    progress,
    watching,
    start: () => (started ??= start()),
    configurationChanged: (value) => configuration.changed(value),
    foldersChanged: async (added, removed) => {
      await started
      const closing = folders.close(removed.map(({ uri }) => uri))
      for (const { uri } of folders.open(added)) log.warn(texts.folderRefused(uri))
      documents.placeAgain()
      changed()
      if (client.traits.options.wantsStatus === true) tellStatus()
      await closing
    },
    close: () => folders.close(folders.list().map(({ uri }) => uri)),
  }

  function onState(folder: Folder, before: FolderState, state: FolderState): void {
    progress.follow(folder, state)
    if (client.traits.options.wantsStatus === true) tellStatus()
    if (state.generation !== before.generation) changed()
    if (state.message !== '' && state.message !== before.message)
      log.error(`${folder.name}: ${state.message}`)
    if (state.state === before.state) return
    log.detail(`${folder.name}: ${state.state}, ${state.files} files.`)
  }

  function tellStatus(): void {
    client.notify(STATUS_CHANGED, status(server))
  }

  /** What was answered may be old. */
  function changed(): void {
    generation++
    lensCounts.forget()
    refresh.lenses()
    if (configuration.current()['duplicates.diagnostics']) refresh.diagnostics()
  }

  function applySettings(before: Settings, after: Settings): void {
    const isElsewhere = JSON.stringify(placesOf(before)) !== JSON.stringify(placesOf(after))
    if (isElsewhere) void reopen()
    else for (const { index } of folders.list()) index.configure(folderSettingsOf(after))
    diagnostics.set(after['duplicates.diagnostics'])
    changed()
  }

  async function reopen(): Promise<void> {
    const roots = folders.list().map(({ uri, name }) => ({ uri, name }))
    await folders.close(roots.map(({ uri }) => uri))
    folders.open(roots)
    documents.placeAgain()
  }
}

/** The folders that the client works in; older clients know only one. */
function rootsOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly WorkspaceFolder[] {
  if (workspaceFolders) return workspaceFolders
  const uri = rootUri ?? (rootPath ? uriOfPath(rootPath) : undefined)
  return uri === undefined ? [] : [{ uri, name: '' }]
}

function placesOf(settings: Settings): Pick<FolderIndexOptions, 'indexDir' | 'modelFolder'> {
  const model = settings['index.model']
  return {
    indexDir: settings['index.directory'] || undefined,
    modelFolder: model === 'none' ? undefined : model || fileURLToPath(modelUrl),
  }
}

function folderSettingsOf(settings: Settings): FolderSettings {
  const kilobytes = settings['index.maxFileSize']
  return {
    maxFileBytes: kilobytes === 0 ? undefined : Math.floor(kilobytes * 1024),
    adapt: settings['index.adapt'],
    isAutomatic: settings['index.automatic'],
  }
}
