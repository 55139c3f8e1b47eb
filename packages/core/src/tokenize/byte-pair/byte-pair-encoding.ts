/** Texts ↔ ids by a byte-pair vocabulary. */
import { CercaError } from '../../errors.js'
import type { SpecialTokenPolicy, TokenEncoding } from '../token-encoding.js'
import { createSectionCutter } from './added-tokens.js'
import { lettersOfBytes } from './byte-letters.js'
import type { BytePairModel } from './byte-pair-model.js'
import { createGpt2Cutter } from './gpt2-pieces.js'
import { createMergeTable, mergeSymbols } from './merge-symbols.js'
import { cutBySteps, pieceStepsOf, unicodeFormsOf } from './piece-steps.js'
import { PieceTable } from './piece-table.js'

/** Longer pieces are rare, so remembering them would only fill the memory. Code units. */
const MAX_REMEMBERED_PIECE = 256

/** Remembered pieces at most: about 10 MB, and more than a large repository has different words. */
const MAX_REMEMBERED_PIECES = 250_000

/** Stands for a byte that the vocabulary lacks; no merge knows it. */
const NO_TOKEN = 0xffff_ffff

/**
 * A tokenizer from a vocabulary. It remembers the pieces it has seen, so keep one for many texts; what it remembers
 * changes its speed only. Throws `tokenizer-unsupported` for settings it cannot follow.
 */
export function createBytePairEncoding(model: BytePairModel, name: string): TokenEncoding {
  const encodePiece = createPieceEncoder(model)
  const steps = pieceStepsOf(model.settings)
  const forms = unicodeFormsOf(model.settings)
  const cutGpt2 = createGpt2Cutter()
  const sectionsOf = {
    recognise: createSectionCutter(model.addedTokens),
    'as-text': createSectionCutter(model.addedTokens.filter(({ special }) => !special)),
  } satisfies Record<SpecialTokenPolicy, unknown>
  const isPlainGpt2 = forms.length === 0 && steps.length === 1 && steps[0].kind === 'gpt2'

  const bytesById: (Uint8Array | undefined)[] = [...model.tokens]
  for (const { id, content } of model.addedTokens) bytesById[id] = new TextEncoder().encode(content)
  const bytesOf = (id: number): Uint8Array => {
    const bytes = bytesById[id]
    if (bytes === undefined) throw new CercaError('token-unknown', `${id} in ${name}`)
    return bytes
  }

  return {
    name,
    vocabularySize: bytesById.length,
    specialTokens: new Map(
      model.addedTokens.filter(({ special }) => special).map(({ content, id }) => [content, id]),
    ),
    bytesOf,
    decode: (ids) => decodeBytes(ids, bytesOf),
    encode(text, specials) {
      const out = new IdList(text.length)
      for (const section of sectionsOf[specials](text)) {
        if (section.kind === 'token') {
          out.push(section.id)
        } else if (isPlainGpt2) {
          cutGpt2(text, section.start, section.end, (start, end) => encodePiece(text, start, end, out))
        } else {
          const raw = text.slice(section.start, section.end)
          const normal = forms.reduce((result, form) => result.normalize(form), raw)
          for (const piece of cutBySteps(normal, steps)) encodePiece(piece, 0, piece.length, out)
        }
      }
      return out.toArray()
    },
  }
}

/** Bytes of several tokens together as text: a character may be spread over two of them. */
export function decodeBytes(ids: ArrayLike<number>, bytesOf: (id: number) => Uint8Array): string {
  const parts = Array.from(ids, bytesOf)
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  // A byte order mark is a token like any other.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(all)
}

type PieceEncoder = (text: string, start: number, end: number, out: IdList) => void

function createPieceEncoder(model: BytePairModel): PieceEncoder {
  const merges = createMergeTable(model.merges)
  const idOfByte = new Uint32Array(256).fill(NO_TOKEN)
  for (const [id, bytes] of model.tokens.entries()) if (bytes?.length === 1) idOfByte[bytes[0]] = id
  const wholePieces = model.settings.ignoreMerges ? idsByLetters(model.tokens) : undefined
  const utf8 = new TextEncoder()

  const mergePiece = (text: string): Uint32Array => {
    const bytes = utf8.encode(text)
    const whole = wholePieces?.get(lettersOfBytes(bytes))
    if (whole !== undefined) return Uint32Array.of(whole)
    const symbols = Uint32Array.from(bytes, (byte) => idOfByte[byte])
    const nLeft = mergeSymbols(symbols, merges)
    return symbols.subarray(0, nLeft).filter((id) => id !== NO_TOKEN)
  }

  // The ids of remembered piece i are `remembered[ends[i - 1] … ends[i]]`.
  const pieces = new PieceTable()
  const remembered = new IdList(1024)
  const ends = new IdList(1024)
  return (text, start, end, out) => {
    if (end - start > MAX_REMEMBERED_PIECE) return out.pushAll(mergePiece(text.slice(start, end)))
    const idx = pieces.find(text, start, end)
    if (idx >= 0) return out.pushRange(remembered, idx === 0 ? 0 : ends.at(idx - 1), ends.at(idx))
    if (pieces.size >= MAX_REMEMBERED_PIECES) {
      pieces.clear()
      remembered.clear()
      ends.clear()
    }
    const ids = mergePiece(text.slice(start, end))
    pieces.add(text, start, end)
    remembered.pushAll(ids)
    ends.push(remembered.length)
    out.pushAll(ids)
  }
}

function idsByLetters(tokens: BytePairModel['tokens']): ReadonlyMap<string, number> {
  return new Map(tokens.flatMap((bytes, id) => (bytes === undefined ? [] : [[lettersOfBytes(bytes), id]])))
}

/** A growing list of ids. */
class IdList {
  #data: Uint32Array
  #length = 0

  constructor(capacity: number) {
    this.#data = new Uint32Array(Math.max(capacity >> 2, 16))
  }

  get length(): number {
    return this.#length
  }

  at(idx: number): number {
    return this.#data[idx]
  }

  clear(): void {
    this.#length = 0
  }

  push(id: number): void {
    if (this.#length === this.#data.length) this.#reserve(1)
    this.#data[this.#length++] = id
  }

  pushAll(ids: Uint32Array): void {
    this.#reserve(ids.length)
    this.#data.set(ids, this.#length)
    this.#length += ids.length
  }

  pushRange(other: IdList, start: number, end: number): void {
    for (let i = start; i < end; i++) this.push(other.#data[i])
  }

  toArray(): Uint32Array {
    return this.#data.slice(0, this.#length)
  }

  #reserve(nMore: number): void {
    if (this.#length + nMore <= this.#data.length) return
    const grown = new Uint32Array(Math.max(this.#data.length * 2, this.#length + nMore))
    grown.set(this.#data)
    this.#data = grown
  }
}
