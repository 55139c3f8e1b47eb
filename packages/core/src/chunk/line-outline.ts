import type { LineIndex } from '../text/lines.js'
import type { LanguageId, SymbolDefinition, SymbolKind } from '../types.js'
import { splitQualified, TYPE_KINDS } from './grammars/rule.js'
import { contentStart, LINE_CODE } from './line-kinds.js'
import { type LinePattern, linePatternsOf } from './line-patterns.js'
import { joinScope, type OutlineItem } from './outline.js'

interface OpenItem {
  readonly indent: number
  readonly start: number
  readonly kind: SymbolKind | undefined
  readonly isSymbol: boolean
  readonly names: readonly { readonly name: string; readonly start: number }[]
  readonly scope: string
  readonly innerScope: string
  readonly children: OutlineItem[]
  /** Line after the last one that belongs to the item. */
  endLine: number
  /** A closing line that opens nothing again ends the item. */
  isClosed: boolean
}

// A line that goes on with the definition above although it is not indented deeper.
const CONTINUATION =
  /^(?:[)}\]>]|\{|end\b|fi\b|done\b|esac\b|else\b|elif\b|elsif\b|rescue\b|ensure\b|catch\b|except\b|finally\b|then\b|do\b|begin\b|where\b)/
const OPENS_AGAIN =
  /(?:[{([:=,]|->|=>|\bdo|\bthen|\belse|\bensure|\bfinally|\bbegin)\s*$|^(?:else|elif|elsif|rescue|ensure|catch|except|finally)\b/
// A longer line is data; testing it against the patterns costs more than it can tell.
const MAX_LINE_CHARS = 500
const TAB_COLUMNS = 4

/** The definitions of a file by the look of its lines, their extents by indentation. */
export function lineOutline(lines: LineIndex, kinds: Uint8Array, language: LanguageId): OutlineItem[] {
  const { patterns, extent, ignore } = linePatternsOf(language)
  const roots: OutlineItem[] = []
  const open: OpenItem[] = []
  const close = (): void => {
    const item = open.pop()
    if (item !== undefined) (open.at(-1)?.children ?? roots).push(closedItem(item, lines))
  }
  for (let line = 0; line < lines.count; line++) {
    if (kinds[line] !== LINE_CODE) continue
    const start = contentStart(lines, line)
    const text = lines.text.slice(start, Math.min(lines.end(line), start + MAX_LINE_CHARS))
    if (ignore?.test(text) === true) {
      for (const item of open) item.endLine = line + 1
      continue
    }
    const indent = columnsOf(lines, line, start)
    const opened = openItem(text, start, indent, line, patterns)
    const isContinuation = CONTINUATION.test(text)
    while (open.length > 0 && !belongs(open[open.length - 1], indent, opened, isContinuation, extent)) close()
    const top = open.at(-1)
    if (top !== undefined && isContinuation && top.indent === indent) top.isClosed = !OPENS_AGAIN.test(text)
    for (const item of open) item.endLine = line + 1
    if (opened !== undefined) open.push(withScope(opened, open.at(-1)))
  }
  while (open.length > 0) close()
  return roots
}

function belongs(
  item: OpenItem,
  indent: number,
  opened: OpenItem | undefined,
  isContinuation: boolean,
  extent: 'indent' | 'until-next',
): boolean {
  if (extent === 'until-next') return opened === undefined
  if (indent > item.indent) return !item.isClosed || opened === undefined
  return indent === item.indent && isContinuation && !item.isClosed && opened === undefined
}

function openItem(
  text: string,
  start: number,
  indent: number,
  line: number,
  patterns: readonly LinePattern[],
): OpenItem | undefined {
  for (const { kind, isSymbol, line: pattern } of patterns) {
    const match = pattern.exec(text)
    if (match === null) continue
    const at = start + (match.indices?.[1]?.[0] ?? 0)
    const whole = { name: match[1], start: at, end: at + match[1].length }
    const isDefinition = kind !== undefined && kind !== 'test'
    const { scope, name } = isDefinition ? splitQualified(whole) : { scope: '', name: whole }
    return {
      indent,
      start: line,
      kind,
      isSymbol,
      names: [name],
      scope,
      innerScope: '',
      children: [],
      endLine: line + 1,
      isClosed: false,
    }
  }
  return undefined
}

/** The item with the scope of what it stands in, known once the items that ended before it are closed. */
function withScope(item: OpenItem, parent: OpenItem | undefined): OpenItem {
  const scope = joinScope(parent?.innerScope ?? '', item.scope)
  const isMember = parent !== undefined && parent.kind !== 'module' && TYPE_KINDS.has(parent.kind)
  const kind = item.kind === 'function' && isMember ? 'method' : item.kind
  return { ...item, kind, scope, innerScope: joinScope(scope, item.names[0].name) }
}

function closedItem(item: OpenItem, lines: LineIndex): OutlineItem {
  const extent = { start: contentStart(lines, item.start), end: lines.end(item.endLine - 1) }
  const { kind, scope, isSymbol } = item
  const symbols: SymbolDefinition[] =
    kind === undefined || !isSymbol
      ? []
      : item.names.map(({ name, start }) => ({
          name,
          kind,
          scope,
          span: { start, end: start + name.length },
          extent,
        }))
  return {
    extent,
    leadStart: extent.start,
    symbols,
    innerScope: item.innerScope,
    trait: kind === 'test' ? 'test' : undefined,
    children: item.children,
  }
}

function columnsOf(lines: LineIndex, line: number, contentAt: number): number {
  let columns = 0
  for (let at = lines.start(line); at < contentAt; at++)
    columns += lines.text.charCodeAt(at) === 9 ? TAB_COLUMNS : 1
  return columns
}
