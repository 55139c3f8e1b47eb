import type { IndexStatus } from '@cerca/core/node'
import type { StatusCommand } from '../command-line.js'
import { EXIT, type ExitCode } from '../errors.js'
import { formatBytes, formatCount, formatPlural, formatReasons } from '../output/format.js'
import { findPath } from '../place.js'
import { locateRoot } from '../root.js'
import { type CommandContext, modelFolderOf } from './context.js'

// Beyond these the languages are a file or two each.
const MAX_LANGUAGES_SHOWN = 10

/** Shows what the index of a root holds, or with --why what is decided about one path; changes nothing. */
export async function runStatus(command: StatusCommand, context: CommandContext): Promise<ExitCode> {
  const { core, screen } = context
  const root = await locateRoot(command.root, command.indexing.indexDir, context)
  if (command.why !== undefined) return explainPath(command.why, root, command, context)
  const { indexDir, maxFileBytes } = command.indexing
  const status = await core.readStatus(root, indexDir, maxFileBytes, modelFolderOf(command.indexing, core))
  if (command.screen.json) screen.print(JSON.stringify(status))
  else for (const line of describeStatus(status)) screen.print(line)
  if (status.state === 'damaged') return EXIT.broken
  return status.state === 'missing' ? EXIT.nothing : EXIT.found
}

async function explainPath(
  path: string,
  root: string,
  command: StatusCommand,
  { terminal, core, screen }: CommandContext,
): Promise<ExitCode> {
  const absolutePath = findPath(path, [terminal.cwd, root])
  const { indexDir, maxFileBytes } = command.indexing
  const answer = await core.why(root, absolutePath, indexDir, maxFileBytes)
  screen.print(command.screen.json ? JSON.stringify(answer) : answer.sentence)
  return answer.state === 'indexed' ? EXIT.found : EXIT.nothing
}

/** The status for people, one text a line. */
export function describeStatus(status: IndexStatus): string[] {
  const lines = [status.root, row('state', describeState(status))]
  if (status.state === 'missing' || status.state === 'damaged') return lines
  lines.push(row('files', `${formatCount(status.files)} (${formatBytes(status.sourceBytes)})`))
  lines.push(row('chunks', `${formatCount(status.chunks)} in ${formatPlural(status.segments, 'segment')}`))
  if (status.languages.length > 0) lines.push(row('languages', describeLanguages(status.languages)))
  const leftOut = formatReasons(status.leftOut)
  if (leftOut !== '') lines.push(row('left out', `${leftOut} (\`cerca status --why PATH\` tells the rule)`))
  lines.push(row('index', `${formatBytes(status.indexBytes)} in ${status.indexPath}`))
  return lines
}

function describeState(status: IndexStatus): string {
  switch (status.state) {
    case 'missing':
      return 'not indexed yet; the first search or `cerca index` does it'
    case 'damaged':
      return `damaged (${status.detail}); the next search or \`cerca index\` builds it again`
    case 'current':
      return 'up to date'
    case 'stale': {
      const { added, changed, removed } = status.pending
      const counts = formatReasons({ new: added, changed, removed })
      return `${counts || status.detail}; the next search brings it up to date`
    }
  }
}

function describeLanguages(languages: IndexStatus['languages']): string {
  const shown = languages
    .slice(0, MAX_LANGUAGES_SHOWN)
    .map(({ language, files }) => `${language} ${formatCount(files)}`)
  const nMore = languages.length - shown.length
  return shown.join(', ') + (nMore > 0 ? ` and ${nMore} more` : '')
}

function row(label: string, value: string): string {
  return `  ${label.padEnd(9)}  ${value}`
}
