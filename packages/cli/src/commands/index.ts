import { homedir } from 'node:os'
import { basename } from 'node:path'
import type { IndexReport } from '@cerca/core/node'
import type { IndexCommand } from '../command-line.js'
import { EXIT, type ExitCode } from '../errors.js'
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatPlural,
  formatReasons,
  sumReasons,
} from '../output/format.js'
import { locateRoot } from '../root.js'
import { type CommandContext, indexOptions } from './context.js'

// The rest can be counted; nobody reads a screen full of syntax errors.
const MAX_PROBLEMS_SHOWN = 3

/** Builds the index or brings it up to date, and says what it holds. */
export async function runIndex(command: IndexCommand, context: CommandContext): Promise<ExitCode> {
  const { core, screen } = context
  const root = await locateRoot(command.root, command.indexing.indexDir, context)
  const report = await core.updateIndex(indexOptions(root, command.indexing, command, context))
  screen.clearProgress()
  if (command.screen.json) screen.print(JSON.stringify(report))
  else for (const line of describeReport(report)) screen.print(line)
  return EXIT.found
}

/** The report for people, one text a line. */
export function describeReport(report: IndexReport): string[] {
  const name = basename(report.root) || report.root
  const held = [
    formatPlural(report.files, 'file'),
    formatPlural(report.chunks, 'chunk'),
    formatBytes(report.sourceBytes),
  ]
  const lines = [`Indexed ${name}: ${held.join(', ')} in ${formatDuration(report.milliseconds)}.`]
  const isFirst = report.added === report.files && report.removed === 0
  if (!isFirst) lines.push(`  ${describeChanges(report)}`)
  if (report.rebuilt) lines.push(`  All was built again. ${report.rebuilt.detail}`)
  const nLeftOut = sumReasons(report.leftOut)
  if (nLeftOut > 0) {
    lines.push(`  Left out ${formatCount(nLeftOut)}: ${formatReasons(report.leftOut)}.`)
    lines.push('  `cerca status --why PATH` tells which rule decided.')
  }
  if (report.adaptation) lines.push(`  ${describeAdaptation(report.adaptation)}`)
  if (report.problems.length > 0) lines.push(...describeProblems(report.problems))
  lines.push(`  The index takes ${formatBytes(report.indexBytes)} in ${shortHome(report.indexPath)}`)
  return lines
}

function describeChanges(report: IndexReport): string {
  const { added, changed, removed, unchanged } = report
  if (added + changed + removed === 0) return 'Nothing had changed.'
  const counts = [`${added} added`, `${changed} changed`, `${removed} removed`, `${unchanged} unchanged`]
  return `${counts.filter((count) => !count.startsWith('0 ')).join(', ')}.`
}

function describeAdaptation({ pairs, milliseconds }: NonNullable<IndexReport['adaptation']>): string {
  return `Adapted the model to it: ${formatPlural(pairs, 'pair')} in ${formatDuration(milliseconds)}.`
}

function describeProblems(problems: IndexReport['problems']): string[] {
  const shown = problems.slice(0, MAX_PROBLEMS_SHOWN).map(({ path, message }) => `    ${path}: ${message}`)
  const nMore = problems.length - shown.length
  const more = nMore > 0 ? [`    and ${formatCount(nMore)} more; --json lists them all`] : []
  return [
    `  Indexed ${formatPlural(problems.length, 'file')} by lines, the syntax being unclear:`,
    ...shown,
    ...more,
  ]
}

function shortHome(path: string): string {
  const home = homedir()
  return path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path
}
