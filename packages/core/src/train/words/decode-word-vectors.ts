/** A file of word vectors, in whichever of the known formats it is. */
import { decodeFastText, FASTTEXT_MAGIC } from './fasttext-format.js'
import type { WordVectors } from './word-vectors.js'
import { decodeWord2VecBinary, decodeWord2VecText } from './word2vec-format.js'

export type WordVectorFormat = 'text' | 'binary' | 'fasttext'

export interface DecodedWordVectors {
  readonly format: WordVectorFormat
  readonly vectors: WordVectors
}

const NEWLINE = 10

/** word2vec's binary and text formats, GloVe's text, which lacks the header, and fastText's. Throws `vectors-damaged`. */
export function decodeWordVectors(bytes: Uint8Array): DecodedWordVectors {
  if (
    bytes.length >= 4 &&
    new DataView(bytes.buffer, bytes.byteOffset).getInt32(0, true) === FASTTEXT_MAGIC
  ) {
    return { format: 'fasttext', vectors: decodeFastText(bytes) }
  }
  const [first, second] = firstLines(bytes)
  const nColumns = columnsOf(first)
  if (nColumns > 1) return { format: 'text', vectors: decodeWord2VecText(withHeader(bytes, nColumns)) }
  const isText = columnsOf(second) > 0 && columnsOf(second) === Number(first.split(' ')[1])
  return isText
    ? { format: 'text', vectors: decodeWord2VecText(bytes) }
    : { format: 'binary', vectors: decodeWord2VecBinary(bytes) }
}

function firstLines(bytes: Uint8Array): [string, string] {
  const firstEnd = endOfLine(bytes, 0)
  const decoder = new TextDecoder()
  return [
    decoder.decode(bytes.subarray(0, firstEnd)),
    decoder.decode(bytes.subarray(firstEnd + 1, endOfLine(bytes, firstEnd + 1))),
  ]
}

/** How many numbers stand behind a word; 0 when it is not a word and numbers. */
function columnsOf(line: string): number {
  const [word, ...numbers] = line.trimEnd().split(' ')
  const isRow =
    word !== '' && numbers.length > 0 && numbers.every((text) => text !== '' && Number.isFinite(Number(text)))
  return isRow ? numbers.length : 0
}

function withHeader(bytes: Uint8Array, nColumns: number): Uint8Array {
  let nLines = 0
  for (let at = 0; at < bytes.length; at = endOfLine(bytes, at) + 1) nLines++
  const header = new TextEncoder().encode(`${nLines} ${nColumns}\n`)
  const whole = new Uint8Array(header.length + bytes.length)
  whole.set(header)
  whole.set(bytes, header.length)
  return whole
}

function endOfLine(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(NEWLINE, from)
  return at < 0 ? bytes.length : at
}
