/** Cuts a text the way GPT-2 does, into pieces that no token crosses. */

/**
 * The rule as GPT-2 states it. `cutGpt2` does the same by hand, several times faster; a test compares them. Blank and
 * letter are JavaScript's: a byte order mark is blank and U+0085 is not, the reverse of Python and Rust.
 *
 * Source: https://github.com/openai/gpt-2/blob/master/src/encoder.py
 */
export const GPT2_PATTERN = /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+/gu

const LETTER = 1
const NUMBER = 2
const BLANK = 3
const OTHER = 4

/** Cuts `text[start … end]` and visits each piece in order; together they are the whole. */
export type PieceCutter = (
  text: string,
  start: number,
  end: number,
  visit: (pieceStart: number, pieceEnd: number) => void,
) => void

/** A cutter that remembers what kind of character each one is. */
export function createGpt2Cutter(): PieceCutter {
  // Kind of each code unit that is a character; 0 is not asked yet.
  const kinds = new Uint8Array(0x10000)
  const kindAt = (text: string, at: number): number => {
    const unit = text.charCodeAt(at)
    const known = kinds[unit]
    if (known !== 0) return known
    const point = text.codePointAt(at) ?? unit
    const kind = kindOf(String.fromCodePoint(point))
    // Half of a pair says nothing about the character.
    if (point < 0xd800 || (point > 0xdfff && point < 0x10000)) kinds[point] = kind
    return kind
  }
  /** The end of the characters of one kind that begin at `at`. */
  const runEnd = (text: string, from: number, end: number, kind: number): number => {
    let at = from
    while (at < end && kindAt(text, at) === kind) at += sizeAt(text, at)
    return at
  }
  const pieceEnd = (text: string, start: number, end: number): number => {
    const unit = text.charCodeAt(start)
    if (unit === 0x27) {
      const length = contractionLength(text, start, end)
      if (length > 0) return start + length
    }
    const kind = kindAt(text, start)
    if (kind !== BLANK) return runEnd(text, start, end, kind)
    if (unit === 0x20 && start + 1 < end) {
      const next = kindAt(text, start + 1)
      if (next !== BLANK) return runEnd(text, start + 1, end, next)
    }
    const blankEnd = runEnd(text, start, end, BLANK)
    // The last blank goes to what follows, as in `  word`, unless it is the only one.
    return blankEnd < end && blankEnd - start > 1 ? blankEnd - 1 : blankEnd
  }
  return (text, start, end, visit) => {
    for (let at = start; at < end; ) {
      const next = pieceEnd(text, at, end)
      visit(at, next)
      at = next
    }
  }
}

/** Code units of `'s`, `'t`, `'re`, `'ve`, `'m`, `'ll` or `'d` at an apostrophe; 0 when there is none. */
function contractionLength(text: string, start: number, end: number): number {
  const next = start + 1 < end ? text[start + 1] : ''
  if (next === 's' || next === 't' || next === 'm' || next === 'd') return 2
  const two = start + 2 < end ? text.slice(start + 1, start + 3) : ''
  return two === 're' || two === 've' || two === 'll' ? 3 : 0
}

function sizeAt(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  if (unit < 0xd800 || unit > 0xdbff) return 1
  const next = text.charCodeAt(at + 1)
  return next >= 0xdc00 && next <= 0xdfff ? 2 : 1
}

function kindOf(character: string): number {
  if (/^\p{L}/u.test(character)) return LETTER
  if (/^\p{N}/u.test(character)) return NUMBER
  return /^\s/.test(character) ? BLANK : OTHER
}
