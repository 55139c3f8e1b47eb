import type { LineIndex } from '../text/lines.js'
import type { LineRange } from '../types.js'
import type { ChunkOptions } from './chunk-options.js'
import { isBlankKind, LINE_BLANK_IN_COMMENT, LINE_COMMENT } from './line-kinds.js'
import type { OutlineItem } from './outline.js'
import { splitLines } from './split-lines.js'

/** A range of lines that becomes a chunk; neither its first nor its last line is blank. */
export interface Piece extends LineRange {
  readonly scope: string
  /** How many definitions stand whole in it, and how many of those are tests or only declared. */
  readonly nItems: number
  readonly nTests: number
  readonly nDeclarations: number
  /** The start of a definition that is cut; too small alone, it belongs with what follows. */
  readonly isHeader: boolean
}

export interface CutSource {
  readonly lines: LineIndex
  readonly kinds: Uint8Array
  readonly options: ChunkOptions
}

/** An item as lines, comments and attributes above it included. */
interface Block extends LineRange {
  readonly item: OutlineItem
}

interface Enclosing {
  readonly scope: string
  readonly isTest: boolean
  readonly isDeclaration: boolean
}

/**
 * Cuts a file along its outline. The pieces are in order, disjoint, and cover every non-blank line;
 * none is longer than `maxChars` unless it is a single line.
 */
export function cutOutline(items: readonly OutlineItem[], source: CutSource): Piece[] {
  const file = { start: 0, end: source.lines.count }
  const pieces = cutRange(file, items, { scope: '', isTest: false, isDeclaration: false }, source)
  return joinSmall(pieces, source)
}

function cutRange(
  range: LineRange,
  items: readonly OutlineItem[],
  inside: Enclosing,
  source: CutSource,
): Piece[] {
  const done: Piece[] = []
  let open: Piece[] = []
  let line = range.start
  const flush = (): void => {
    done.push(...pack(open, source))
    open = []
  }
  for (const found of blocksOf(items, range, source)) {
    const gap = { start: line, end: found.start }
    const isBanner = line > range.start && isBannerGap(gap, source)
    const block = isBanner ? { ...found, start: line } : found
    if (!isBanner) open.push(...gapPieces(gap, inside, source))
    line = block.end
    const whole = definitionPiece(block, inside, source)
    if (whole === undefined) continue
    if (sizeOf(whole, source) <= source.options.maxChars) {
      open.push(whole)
    } else {
      flush()
      done.push(...cutBig(block, inside, source))
    }
  }
  if (line < range.end) open.push(...gapPieces({ start: line, end: range.end }, inside, source))
  flush()
  return done
}

/** A short comment between definitions, such as `// MARK: Errors`, speaks of what follows. */
function isBannerGap(gap: LineRange, source: CutSource): boolean {
  for (let line = gap.start; line < gap.end; line++) {
    if (!isBlankKind(source.kinds[line]) && source.kinds[line] !== LINE_COMMENT) return false
  }
  return gap.end > gap.start && sizeOf(gap, source) < source.options.minChars
}

/** A definition that does not fit: its header, in the outer scope, and what stands inside. */
function cutBig(block: Block, outside: Enclosing, source: CutSource): Piece[] {
  const { item } = block
  const inside = {
    scope: item.innerScope,
    isTest: outside.isTest || item.trait === 'test',
    isDeclaration: outside.isDeclaration || item.trait === 'declaration',
  }
  const [first, ...rest] = cutRange(block, item.children, inside, source)
  return [{ ...first, scope: scopeOf(item, outside), nItems: first.nItems + 1, isHeader: true }, ...rest]
}

/** Items as lines. An item that starts on the last line of the one before is part of it. */
function blocksOf(items: readonly OutlineItem[], range: LineRange, source: CutSource): Block[] {
  const { lines } = source
  const blocks: Block[] = []
  let previousEnd = range.start
  for (const item of items) {
    const firstLine = Math.max(lines.lineAt(item.leadStart), previousEnd)
    const lastLine = lines.lineAt(Math.max(item.extent.end - 1, item.extent.start))
    const end = Math.min(lastLine + 1, range.end)
    if (end <= firstLine) continue
    const start = withLead(firstLine, previousEnd, source)
    blocks.push({ item, start, end })
    previousEnd = end
  }
  return blocks
}

// "@Override", "#[derive(…)]" and "[Serializable]" on lines of their own.
const ATTRIBUTE_LINE = /^\s*(?:@[\w.]+|#!?\[|\[[A-Z][^\]]*\]\s*$)/

/** The first of the comment and attribute lines that stand directly above `line`. */
function withLead(line: number, floor: number, { lines, kinds }: CutSource): number {
  let start = line
  while (start > floor) {
    const above = start - 1
    const isComment = kinds[above] === LINE_COMMENT || kinds[above] === LINE_BLANK_IN_COMMENT
    const isLead = isComment || ATTRIBUTE_LINE.test(lines.slice({ start: above, end: start }))
    if (!isLead) break
    start = above
  }
  return start
}

function definitionPiece(block: Block, inside: Enclosing, source: CutSource): Piece | undefined {
  const isTest = inside.isTest || block.item.trait === 'test'
  const isDeclaration = inside.isDeclaration || block.item.trait === 'declaration'
  return trimmed(block, source, {
    scope: scopeOf(block.item, inside),
    nItems: 1,
    nTests: isTest ? 1 : 0,
    nDeclarations: isDeclaration ? 1 : 0,
    isHeader: false,
  })
}

/** A Go method's scope is its receiver, although nothing encloses it. */
function scopeOf(item: OutlineItem, enclosing: Enclosing): string {
  return item.symbols[0]?.scope ?? enclosing.scope
}

/** Lines between definitions: imports, fields, statements. */
function gapPieces(range: LineRange, inside: Enclosing, source: CutSource): Piece[] {
  const count = inside.isTest || inside.isDeclaration ? 1 : 0
  const gap = trimmed(range, source, {
    scope: inside.scope,
    nItems: count,
    nTests: inside.isTest ? 1 : 0,
    nDeclarations: inside.isDeclaration ? 1 : 0,
    isHeader: false,
  })
  if (gap === undefined) return []
  if (sizeOf(gap, source) <= source.options.maxChars) return [gap]
  return splitLines(gap, source).flatMap((part) => trimmed(part, source, gap) ?? [])
}

function trimmed(
  range: LineRange,
  { kinds }: CutSource,
  rest: Omit<Piece, 'start' | 'end'>,
): Piece | undefined {
  let { start, end } = range
  while (start < end && isBlankKind(kinds[start])) start++
  while (end > start && isBlankKind(kinds[end - 1])) end--
  return start === end ? undefined : { ...rest, start, end }
}

/** Joins neighbours of one scope while the whole stays near the target, or while one of them is too small. */
function pack(pieces: readonly Piece[], source: CutSource): Piece[] {
  const { targetChars, maxChars, minChars } = source.options
  const packed: Piece[] = []
  for (const piece of pieces) {
    const previous = packed.at(-1)
    if (previous !== undefined) {
      const together = join(previous, piece)
      const size = sizeOf(together, source)
      const isSmall = sizeOf(previous, source) < minChars || sizeOf(piece, source) < minChars
      if ((size <= targetChars && !isMixed(previous, piece)) || (isSmall && size <= maxChars)) {
        packed[packed.length - 1] = together
        continue
      }
    }
    packed.push(piece)
  }
  return packed
}

/** Tests beside code would make the code look like a test, or hide the test. */
function isMixed(first: Piece, second: Piece): boolean {
  return first.nItems > 0 && second.nItems > 0 && first.nTests > 0 !== second.nTests > 0
}

/** Joins pieces that are too small to be found with a neighbour of any scope: class headers, closing brackets. */
function joinSmall(pieces: readonly Piece[], source: CutSource): Piece[] {
  const { minChars, maxChars } = source.options
  const fits = (piece: Piece): boolean => sizeOf(piece, source) <= maxChars
  const joined: Piece[] = []
  const waiting = [...pieces].reverse()
  for (let piece = waiting.pop(); piece !== undefined; piece = waiting.pop()) {
    const previous = joined.at(-1)
    const next = waiting.at(-1)
    const withPrevious = previous === undefined ? undefined : join(previous, piece)
    const withNext = next === undefined ? undefined : join(piece, next)
    if (sizeOf(piece, source) >= minChars) joined.push(piece)
    else if (piece.isHeader && withNext !== undefined && fits(withNext))
      waiting[waiting.length - 1] = withNext
    else if (withPrevious !== undefined && fits(withPrevious)) joined[joined.length - 1] = withPrevious
    else if (withNext !== undefined && fits(withNext)) waiting[waiting.length - 1] = withNext
    else joined.push(piece)
  }
  return joined
}

function join(first: Piece, second: Piece): Piece {
  return {
    start: first.start,
    end: second.end,
    scope: joinedScope(first, second),
    nItems: first.nItems + second.nItems,
    nTests: first.nTests + second.nTests,
    nDeclarations: first.nDeclarations + second.nDeclarations,
    isHeader: second.isHeader,
  }
}

/** Closing lines and loose statements do not widen the scope of the definitions they join. */
function joinedScope(first: Piece, second: Piece): string {
  if (first.nItems > 0 && second.nItems === 0) return first.scope
  if (first.nItems === 0 && second.nItems > 0) return second.scope
  return commonScope(first.scope, second.scope)
}

function commonScope(first: string, second: string): string {
  if (first === second) return first
  const names = first.split('.')
  const others = second.split('.')
  let shared = 0
  while (shared < names.length && names[shared] === others[shared]) shared++
  return names.slice(0, shared).join('.')
}

function sizeOf(range: LineRange, { lines }: CutSource): number {
  return lines.end(range.end - 1) - lines.start(range.start)
}
