import { basename } from 'node:path'
import type { MineReport } from '@cerca/core/node'
import { formatBytes, formatCount, formatDuration, formatPlural } from './format.js'

/** What was mined from where, for people. */
export function pairReportLines(report: MineReport, out: string | undefined): string[] {
  const { root, files, sourceBytes, commits, pairs, milliseconds, historyProblem } = report
  const read = [formatPlural(files, 'file'), formatBytes(sourceBytes), formatPlural(commits, 'commit')]
  const name = basename(root) || root
  const lines = [
    `Found ${formatPlural(pairs, 'pair')} in ${name}: ${read.join(', ')} in ${formatDuration(milliseconds)}.`,
  ]
  if (historyProblem !== undefined)
    lines.push(`  Its history could not be read to the end: ${historyProblem}`)
  if (out !== undefined) lines.push(`  Written to ${out}`)
  return lines
}

/** A table of sources by language, and what was left out, for people. */
export function pairStatisticsLines({ bySource, byLanguage, dropped, pairs }: MineReport): string[] {
  const sources = Object.entries(bySource).filter(([, nPairs]) => nPairs > 0)
  const names = sources.map(([source]) => source)
  const rows = [
    ['language', ...names, 'all'],
    ...byLanguage.map((row) => [
      row.language,
      ...names.map((name) => formatCount(row.bySource[name as keyof typeof bySource])),
      formatCount(row.pairs),
    ]),
    ['all', ...sources.map(([, nPairs]) => formatCount(nPairs)), formatCount(pairs)],
  ]
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  const table = rows.map((row) =>
    row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    ),
  )
  const reasons = dropped.map((row) => `${formatCount(row.pairs)} ${row.reason}`).join(', ')
  return [
    ...table.map((cells) => `  ${cells.join('  ')}`),
    ...(reasons === '' ? [] : [`  Left out: ${reasons}`]),
  ]
}
