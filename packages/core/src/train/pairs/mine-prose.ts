/** Heading → its section, paragraph → the code below it, first sentence → the rest of its section. */
import type { LineIndex } from '../../text/lines.js'
import type { LineRange, SymbolDefinition } from '../../types.js'
import { cutText } from './document.js'
import type { FileView } from './file-view.js'
import { plainWords } from './inline-marks.js'
import { isLicence } from './noise.js'
import { MAX_DOCUMENT_CHARS } from './pair.js'
import type { PairDrafts } from './pair-drafts.js'
import { splitFirstSentence } from './sentences.js'
import { contentWords } from './words.js'

/** Lists of changes, names and duties, and copies of manuals of former versions. */
const NOT_LEARNT =
  /(?:^|\/)versioned_docs\/|(?:^|\/)(?:changelog|changes|history|news|releases?|release[-_]notes|licen[cs]e|copying|notice|code[-_]of[-_]conduct|authors|contributors|maintainers|thanks|credits|third[-_]party\w*)[^/]*$/i

// A shorter rest of a section adds nothing to its heading.
const MIN_REST_CHARS = 160

export function mineProse(view: FileView, drafts: PairDrafts): void {
  if (NOT_LEARNT.test(view.file.path)) return
  const sections = view.chunks.flatMap(({ symbols }) => symbols.filter(({ kind }) => kind === 'section'))
  sections.sort((a, b) => a.extent.start - b.extent.start)
  for (const [idx, section] of sections.entries()) {
    const nextStart = sections[idx + 1]?.extent.start ?? section.extent.end
    mineSection(view, section, Math.min(section.extent.end, nextStart), drafts)
  }
}

function mineSection(view: FileView, section: SymbolDefinition, end: number, drafts: PairDrafts): void {
  const { lines } = view
  const range = bodyOf(view, section, end)
  if (range.end <= range.start) return
  const body = lines.slice(range)
  if (isLicence(body.slice(0, 600))) return drafts.drop('licence')
  const heading = headingQuery(section)
  const offset = lines.start(range.start)
  drafts.add({ source: 'prose', query: heading, code: body, offset })
  const blocks = blocksOf(view, range)
  for (const [idx, block] of blocks.entries()) {
    const next = blocks[idx + 1]
    if (block.kind !== 'text' || next?.kind !== 'code') continue
    const query = plainBlock(view, block)
    drafts.add({ source: 'prose', query, code: lines.slice(next), offset: lines.start(next.start) })
  }
  const [first] = blocks
  if (first?.kind !== 'text') return
  const sentence = splitFirstSentence(plainBlock(view, first)).first
  const rest = { start: first.end, end: range.end }
  const code = lines.slice(rest)
  // A paragraph that leads to code has made its pair.
  if (code.trim().length < MIN_REST_CHARS || blocks[1]?.kind === 'code') return
  drafts.add({ source: 'prose', query: sentence, code, offset: lines.start(rest.start) })
}

/** A heading that says little alone is asked for with the one above it: `Installation` of `Click`. */
function headingQuery({ name, scope }: SymbolDefinition): string {
  const words = plainWords(name)
  if (contentWords(words, 2).length >= 2 || REFERENCE_PART.test(words)) return words
  return `${plainWords(scope.slice(scope.lastIndexOf('.') + 1))} ${words}`
}

/** Parts of every entry of a reference: with what stands above, they would all ask for the entry itself. */
const REFERENCE_PART =
  /^(?:returns?|param(?:eter)?s?|arg(?:ument)?s?|examples?|syntax|remarks?|exceptions?|see also|types?|default|properties|methods|fields|constructors|definition|description|implements|inheritance)\W*$/i

const ADORNMENT = /^\s*([=\-~^"'`#*+:.<>_])\1{2,}\s*$/

/** The lines of a section below its heading, without the line that underlines it. */
function bodyOf({ lines }: FileView, section: SymbolDefinition, end: number): LineRange {
  let start = lines.lineAt(section.span.end) + 1
  if (start < lines.count && ADORNMENT.test(lineOf(lines, start))) start++
  const last = end > lines.start(start) ? lines.lineAt(Math.max(0, end - 1)) + 1 : start
  // The heading of the next section may start in the middle of a line in markup without lines.
  return { start, end: last }
}

interface Block extends LineRange {
  readonly kind: 'text' | 'code' | 'other'
}

const FENCE = /^\s*(```+|~~~+|-{4,}\s*$|\.{4,}\s*$)/
const DIRECTIVE = /^\s*\.\.\s+(?:code|code-block|sourcecode|prompt)::|::\s*$/
// Drawn from text, but not code.
const PICTURE = /^\s*(?:```+|~~~+)\s*(?:mermaid|plantuml|dot|graphviz|math)\b/i
// Lists, tables, quotes, markup, directives: not a paragraph that says what the code below does.
const NOT_TEXT = /^\s*(?:[|>]|<[/!\w]|\.\.\s|:\w+:|\[[^\]]*\]:|!\[|={3,}|[+=|-]{4,}$|\{%|#)/
const LIST = /^\s*(?:[-*+]|\d+[.)])\s/
// A manual's pages have fewer; the rest is a table.
const MAX_BLOCKS = 200

/** Paragraphs, code blocks and the rest of a section, in order. */
function blocksOf({ lines }: FileView, range: LineRange): Block[] {
  const blocks: Block[] = []
  let line = range.start
  let opensCode = false
  while (line < range.end && blocks.length < MAX_BLOCKS) {
    const text = lineOf(lines, line)
    if (text.trim() === '') {
      line++
      continue
    }
    const fence = FENCE.exec(text)?.[1]
    const start = line
    if (fence !== undefined) {
      line++
      while (line < range.end && !lineOf(lines, line).trimStart().startsWith(fence.trim().slice(0, 3))) line++
      const kind = PICTURE.test(text) ? 'other' : 'code'
      blocks.push({ kind, start: start + 1, end: Math.min(line, range.end) })
      line++
      opensCode = false
      continue
    }
    while (
      line < range.end &&
      lineOf(lines, line).trim() !== '' &&
      !(line > start && FENCE.test(lineOf(lines, line)))
    ) {
      line++
    }
    const isIndented = /^(?: {2,}|\t)/.test(text)
    const isCode: boolean =
      isIndented && (opensCode || (/^(?: {4}|\t)/.test(text) && blocks.at(-1)?.kind !== 'other'))
    const previous = blocks.at(-1)
    if (isCode && previous?.kind === 'code' && previous.end < start) {
      blocks[blocks.length - 1] = { ...previous, end: line }
    } else {
      const kind = isCode ? 'code' : NOT_TEXT.test(text) || LIST.test(text) ? 'other' : 'text'
      const isDirective = kind === 'other' && DIRECTIVE.test(text)
      if (!isDirective) blocks.push({ kind, start, end: line })
    }
    opensCode = isCode || DIRECTIVE.test(lineOf(lines, line - 1)) || (opensCode && isIndented)
  }
  return blocks
}

function plainBlock({ lines }: FileView, block: LineRange): string {
  return plainWords(cutText(lines.slice(block), MAX_DOCUMENT_CHARS).replace(/\s+/g, ' ')).replace(/:+$/, '')
}

function lineOf(lines: LineIndex, line: number): string {
  return lines.text.slice(lines.start(line), Math.min(lines.end(line), lines.start(line) + MAX_LINE_CHARS))
}

// What stands further right does not tell the kind of a line.
const MAX_LINE_CHARS = 400
