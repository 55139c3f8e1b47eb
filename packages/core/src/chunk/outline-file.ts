import type { Node, Tree } from 'web-tree-sitter'
import type { Language } from '../text/languages.js'
import type { LineIndex } from '../text/lines.js'
import type { SourceFile, Span, SymbolKind } from '../types.js'
import type { CutSource } from './cut.js'
import { headingOutline } from './headings.js'
import { lineOutline } from './line-outline.js'
import type { OutlineItem } from './outline.js'
import { syntaxOutline } from './syntax-outline.js'
import type { SyntaxParser } from './syntax-parser.js'

export interface FileOutline {
  readonly items: readonly OutlineItem[]
  readonly problem: string | undefined
}

/** The definitions, sections or tables of a file, by the best means there is for its language. */
export function outlineFile(
  file: SourceFile,
  language: Language,
  syntax: SyntaxParser | undefined,
  source: CutSource & { readonly comments: readonly Span[] },
): FileOutline {
  if (language.outline === 'headings')
    return { items: headingOutline(source.lines, language.id), problem: undefined }
  if (language.outline === 'paragraphs' || language.outline === 'cells')
    return { items: [], problem: undefined }
  if (syntax === undefined || language.grammar === undefined) return byLines(language, source)
  if (!syntax.isReady(language.id))
    return byLines(language, source, 'its grammar does not load: cut by lines')
  if (longestLine(source.lines) > MAX_SYNTAX_LINE_CHARS) return byLines(language, source)
  const outlineOf = (text: string) =>
    syntax.withTree(language.id, text, (parsed) => {
      const items = syntaxOutline(parsed, { ...file, comments: source.comments }, source.options.maxChars)
      return parsed.tree.rootNode.hasError
        ? checked(items, parsed.tree, language, source)
        : { items, problem: undefined }
    })
  const outline = outlineOf(file.text)
  if (outline === undefined) return byLines(language, source, 'could not be parsed: cut by lines')
  const simpler = outline.problem === undefined ? undefined : syntax.simplified(language.id, file.text)
  const second = simpler === undefined ? undefined : outlineOf(simpler)
  return second !== undefined && second.problem === undefined ? second : outline
}

// Longer lines are data or minified. Repetitions on one line are what sends a parser's error recovery into minutes
// of work or over its stack; files in the wrong language do not.
const MAX_SYNTAX_LINE_CHARS = 10_000

function longestLine(lines: LineIndex): number {
  let longest = 0
  for (let line = 0; line < lines.count; line++)
    longest = Math.max(longest, lines.end(line) - lines.start(line))
  return longest
}

function byLines(language: Language, { lines, kinds }: CutSource, problem?: string): FileOutline {
  return { items: lineOutline(lines, kinds, language.id), problem }
}

// With a larger share of a file inside of errors, its tree must show at least what the lines do.
const MAX_ERROR_SHARE = 0.3
// With errors, a tree that names fewer definitions than this share of what the lines show has lost some;
// two or three lines that look like definitions prove nothing.
const MIN_SYMBOL_SHARE = 0.6
const MAX_UNPROVEN_SYMBOLS = 3

/** The outline of a tree with errors, or that of the lines when it is the better one. */
function checked(items: OutlineItem[], tree: Tree, language: Language, source: CutSource): FileOutline {
  const share = errorChars(tree.rootNode) / Math.max(1, source.lines.text.length)
  const lineItems = lineOutline(source.lines, source.kinds, language.id)
  const nSymbols = countDefinitions(items)
  const nLineSymbols = countDefinitions(lineItems)
  const hasLost = nLineSymbols > MAX_UNPROVEN_SYMBOLS && nSymbols < nLineSymbols * MIN_SYMBOL_SHARE
  const isBroken = share > MAX_ERROR_SHARE && nSymbols <= nLineSymbols
  if (!isBroken && !hasLost) return { items, problem: undefined }
  const problem = `syntax not understood (${Math.round(share * 100)} % of the text in errors): cut by lines`
  return { items: lineItems, problem }
}

/** Named functions and types, those inside of functions left out. */
function countDefinitions(items: readonly OutlineItem[]): number {
  let count = 0
  for (const { symbols, children } of items) {
    const kind = symbols[0]?.kind
    if (kind !== undefined && COUNTED.has(kind)) count++
    if (kind !== 'function' && kind !== 'method') count += countDefinitions(children)
  }
  return count
}

const COUNTED: ReadonlySet<SymbolKind> = new Set(['function', 'method', 'class', 'interface', 'enum'])

// Deeper errors count as none; following them could exhaust the stack.
const MAX_DEPTH = 200

/** How many characters stand in error nodes. */
function errorChars(node: Node, depth = 0): number {
  let chars = 0
  if (depth > MAX_DEPTH) return chars
  for (const child of node.children) {
    if (child.isError) chars += child.endIndex - child.startIndex
    else if (child.hasError) chars += errorChars(child, depth + 1)
  }
  return chars
}
