/** The string literals of a program that could hold a message, found in one pass. */
import type { Language } from '../../text/languages.js'
import type { Span } from '../../types.js'

export interface StringLiteral {
  /** From the opening to the closing quote; over several literals where they are added up. */
  readonly span: Span
  /** What stands between the quotes, escapes as written. */
  readonly text: string
}

const DOUBLE = 34
const SINGLE = 39
const BACKTICK = 96
const BACKSLASH = 92
const LINE_FEED = 10

// Longer ones are documents of their own.
const MAX_LITERAL_CHARS = 2000

/** Literals in order and disjoint; what looks like one inside of `comments` is none. */
export function stringLiterals(text: string, comments: readonly Span[], language: Language): StringLiteral[] {
  const { strings } = language
  const hasSingle = strings.some((style) => style.startsWith('single') || style === 'doubled-single')
  const hasBacktick = strings.includes('backtick') || strings.includes('raw-backtick')
  const literals: StringLiteral[] = []
  let nextComment = 0
  let at = 0
  while (at < text.length) {
    if (nextComment < comments.length && at >= comments[nextComment].start) {
      at = Math.max(at, comments[nextComment++].end)
      continue
    }
    const code = text.charCodeAt(at)
    if (code !== DOUBLE && code !== SINGLE && code !== BACKTICK) {
      at++
      continue
    }
    if (code === SINGLE && !hasSingle) {
      at += charLength(text, at)
      continue
    }
    const isQuote = code !== BACKTICK || hasBacktick
    const end = isQuote ? literalEnd(text, at, code) : -1
    if (end < 0) {
      at++
      continue
    }
    addLiteral(literals, text, at, end)
    at = end
  }
  return literals
}

/** Length of a character such as '"' or '\'', which must not open a string; 1 for a lone quote. */
function charLength(text: string, at: number): number {
  if (text.charCodeAt(at + 1) === BACKSLASH) {
    const close = text.indexOf("'", at + 3)
    return close >= 0 && close - at <= 12 ? close - at + 1 : 1
  }
  return text.charCodeAt(at + 2) === SINGLE ? 3 : 1
}

/** Offset after the closing quote; -1 when the literal does not end where it should. */
function literalEnd(text: string, start: number, quote: number): number {
  const isTriple = text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote
  const most = Math.min(text.length, start + MAX_LITERAL_CHARS)
  if (isTriple && quote !== BACKTICK) {
    const close = text.indexOf(text.slice(start, start + 3), start + 3)
    return close >= 0 && close < most ? close + 3 : -1
  }
  for (let at = start + 1; at < most; at++) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) at++
    else if (code === quote) return at + 1
    else if (code === LINE_FEED && quote !== BACKTICK) return -1
  }
  return -1
}

/** Adds a literal, to the one before it where only an operator of addition stands between them. */
function addLiteral(literals: StringLiteral[], text: string, start: number, end: number): void {
  const inner = contentOf(text, start, end)
  const previous = literals.at(-1)
  const gap = previous === undefined ? -1 : start - previous.span.end
  if (previous !== undefined && gap > 0 && gap <= MAX_GAP_CHARS && previous.text.length < MAX_LITERAL_CHARS) {
    if (
      /^\s*(?:\+|\.\.?|<>|\+\+|\\)?\s*[fFrRbBuU]?$/.test(text.slice(previous.span.end, start)) &&
      isProse(previous.text)
    ) {
      literals[literals.length - 1] = {
        span: { start: previous.span.start, end },
        text: `${previous.text}${inner}`,
      }
      return
    }
  }
  literals.push({ span: { start, end }, text: inner })
}

// A line end and the indentation of the next line.
const MAX_GAP_CHARS = 60

// Words that go on in the next literal end with a blank; other neighbours are elements of a list.
function isProse(text: string): boolean {
  return /\S \S.* $/.test(text.slice(-200))
}

function contentOf(text: string, start: number, end: number): string {
  const isTriple = end - start >= 6 && text[start] === text[start + 1] && text[start] === text[start + 2]
  return isTriple ? text.slice(start + 3, end - 3) : text.slice(start + 1, end - 1)
}
