/** Background work of one folder as the client's progress bar, with a button that ends it. */
import { randomUUID } from 'node:crypto'
import type { ProgressToken } from 'vscode-languageserver-protocol/node'
import type { Client } from './client.js'
import type { Folder } from './folders.js'
import type { Texts } from './texts.js'
import type { FolderState } from './threads/folder-index.js'

/** A saved file is indexed at once; a bar that appears for it would only flicker. Milliseconds. */
const SHOW_AFTER_MS = 500

export interface Progress {
  /** A folder is in this state now. */
  follow(folder: Folder, state: FolderState): void
  forget(folder: Folder): void
  /** `window/workDoneProgress/cancel`. */
  cancel(token: unknown): void
}

interface Bar {
  readonly token: ProgressToken
  readonly kind: FolderState['state']
  state: FolderState
  isShown: boolean
  isOver: boolean
  timer: NodeJS.Timeout
}

export function createProgress(client: Client, texts: Texts): Progress {
  const bars = new Map<Folder, Bar>()

  const end = (folder: Folder): void => {
    const bar = bars.get(folder)
    if (bar === undefined) return
    bars.delete(folder)
    bar.isOver = true
    clearTimeout(bar.timer)
    if (bar.isShown) client.progress(bar.token, { kind: 'end' })
  }

  const show = async (folder: Folder, bar: Bar): Promise<void> => {
    await client.request('window/workDoneProgress/create', { token: bar.token })
    if (bar.isOver) return
    bar.isShown = true
    const title = bar.kind === 'adapting' ? texts.adapting(folder.name) : texts.indexing(folder.name)
    client.progress(bar.token, {
      kind: 'begin',
      title,
      cancellable: bar.kind === 'indexing',
      ...amountOf(bar.state, texts),
    })
  }

  const begin = (folder: Folder, state: FolderState): Bar => {
    const bar: Bar = {
      token: randomUUID(),
      kind: state.state,
      state,
      isShown: false,
      isOver: false,
      timer: setTimeout(() => void show(folder, bar).catch(() => {}), SHOW_AFTER_MS),
    }
    bar.timer.unref()
    bars.set(folder, bar)
    return bar
  }

  return {
    follow: (folder, state) => {
      if (!client.traits.hasProgress) return
      const known = bars.get(folder)
      if (known !== undefined && known.kind !== state.state) end(folder)
      if (state.state !== 'indexing' && state.state !== 'adapting') return
      const bar = bars.get(folder) ?? begin(folder, state)
      bar.state = state
      if (bar.isShown) client.progress(bar.token, { kind: 'report', ...amountOf(state, texts) })
    },
    forget: end,
    cancel: (token) => {
      for (const [folder, bar] of bars) {
        if (bar.token === token && bar.kind === 'indexing') folder.index.cancelIndexing()
      }
    },
  }
}

function amountOf(
  { state, done, total }: FolderState,
  texts: Texts,
): { message?: string; percentage?: number } {
  if (total === 0) return {}
  const percentage = Math.min(100, Math.floor((done / total) * 100))
  return state === 'indexing' ? { message: texts.filesOf(done, total), percentage } : { percentage }
}
