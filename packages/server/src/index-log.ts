/** What happened to the index of a folder, as lines of the log: figures only, never a path or a word of the user's. */
import type { Settings } from './settings.js'
import type { OpenedFigures, UpdateReport } from './threads/messages.js'

const NUMBER = new Intl.NumberFormat('en')

/** The first line of a log. */
export function startLine(version: string, settings: Pick<Settings, 'index.model'>): string {
  const { platform, arch, versions } = process
  const folder = settings['index.model']
  const model = folder === '' ? 'shipped' : folder === 'none' ? 'none' : 'of your own'
  const machine = `Node ${versions.node}, ${platform} ${arch}`
  return `Cerca ${version} (${machine}). Model of meaning: ${model}. The setting cerca.trace.server logs more.`
}

/** `milliseconds` from the start of the thread that answers. */
export function openedLine(figures: OpenedFigures, milliseconds: number): string {
  const { isFound, files, chunks, indexBytes, isAdapted } = figures
  if (!isFound) return `There is no index yet that can be used; this took ${durationOf(milliseconds)} to see.`
  const size = `${NUMBER.format(files)} files in ${NUMBER.format(chunks)} chunks, ${sizeOf(indexBytes)}`
  const meaning =
    isAdapted === undefined
      ? 'no model of meaning'
      : `the model of meaning is ${isAdapted ? '' : 'not '}adapted`
  return `Opened the index in ${durationOf(milliseconds)}: ${size}; ${meaning}.`
}

export function updatedLine(report: UpdateReport): string {
  const { added, changed, removed, unchanged, milliseconds, adaptation, rebuilt, nProblems } = report
  const counts = { new: added, changed, gone: removed, 'as before': unchanged }
  const files = listOf(Object.entries(counts).map(([what, count]) => [count, what]))
  const leftOut = listOf(
    Object.entries(report.leftOut)
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => [count, reason]),
  )
  return [
    `Brought the index up to date in ${durationOf(milliseconds)}: ${files || 'no files'}.`,
    rebuilt &&
      `It was built again: ${rebuilt.reason === 'damaged' ? 'it was damaged' : 'it was of another version'}.`,
    adaptation &&
      `The model learnt from ${NUMBER.format(adaptation.pairs)} pairs in ${durationOf(adaptation.milliseconds)}.`,
    leftOut && `Left out: ${leftOut}.`,
    nProblems > 0 && `Indexed by lines because of their syntax: ${NUMBER.format(nProblems)} files.`,
  ]
    .filter(Boolean)
    .join(' ')
}

/** Those that there are, such as `3 new, 12 changed`. */
function listOf(counts: readonly (readonly [count: number, what: string])[]): string {
  return counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${NUMBER.format(count)} ${what}`)
    .join(', ')
}

function durationOf(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`
}

function sizeOf(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
