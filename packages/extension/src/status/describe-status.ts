/** What the status bar says: one line for all root folders, the one that needs attention first. */
import type { FolderStatus, Status } from '@cerca/server/protocol'
import { percent } from '../percent.js'
import type { Translate } from '../translate.js'

/** The server's process, as the client sees it. */
export type ServerState = 'starting' | 'running' | 'stopped'

export interface StatusDescription {
  /** With VS Code's `$(icon)` in it. */
  readonly text: string
  /** The same without icons, for a screen reader. */
  readonly spoken: string
  /** A line for each folder. */
  readonly details: readonly string[]
  readonly severity: 'none' | 'warning' | 'error'
}

/** States that one word can stand for when folders differ, the most pressing first. */
const URGENCY: readonly FolderStatus['state'][] = [
  'problem',
  'indexing',
  'opening',
  'adapting',
  'paused',
  'ready',
]

const ICONS: Readonly<Record<FolderStatus['state'], string>> = {
  problem: '$(warning)',
  indexing: '$(sync~spin)',
  opening: '$(loading~spin)',
  adapting: '$(sync~spin)',
  paused: '$(debug-pause)',
  ready: '$(search-fuzzy)',
}

export interface StatusInput {
  readonly server: ServerState
  /** `undefined` until the server said it for the first time. */
  readonly status: Status | undefined
  readonly locale: string
}

export function describeStatus({ server, status, locale }: StatusInput, t: Translate): StatusDescription {
  if (server === 'stopped') {
    const spoken = t('Cerca: the language server has stopped')
    return { text: '$(error) Cerca', spoken, details: [spoken], severity: 'error' }
  }
  const folders = status?.folders ?? []
  if (server === 'starting' || status === undefined) {
    return { text: '$(loading~spin) Cerca', spoken: t('Cerca: starting'), details: [], severity: 'none' }
  }
  if (folders.length === 0) {
    const spoken = t('Cerca: no folder is open')
    return { text: `${ICONS.ready} Cerca`, spoken, details: [spoken], severity: 'none' }
  }
  const state = URGENCY.find((candidate) => folders.some((folder) => folder.state === candidate)) ?? 'ready'
  const words = wordsFor(state, folders, locale, t)
  return {
    text: [ICONS[state], 'Cerca', state === 'ready' ? '' : words].filter(Boolean).join(' '),
    spoken: `Cerca: ${words}`,
    details: folders.map((folder) => describeFolder(folder, locale, t)),
    severity: state === 'problem' ? 'warning' : 'none',
  }
}

function wordsFor(
  state: FolderStatus['state'],
  folders: readonly FolderStatus[],
  locale: string,
  t: Translate,
): string {
  const share = shareDone(folders.filter((folder) => folder.state === state))
  const done = share === undefined ? '' : percent(share, locale)
  switch (state) {
    case 'problem':
      return t('problem')
    case 'indexing':
      return done === '' ? t('indexing') : t('indexing {0}', done)
    case 'adapting':
      return done === '' ? t('learning') : t('learning {0}', done)
    case 'opening':
      return t('opening')
    case 'paused':
      return t('paused')
    case 'ready':
      return t('ready')
  }
}

function describeFolder(folder: FolderStatus, locale: string, t: Translate): string {
  const words = wordsFor(folder.state, [folder], locale, t)
  const number = new Intl.NumberFormat(locale)
  const size = t('{0} files, {1} chunks', number.format(folder.files), number.format(folder.chunks))
  const nLeftOut = Object.values(folder.leftOut).reduce((sum, count) => sum + count, 0)
  const leftOut = nLeftOut === 0 ? '' : t('{0} left out', number.format(nLeftOut))
  const bytes = folder.indexBytes === 0 ? '' : `${number.format(Math.ceil(folder.indexBytes / 1_000_000))} MB`
  const facts = folder.files === 0 ? [] : [size, bytes, leftOut].filter(Boolean)
  const head = `${folder.name}: ${[words, ...facts].join(' · ')}`
  return folder.message === '' ? head : `${head}\n${folder.message}`
}

// Files of all folders together, so that a small folder does not make a large one look nearly done.
function shareDone(folders: readonly FolderStatus[]): number | undefined {
  const total = folders.reduce((sum, folder) => sum + folder.total, 0)
  const done = folders.reduce((sum, folder) => sum + folder.done, 0)
  return total === 0 ? undefined : Math.min(0.99, done / total)
}
