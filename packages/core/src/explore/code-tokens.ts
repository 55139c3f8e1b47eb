/** Code as a compiler's first step sees it: tokens without layout and comments, in any language. */
import { doubled } from '../segment/growing.js'
import { commentAndStringSpans } from '../text/comments.js'
import { languageById } from '../text/languages.js'
import type { LanguageId, Span } from '../types.js'
import { HASH_START, hashEnd, hashOfSlice, hashStep } from './hashes.js'
import { keywordHashes } from './keywords.js'

/** One value a token, in the order of the text. */
export interface CodeTokens {
  readonly starts: Uint32Array
  /** `NAME`, `NUMBER`, `STRING`, or the hash of a keyword or operator. */
  readonly shapes: Uint32Array
  /** Hash of what a name, number or string says; 0 for keywords and operators. */
  readonly texts: Uint32Array
  readonly comments: readonly Span[]
}

// Below the first hash.
export const NAME = 1
const NUMBER = 2
const STRING = 3

/**
 * Cuts code into tokens. Layout leaves no trace: white space, semicolons, a comma before a closing bracket and a
 * backslash at the end of a line are no tokens. Comments are none, documentation strings included. A string is one
 * token; of one that spans lines, each further line is a token by its words: it holds a program or a table.
 */
export function codeTokens(text: string, language: LanguageId): CodeTokens {
  const { comments, strings } = commentAndStringSpans(text, languageById(language))
  const sink = new TokenSink(text, keywordHashes(language))
  let at = 0
  let nextComment = 0
  let nextString = 0
  while (nextComment < comments.length || nextString < strings.length) {
    const comment = comments[nextComment]
    const string = strings[nextString]
    const isComment = string === undefined || (comment !== undefined && comment.start < string.start)
    const span = isComment ? comment : string
    sink.readCode(at, span.start)
    if (isComment) nextComment++
    else {
      nextString++
      sink.pushString(span.start, span.end)
    }
    at = span.end
  }
  sink.readCode(at, text.length)
  return { ...sink.finish(), comments }
}

/** What a character can begin or go on with. */
const SPACE = 0
const WORD = 1
const DIGIT = 2
const OPERATOR = 3
const NOTHING = 4

const CLASSES: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/[A-Za-z_$]/.test(character)) return WORD
  if (/[0-9]/.test(character)) return DIGIT
  // These are layout in one language or another.
  if (/[;\\]/.test(character)) return NOTHING
  return code <= 32 || code === 127 ? SPACE : OPERATOR
})

// Operators of two characters; `>>` is none, because generics end with it, spaced or not.
const PAIRS: ReadonlySet<number> = new Set(
  '=> -> :: == != <= >= && || ++ -- += -= *= /= %= |= &= ?. ?? := <- |> ** // .. << <> ~> =~'
    .split(' ')
    .map((pair) => pairCode(pair.charCodeAt(0), pair.charCodeAt(1))),
)

const COMMA = 44
const CLOSING: ReadonlySet<number> = new Set([41, 93, 125])

/** Most code has fewer tokens; then nothing is copied. */
const USUAL_TOKEN_CHARS = 3

/** Collects tokens. */
class TokenSink {
  readonly #text: string
  readonly #keywords: ReadonlySet<number>
  #starts: Uint32Array
  #shapes: Uint32Array
  #texts: Uint32Array
  #count = 0

  constructor(text: string, keywords: ReadonlySet<number>) {
    this.#text = text
    this.#keywords = keywords
    const room = Math.ceil(text.length / USUAL_TOKEN_CHARS)
    this.#starts = new Uint32Array(room)
    this.#shapes = new Uint32Array(room)
    this.#texts = new Uint32Array(room)
  }

  push(start: number, shape: number, textHash: number): void {
    if (this.#count === this.#starts.length) {
      this.#starts = doubled(this.#starts)
      this.#shapes = doubled(this.#shapes)
      this.#texts = doubled(this.#texts)
    }
    this.#starts[this.#count] = start
    this.#shapes[this.#count] = shape
    this.#texts[this.#count] = textHash
    this.#count++
  }

  pushString(start: number, end: number): void {
    const firstEnd = this.#lineEnd(start, end)
    this.push(start, STRING, hashOfSlice(this.#text, start, firstEnd))
    for (let from = firstEnd + 1; from < end; ) {
      const to = this.#lineEnd(from, end)
      while (from < to && classOf(this.#text.charCodeAt(from)) === SPACE) from++
      const hash = hashOfSlice(this.#text, from, to)
      if (from < to) this.push(from, hash, hash)
      from = to + 1
    }
  }

  /** Reads what is neither comment nor string. */
  readCode(from: number, to: number): void {
    const text = this.#text
    for (let at = from; at < to; ) {
      const code = text.charCodeAt(at)
      const kind = classOf(code)
      if (kind === WORD || kind === DIGIT) at = this.#readWord(at, to, kind)
      else if (kind === OPERATOR) at = this.#readOperator(at, to, code)
      else at++
    }
  }

  finish(): Omit<CodeTokens, 'comments'> {
    return {
      starts: this.#starts.slice(0, this.#count),
      shapes: this.#shapes.slice(0, this.#count),
      texts: this.#texts.slice(0, this.#count),
    }
  }

  #lineEnd(from: number, limit: number): number {
    const end = this.#text.indexOf('\n', from)
    return end < 0 || end > limit ? limit : end
  }

  #readWord(start: number, to: number, kind: number): number {
    const text = this.#text
    let hash = HASH_START
    let at = start
    for (; at < to; at++) {
      const code = text.charCodeAt(at)
      const next = classOf(code)
      // 1.5 is one number, a.b three tokens, 0..9 three as well.
      const isPoint = kind === DIGIT && code === 46 && classOf(text.charCodeAt(at + 1)) === DIGIT
      if (next !== WORD && next !== DIGIT && !isPoint) break
      hash = hashStep(hash, code)
    }
    const finished = hashEnd(hash)
    if (kind === DIGIT) this.push(start, NUMBER, finished)
    else if (this.#keywords.has(finished)) this.push(start, finished, 0)
    else this.push(start, NAME, finished)
    return at
  }

  #readOperator(at: number, to: number, code: number): number {
    if (CLOSING.has(code) && this.#count > 0 && this.#shapes[this.#count - 1] === operatorShape(COMMA)) {
      this.#count--
    }
    const pair = at + 1 < to ? pairCode(code, this.#text.charCodeAt(at + 1)) : 0
    if (PAIRS.has(pair)) {
      this.push(at, operatorShape(pair), 0)
      return at + 2
    }
    this.push(at, operatorShape(code), 0)
    return at + 1
  }
}

function classOf(code: number): number {
  // Letters of other alphabets are letters; spaces outside ASCII are rare and cost a token at most.
  return code < 128 ? CLASSES[code] : WORD
}

function pairCode(first: number, second: number): number {
  return ((first + 1) << 16) | second
}

function operatorShape(code: number): number {
  return hashEnd(hashStep(hashStep(HASH_START, code & 0xffff), code >>> 16))
}
