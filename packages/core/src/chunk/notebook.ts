import { LineIndex } from '../text/lines.js'
import type { Chunk, SymbolDefinition } from '../types.js'
import type { ChunkOptions } from './chunk-options.js'
import { headingOutline } from './headings.js'
import { lineKinds } from './line-kinds.js'
import { lineOutline } from './line-outline.js'
import { findCells, type NotebookCell } from './notebook-cells.js'
import { symbolsOf } from './outline.js'
import { splitLines } from './split-lines.js'

/** Cells, or a part of one, that become a chunk. */
interface CellGroup {
  readonly cells: NotebookCell[]
  chars: number
}

/**
 * One chunk a cell, small neighbours packed, big cells cut. `text` holds the decoded sources; spans and lines
 * are those of the raw file. `undefined` when the file is not a notebook that can be read.
 */
export function chunkNotebook(lines: LineIndex, options: ChunkOptions): Chunk[] | undefined {
  const found = findCells(lines.text)
  if (found === undefined) return undefined
  const cells = found.cells
    .flatMap((cell) => splitCell(cell, options))
    .filter((cell) => textOf([cell]).trim() !== '')
  return groupCells(cells, options).map((group) => toChunk(group.cells, lines, found.language))
}

function textOf(cells: readonly NotebookCell[]): string {
  return cells
    .map((cell) =>
      cell.parts
        .map((part) => part.text)
        .join('')
        .trimEnd(),
    )
    .join('\n\n')
}

/** A cell over `maxChars` as several of the same type. */
function splitCell(cell: NotebookCell, options: ChunkOptions): NotebookCell[] {
  const text = textOf([cell])
  if (text.length <= options.maxChars) return [cell]
  const lines = new LineIndex(text)
  const ranges = splitLines({ start: 0, end: lines.count }, { lines, kinds: lineKinds(lines, []), options })
  // One part of the source may hold several lines; a range takes the parts that start in it.
  let offset = 0
  const starts = cell.parts.map((part) => {
    const start = offset
    offset += part.text.length
    return start
  })
  return ranges
    .map((range) => {
      const from = lines.start(range.start)
      const to = range.end < lines.count ? lines.start(range.end) : Number.POSITIVE_INFINITY
      return { ...cell, parts: cell.parts.filter((_, index) => starts[index] >= from && starts[index] < to) }
    })
    .filter((part) => part.parts.length > 0)
}

function groupCells(cells: readonly NotebookCell[], options: ChunkOptions): CellGroup[] {
  const groups: CellGroup[] = []
  for (const cell of cells) {
    const last = groups.at(-1)
    const chars = textOf([cell]).length
    if (last !== undefined && last.chars + chars + 2 <= options.targetChars) {
      last.cells.push(cell)
      last.chars += chars + 2
    } else {
      groups.push({ cells: [cell], chars })
    }
  }
  return groups
}

function toChunk(cells: readonly NotebookCell[], lines: LineIndex, language: string): Chunk {
  const span = {
    start: cells[0].parts[0].start,
    end: cells.at(-1)?.parts.at(-1)?.end ?? cells[0].parts[0].end,
  }
  return {
    span,
    lines: { start: lines.lineAt(span.start), end: lines.lineAt(Math.max(span.end - 1, span.start)) + 1 },
    kind: cells.every((cell) => cell.type === 'markdown') ? 'prose' : 'code',
    traits: [],
    scope: '',
    symbols: cells.flatMap((cell) => cellSymbols(cell, lines.text, language)),
    docComment: undefined,
    text: textOf(cells),
  }
}

/** What a cell's source defines, found in the raw text, where a name reads as it does in the source. */
function cellSymbols(cell: NotebookCell, raw: string, language: string): SymbolDefinition[] {
  const lines = new LineIndex(textOf([cell]))
  const isMarkdown = cell.type === 'markdown'
  const items = isMarkdown
    ? headingOutline(lines, 'markdown')
    : lineOutline(lines, lineKinds(lines, []), language)
  const extent = { start: cell.parts[0].start, end: cell.parts[cell.parts.length - 1].end }
  let from = extent.start
  return symbolsOf(items).flatMap((symbol) => {
    const start = raw.indexOf(symbol.name, from)
    if (start < 0 || start >= extent.end) return []
    from = start + symbol.name.length
    return [{ ...symbol, span: { start, end: from }, extent }]
  })
}
