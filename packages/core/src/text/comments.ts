import type { Span } from '../types.js'
import { LANGUAGES, type Language, type StringStyle } from './languages.js'

/**
 * The comments of a text: in order, disjoint, delimiters included, a line comment without its line end.
 * One regular expression a language jumps from mark to mark and steps over strings.
 * Documentation strings count as comments: Python's statement strings, Elixir's `@doc` heredocs.
 */
export function commentSpans(text: string, language: Language): Span[] {
  const scanner = scanners.get(language.id)
  return scanner === undefined ? [] : scan(text, scanner, undefined)
}

/**
 * The comments of a text, as `commentSpans` has them, and its strings with their quotes, both in order and disjoint.
 * A language without comments has no strings either; a JavaScript regular expression counts as one.
 */
export function commentAndStringSpans(
  text: string,
  language: Language,
): { comments: Span[]; strings: Span[] } {
  const scanner = scanners.get(language.id)
  const strings: Span[] = []
  return { comments: scanner === undefined ? [] : scan(text, scanner, strings), strings }
}

interface Scanner {
  /** Group 1 is a block comment's mark, group 2 a line comment's, group 3 a triple-quoted string. */
  readonly marks: RegExp
  readonly closeOf: ReadonlyMap<string, string>
  readonly nested: boolean
  readonly isDocumentation: ((text: string, start: number, end: number) => boolean) | undefined
}

function scan(text: string, scanner: Scanner, strings: Span[] | undefined): Span[] {
  const spans: Span[] = []
  const { marks } = scanner
  const unclosed = new Set<string>()
  marks.lastIndex = 0
  for (let match = marks.exec(text); match !== null; match = marks.exec(text)) {
    const start = match.index
    let end = -1
    if (match[1] !== undefined) {
      if (!unclosed.has(match[1])) end = blockEnd(text, start, match[1], scanner)
      if (end < 0) unclosed.add(match[1])
    } else if (match[2] !== undefined) {
      end = lineEnd(text, start)
    } else if (match[3] !== undefined && scanner.isDocumentation?.(text, start, marks.lastIndex) === true) {
      end = marks.lastIndex
    }
    // A block that never closes is no comment: a glob such as src/* must not hide the rest of the file.
    if (end < 0) {
      if (strings !== undefined && isString(text, match)) strings.push({ start, end: marks.lastIndex })
      continue
    }
    spans.push({ start, end })
    marks.lastIndex = end
  }
  return spans
}

/** Whether a match that is no comment is a string: not a mark without its close, a lone quote or an escape. */
function isString(text: string, match: RegExpExecArray): boolean {
  if (match[1] !== undefined || match[2] !== undefined || match[0].length < 2) return false
  return match[0].length > 2 || text[match.index] !== '\\'
}

function lineEnd(text: string, from: number): number {
  let end = text.indexOf('\n', from)
  if (end < 0) end = text.length
  return end > from && text.charCodeAt(end - 1) === 13 ? end - 1 : end
}

function blockEnd(text: string, start: number, open: string, scanner: Scanner): number {
  const close = scanner.closeOf.get(open) ?? open
  let at = start + open.length
  for (let depth = 1; depth > 0; ) {
    const closeAt = text.indexOf(close, at)
    if (closeAt < 0) return -1
    const openAt = scanner.nested ? text.indexOf(open, at) : -1
    if (openAt >= 0 && openAt < closeAt) {
      depth++
      at = openAt + open.length
    } else {
      depth--
      at = closeAt + close.length
    }
  }
  // Ruby's =end and Perl's =cut own the rest of their line.
  return close.startsWith('\n=') ? lineEnd(text, at) : at
}

// Matches nowhere; fills the group of a language that lacks the mark.
const NEVER = '(?!)'

// Group 4 is free for the one back reference a style may need; no language has two such styles.
// Those styles stop after 20,000 characters: without their close they would read to the end from every open.
const STRING_PATTERNS: Readonly<Record<StringStyle, string>> = {
  double: String.raw`"(?:[^"\\\n]*(?:\\[^][^"\\\n]*)*")?`,
  'double-multiline': String.raw`"(?:[^"\\]*(?:\\[^][^"\\]*)*")?`,
  single: String.raw`'(?:[^'\\\n]*(?:\\[^][^'\\\n]*)*')?`,
  'single-multiline': String.raw`'(?:[^'\\]*(?:\\[^][^'\\]*)*')?`,
  char: String.raw`'(?:[^'\\\n]|\\[^\n][^'\n]{0,8})'`,
  'doubled-single': String.raw`'(?:[^']*(?:''[^']*)*')?`,
  backtick: '`(?:[^`\\\\]*(?:\\\\[^][^`\\\\]*)*`)?',
  'triple-double': '"""[^]*?"""',
  'triple-single': "'''[^]*?'''",
  'raw-backtick': '`(?:[^`]*`)?',
  verbatim: '@"(?:[^"]*(?:""[^"]*)*")?',
  'raw-cpp': String.raw`R"([^\s()\\]{0,16})\([^]{0,20000}?\)\4"`,
  'raw-rust': String.raw`r(#*)"[^]{0,20000}?"\4`,
  'long-bracket': String.raw`\[(=*)\[[^]{0,20000}?\]\4\]`,
  heredoc: String.raw`<<(?<!<<<)(?:<(?=['"]?[A-Z_]+['"]?\r?\n)|[~-])?['"]?([A-Za-z_]\w*)['"]?[^\n]*\n(?:[^]{0,20000}?\n)??[ \t]*\4\b`,
  'zig-line': String.raw`\\\\[^\n]*`,
  // A backslash outside a string can only be inside a regular expression that was not seen as one.
  regex: String.raw`\/(?<=(?:[=(,:[!&|?{};+]|\breturn|^)\s*\/)(?:[^\\\/[\n*]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*\])(?:[^\\\/[\n]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*\])*\/|\\[^]`,
}

const scanners: ReadonlyMap<string, Scanner> = new Map(
  LANGUAGES.filter((language) => language.lineComments.length + language.blockComments.length > 0).map(
    (language) => [language.id, createScanner(language)] as const,
  ),
)

function createScanner(language: Language): Scanner {
  const triples = language.strings.filter((style) => style.startsWith('triple'))
  const strings = language.strings.filter((style) => !style.startsWith('triple'))
  // A longer mark stands before its prefix: Lua's --[[ before --, """ before ".
  const groups = [
    language.blockComments.map(([open]) => blockMarkPattern(open)),
    language.lineComments.map((mark) => lineMarkPattern(mark, language)),
    triples.map((style) => STRING_PATTERNS[style]),
  ]
  const patterns = groups.map((patterns) => `(${patterns.join('|') || NEVER})`)
  return {
    marks: new RegExp([...patterns, ...strings.map((style) => STRING_PATTERNS[style])].join('|'), 'gm'),
    closeOf: new Map(
      language.blockComments.map(([open, close]) => [open, open.startsWith('=') ? `\n${close}` : close]),
    ),
    nested: language.nestedBlockComments,
    isDocumentation: documentationOf(language),
  }
}

function blockMarkPattern(open: string): string {
  // {-# … #-} is a pragma of Haskell.
  if (open === '{-') return '\\{-(?!#)'
  // =begin and AsciiDoc's //// count at the start of a line only.
  return /^[=/]{3,}|^=/.test(open) ? `^${escapePattern(open)}` : escapePattern(open)
}

function lineMarkPattern(mark: string, language: Language): string {
  const literal = escapePattern(mark)
  // "-->" and "|--" are operators in Haskell.
  if (language.id === 'haskell') return String.raw`${literal}+(?![!#$%&*+./<=>?@\\^|~:-])`
  if (mark === '#' && language.id === 'php') return '#(?!\\[)'
  // \\% is a per cent sign of LaTeX.
  if (mark === '%') return '%(?<!\\\\%)'
  if (language.lineCommentPlace === 'after-space') return `${literal}(?<=(?:^|[\\s;()&|])${literal})`
  if (language.lineCommentPlace === 'line-start') return `${literal}(?<=^[ \\t]*${literal})`
  return literal
}

function escapePattern(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}

function documentationOf(language: Language): Scanner['isDocumentation'] {
  if (language.id === 'python') return isStatementString
  return language.id === 'elixir' ? isDocumentationAttribute : undefined
}

const OPERATOR_BEFORE = /[([{,=+%\\]/

/** Whether a triple-quoted string stands alone as a statement, as docstrings do. */
function isStatementString(text: string, start: number, end: number): boolean {
  let before = start - 1
  while (before >= 0 && /[rRuUbB]/.test(text[before])) before--
  while (before >= 0 && (text[before] === ' ' || text[before] === '\t')) before--
  if (before >= 0 && !/[\n\r:;]/.test(text[before])) return false
  while (before >= 0 && /\s/.test(text[before])) before--
  if (before >= 0 && OPERATOR_BEFORE.test(text[before])) return false
  const after = /[^ \t]/.exec(text.slice(end, end + 40))?.[0]
  return after === undefined || /[\n\r#;]/.test(after)
}

/** Whether a heredoc is the value of `@doc`, `@moduledoc` or `@typedoc`. */
function isDocumentationAttribute(text: string, start: number): boolean {
  return /@(?:module|type)?doc\s+(?:~[sS])?$/.test(text.slice(Math.max(0, start - 24), start))
}
