/** Where the block that starts on a line ends, told by indentation alone: the same for every language. */
import { isBlankKind } from '../../chunk/line-kinds.js'
import type { LineIndex } from '../../text/lines.js'
import type { FileView } from './file-view.js'

/** Characters of white space before the first other one. */
export function indentOf(lines: LineIndex, line: number): number {
  const { text } = lines
  const start = lines.start(line)
  const end = lines.end(line)
  let at = start
  while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++
  return at - start
}

/**
 * The line after the block that `line` opens: all deeper lines below it, and the line that closes it.
 * At most `maxLines` lines.
 */
export function blockEnd({ lines, kinds }: FileView, line: number, maxLines: number): number {
  const indent = indentOf(lines, line)
  const last = Math.min(lines.count, line + maxLines)
  let end = line + 1
  for (let next = line + 1; next < last; next++) {
    if (isBlankKind(kinds[next])) continue
    const isDeeper = indentOf(lines, next) > indent
    if (!isDeeper && !(indentOf(lines, next) === indent && closes(lines, next))) break
    end = next + 1
    if (!isDeeper) break
  }
  return end
}

/** Whether a line begins by closing something: a bracket, `end`, `fi`, `done`, `esac`. */
export function closes(lines: LineIndex, line: number): boolean {
  return /^\s*(?:[)\]}]|end\b|fi\b|done\b|esac\b)/.test(lines.slice({ start: line, end: line + 1 }))
}
