/** The two file formats of word2vec, which gensim reads and writes. */
import { CercaError } from '../../errors.js'
import { createWordVectors, type WordVectorData, type WordVectors } from './word-vectors.js'

const NEWLINE = 10
const SPACE = 32

/** Digits that tell any two f32 apart. */
const MAX_DIGITS = 9
/** Fewer seldom suffice, and where they do the seventh is mostly a zero, which is not written. */
const MIN_DIGITS = 7

/**
 * A header `words dimensions`, then a line for each word: the word and its values. Values are written with as many
 * digits as bring back the same f32. Vectors of n-grams have no place in this format. Throws RangeError for words with
 * white space.
 */
export function encodeWord2VecText(vectors: WordVectorData): Uint8Array {
  const { words, dimensions, values } = vectors
  const lines = [header(vectors)]
  for (const [row, word] of words.entries()) {
    const own = values.subarray(row * dimensions, (row + 1) * dimensions)
    lines.push(`${requireWord(word)} ${Array.from(own, shortestDecimal).join(' ')}\n`)
  }
  const encoder = new TextEncoder()
  return concatenate(lines.map((line) => encoder.encode(line)))
}

/** The same header, then for each word its UTF-8 bytes, a space and its values as little-endian f32. */
export function encodeWord2VecBinary(vectors: WordVectorData): Uint8Array {
  const { words, dimensions, values } = vectors
  const encoder = new TextEncoder()
  const parts = [encoder.encode(header(vectors))]
  for (const [row, word] of words.entries()) {
    const bytes = new Uint8Array(dimensions * 4)
    const view = new DataView(bytes.buffer)
    for (let k = 0; k < dimensions; k++) view.setFloat32(k * 4, values[row * dimensions + k], true)
    parts.push(encoder.encode(`${requireWord(word)} `), bytes)
  }
  return concatenate(parts)
}

/** Reads what `encodeWord2VecText`, gensim or word2vec.c wrote. Throws `vectors-damaged`. */
export function decodeWord2VecText(bytes: Uint8Array): WordVectors {
  const { nWords, dimensions, end } = readHeader(bytes)
  const words: string[] = []
  const values = new Float32Array(nWords * dimensions)
  const decoder = new TextDecoder()
  let at = end
  for (let row = 0; row < nWords; row++) {
    if (at >= bytes.length) throw damaged(`it ends after ${row} of ${nWords} words`)
    const lineEnd = endOf(bytes, NEWLINE, at)
    const parts = decoder.decode(bytes.subarray(at, lineEnd)).trimEnd().split(' ')
    const numbers = parts.slice(-dimensions).map(Number)
    if (parts.length <= dimensions || numbers.some(Number.isNaN)) {
      throw damaged(`line ${row + 2} is not a word and ${dimensions} values`)
    }
    words.push(parts.slice(0, -dimensions).join(' '))
    values.set(numbers, row * dimensions)
    at = lineEnd + 1
  }
  return createWordVectors({ dimensions, words, values, subwords: undefined })
}

/** Reads what `encodeWord2VecBinary`, gensim or word2vec.c wrote. Throws `vectors-damaged`. */
export function decodeWord2VecBinary(bytes: Uint8Array): WordVectors {
  const { nWords, dimensions, end } = readHeader(bytes)
  const words: string[] = []
  const values = new Float32Array(nWords * dimensions)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const decoder = new TextDecoder()
  let at = end
  for (let row = 0; row < nWords; row++) {
    // word2vec.c ends each vector with a new line, gensim does not.
    while (bytes[at] === NEWLINE) at++
    const wordEnd = endOf(bytes, SPACE, at)
    const valuesAt = wordEnd + 1
    if (valuesAt + dimensions * 4 > bytes.length) throw damaged(`it ends after ${row} of ${nWords} words`)
    words.push(decoder.decode(bytes.subarray(at, wordEnd)))
    for (let k = 0; k < dimensions; k++) {
      values[row * dimensions + k] = view.getFloat32(valuesAt + k * 4, true)
    }
    at = valuesAt + dimensions * 4
  }
  return createWordVectors({ dimensions, words, values, subwords: undefined })
}

function header({ words, dimensions }: WordVectorData): string {
  return `${words.length} ${dimensions}\n`
}

function readHeader(bytes: Uint8Array): { nWords: number; dimensions: number; end: number } {
  const lineEnd = endOf(bytes, NEWLINE, 0)
  const match = /^(\d+) (\d+)\s*$/.exec(new TextDecoder().decode(bytes.subarray(0, Math.min(lineEnd, 64))))
  if (match === null) throw damaged('its first line does not say how many words and dimensions it has')
  const nWords = Number(match[1])
  const dimensions = Number(match[2])
  // Each value takes at least a digit and a space, or four bytes; so a false header cannot ask for all memory.
  if (dimensions === 0 || nWords * dimensions * 2 > bytes.length) {
    throw damaged(`${nWords} words of ${dimensions} values do not fit into ${bytes.length} bytes`)
  }
  return { nWords, dimensions, end: lineEnd + 1 }
}

function endOf(bytes: Uint8Array, byte: number, from: number): number {
  const at = bytes.indexOf(byte, from)
  return at < 0 ? bytes.length : at
}

function requireWord(word: string): string {
  if (word === '' || /\s/.test(word))
    throw new RangeError(`"${word}" cannot be told from the space behind it`)
  return word
}

function shortestDecimal(value: number): string {
  // A zero's sign is the one thing that String drops.
  if (Object.is(value, -0)) return '-0'
  for (let nDigits = MIN_DIGITS; nDigits < MAX_DIGITS; nDigits++) {
    const text = value.toPrecision(nDigits)
    if (Math.fround(Number(text)) === value) return String(Number(text))
  }
  return String(Number(value.toPrecision(MAX_DIGITS)))
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function damaged(detail: string): CercaError {
  return new CercaError('vectors-damaged', detail)
}
