/** Learns a byte-pair vocabulary from texts. */
import { CercaError } from '../../errors.js'
import { createSectionCutter } from './added-tokens.js'
import { BYTES_BY_LETTER, lettersOfBytes } from './byte-letters.js'
import { type AddedToken, type BytePairModel, GPT2_SETTINGS } from './byte-pair-model.js'
import { createGpt2Cutter } from './gpt2-pieces.js'
import { PairCounts } from './pair-counts.js'
import { PieceTable } from './piece-table.js'

export interface BytePairTraining {
  /** Special tokens, 256 bytes and merges together; training ends earlier when no pair is frequent enough. */
  readonly vocabularySize: number
  /** Their ids are 0, 1, …; where a text spells one out, it is cut there and the spelling is not learnt. */
  readonly specialTokens: readonly string[]
  /** A pair that occurs fewer times is not merged. */
  readonly leastCount: number
  /** Told now and then; throwing from here ends the training. */
  readonly onProgress: (nTokens: number, ofTokens: number) => void
}

/** Merges between two calls of `onProgress`: some milliseconds of work. */
const MERGES_PER_REPORT = 100

/** Bytes of all pieces, each once: what the typed arrays can hold, at 20 bytes a symbol. */
const MAX_SYMBOLS = 2 ** 29

/**
 * Learns merges: the most frequent pair of adjacent tokens becomes a token, again and again (Sennrich et al. 2016,
 * https://aclanthology.org/P16-1162), over bytes and within the pieces that GPT-2's rule cuts.
 *
 * Ids: special tokens, then bytes in the order of their letters, then merges. Of pairs that are equally frequent the
 * one with the lower left id goes first, then the lower right id, so the same texts give the same vocabulary, which is
 * that of Hugging Face's trainer. Counts include overlaps: `aaa` has `aa` twice. Throws `vocabulary-too-small`.
 */
export function trainBytePairs(texts: Iterable<string>, training: BytePairTraining): BytePairModel {
  const { vocabularySize, onProgress } = training
  const addedTokens = training.specialTokens.map((content, id): AddedToken => {
    return { id, content, lstrip: false, rstrip: false, special: true }
  })
  const nFixed = addedTokens.length + 256
  if (vocabularySize < nFixed) throw new CercaError('vocabulary-too-small', `${vocabularySize}, of ${nFixed}`)

  const tokens: (Uint8Array | undefined)[] = addedTokens.map(() => undefined)
  for (const byte of BYTES_BY_LETTER) tokens.push(Uint8Array.of(byte))
  const counts = countPairs(texts, addedTokens)
  const idByLetters = new Map(
    tokens.map((bytes, id) => [bytes === undefined ? '' : lettersOfBytes(bytes), id]),
  )
  const merges: number[] = []
  while (tokens.length < vocabularySize) {
    const best = counts.mostFrequent()
    if (best === undefined || best.count < training.leastCount) break
    const bytes = joinBytes(tokens[best.left], tokens[best.right])
    const letters = lettersOfBytes(bytes)
    // Two ways of putting the same bytes together are two merges and one token.
    const id = idByLetters.get(letters) ?? tokens.length
    if (id === tokens.length) tokens.push(bytes)
    idByLetters.set(letters, id)
    merges.push(best.left, best.right, id)
    counts.merge(best.left, best.right, id)
    if (merges.length % (MERGES_PER_REPORT * 3) === 0) onProgress(tokens.length, vocabularySize)
  }
  onProgress(tokens.length, tokens.length)
  return { tokens, merges: Uint32Array.from(merges), addedTokens, settings: GPT2_SETTINGS }
}

/** How often each piece occurs, each turned into the ids of its bytes once. */
function countPairs(texts: Iterable<string>, addedTokens: readonly AddedToken[]): PairCounts {
  const pieces = new PieceTable()
  let counts = new Float64Array(1024)
  const cut = createGpt2Cutter()
  const sectionsOf = createSectionCutter(addedTokens)
  for (const text of texts) {
    for (const section of sectionsOf(text)) {
      if (section.kind === 'token') continue
      cut(text, section.start, section.end, (start, end) => {
        const found = pieces.find(text, start, end)
        const idx = found >= 0 ? found : pieces.add(text, start, end)
        if (idx === counts.length) {
          const grown = new Float64Array(counts.length * 2)
          grown.set(counts)
          counts = grown
        }
        counts[idx]++
      })
    }
  }
  const idOfByte = new Uint32Array(256)
  for (const [rank, byte] of BYTES_BY_LETTER.entries()) idOfByte[byte] = addedTokens.length + rank
  const utf8 = new TextEncoder()
  const words = Array.from({ length: pieces.size }, (_, idx) => utf8.encode(pieces.textOf(idx)))
  const nSymbols = words.reduce((sum, { length }) => sum + length, 0)
  if (nSymbols > MAX_SYMBOLS)
    throw new CercaError('training-too-large', `${nSymbols} bytes of different words`)
  const builder = new PairCounts(nSymbols)
  for (const [idx, bytes] of words.entries()) {
    builder.addWord(
      Uint32Array.from(bytes, (byte) => idOfByte[byte]),
      counts[idx],
    )
  }
  builder.start()
  return builder
}

function joinBytes(left: Uint8Array | undefined, right: Uint8Array | undefined): Uint8Array {
  return Uint8Array.of(...(left ?? []), ...(right ?? []))
}
