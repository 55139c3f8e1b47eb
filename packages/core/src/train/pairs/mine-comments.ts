/** Inline comment → the block that follows it. */
import { isBlankKind, LINE_CODE, LINE_COMMENT } from '../../chunk/line-kinds.js'
import type { Span } from '../../types.js'
import { closes, indentOf } from './blocks.js'
import { readComment } from './comment-text.js'
import type { FileView } from './file-view.js'
import { commentNoise, isLicence } from './noise.js'
import type { PairDrafts } from './pair-drafts.js'

/** A comment speaks for the lines below it, not for pages. */
const MAX_BLOCK_LINES = 25

export function mineComments(view: FileView, drafts: PairDrafts): void {
  const { lines, kinds, comments, file } = view
  const docs = view.definitions.flatMap(({ doc }) => (doc === undefined ? [] : [doc]))
  docs.sort((a, b) => a.start - b.start)
  let nextDoc = 0
  for (let idx = 0; idx < comments.length; ) {
    const first = idx
    idx = groupEnd(view, first)
    const group: Span = { start: comments[first].start, end: comments[idx - 1].end }
    while (nextDoc < docs.length && docs[nextDoc].end <= group.start) nextDoc++
    const isDoc = nextDoc < docs.length && docs[nextDoc].start < group.end
    const firstLine = lines.lineAt(group.start)
    // What opens a file speaks for the file.
    if (isDoc || firstLine === 0 || kinds[firstLine] !== LINE_COMMENT) continue
    const block = followingBlock(view, lines.lineAt(group.end - 1) + 1)
    if (block === undefined) continue
    mineGroup(file.text.slice(group.start, group.end), view, block, drafts)
  }
}

/** Index after the last comment of a group: line comments of the same indentation on consecutive lines. */
function groupEnd({ lines, kinds, comments }: FileView, first: number): number {
  let idx = first + 1
  let line = lines.lineAt(comments[first].end - 1)
  if (kinds[line] !== LINE_COMMENT) return idx
  const indent = indentOf(lines, line)
  while (idx < comments.length) {
    const next = lines.lineAt(comments[idx].start)
    if (next !== line + 1 || kinds[next] !== LINE_COMMENT || indentOf(lines, next) !== indent) break
    line = lines.lineAt(comments[idx].end - 1)
    idx++
  }
  return idx
}

/** The lines that a comment above `line` is about: to a blank line or the next comment at its level, or outdented. */
function followingBlock(
  { lines, kinds }: FileView,
  line: number,
): { start: number; end: number } | undefined {
  if (line >= lines.count || kinds[line] !== LINE_CODE || closes(lines, line)) return undefined
  const indent = indentOf(lines, line)
  const last = Math.min(lines.count, line + MAX_BLOCK_LINES)
  let end = line + 1
  let isAfterBlank = false
  for (let next = line + 1; next < last; next++) {
    if (isBlankKind(kinds[next])) {
      isAfterBlank = true
      continue
    }
    const depth = indentOf(lines, next)
    if (depth < indent) break
    if (depth === indent && (isAfterBlank ? !closes(lines, next) : kinds[next] === LINE_COMMENT)) break
    end = next + 1
    isAfterBlank = false
  }
  return { start: line, end }
}

function mineGroup(
  raw: string,
  view: FileView,
  block: { start: number; end: number },
  drafts: PairDrafts,
): void {
  if (isLicence(raw)) return drafts.drop('licence')
  const { summary, rest, lines } = readComment(raw)
  const noise = commentNoise(lines)
  if (noise !== undefined) return drafts.drop(noise)
  const query = rest === '' ? summary : `${summary} ${rest}`
  drafts.add({
    source: 'comment',
    query,
    code: view.lines.slice(block),
    offset: view.lines.start(block.start),
  })
}
