/** A text as numbers: which words it has, how often, and in which order. */
import { GrowingUint32 } from '../../segment/growing.js'

export interface WordCorpus {
  /** Most frequent first, equally frequent ones in order of code units; a word's token is its place here. */
  readonly words: readonly string[]
  /** How often each word stands in the text, `[words.length]`. */
  readonly counts: Uint32Array
  /** The text, `[n]`; words that are too rare are left out. */
  readonly tokens: Uint32Array
  /** Where each sentence ends in `tokens`. No sentence is empty or longer than `MAX_SENTENCE_TOKENS`. */
  readonly sentenceEnds: Uint32Array
  /** Words of the text, rare ones too: what speed is counted in. */
  readonly nRawWords: number
}

export interface WordCorpusBuilder {
  /** The next sentence; windows do not reach from one into another. */
  add(sentence: readonly string[]): void
  /** The text so far, without words that stand fewer than `minCount` times. */
  finish(minCount: number): WordCorpus
}

/** gensim's MAX_SENTENCE_LEN: longer ones are cut. */
export const MAX_SENTENCE_TOKENS = 10_000

/** Reads a text once, keeping only numbers. */
export function createWordCorpusBuilder(): WordCorpusBuilder {
  // Ids are in order of first appearance until the whole text is known.
  const idOf = new Map<string, number>()
  const ids = new GrowingUint32()
  const ends = new GrowingUint32()
  return {
    add(sentence) {
      for (const word of sentence) {
        let id = idOf.get(word)
        if (id === undefined) {
          id = idOf.size
          idOf.set(word, id)
        }
        ids.push(id)
      }
      ends.push(ids.length)
    },
    finish: (minCount) => encode([...idOf.keys()], ids.view(), ends.view(), minCount),
  }
}

/** A whole text at once. */
export function buildWordCorpus(sentences: Iterable<readonly string[]>, minCount: number): WordCorpus {
  const builder = createWordCorpusBuilder()
  for (const sentence of sentences) builder.add(sentence)
  return builder.finish(minCount)
}

function encode(known: readonly string[], ids: Uint32Array, ends: Uint32Array, minCount: number): WordCorpus {
  const countOf = new Uint32Array(known.length)
  for (const id of ids) countOf[id]++
  const kept = Array.from(known.keys()).filter((id) => countOf[id] >= minCount)
  kept.sort((a, b) => countOf[b] - countOf[a] || (known[a] < known[b] ? -1 : 1))
  const tokenOf = new Int32Array(known.length).fill(-1)
  for (const [token, id] of kept.entries()) tokenOf[id] = token

  const tokens = new GrowingUint32()
  const sentenceEnds = new GrowingUint32()
  let at = 0
  let sentenceStart = 0
  const endSentence = () => {
    if (tokens.length > sentenceStart) sentenceEnds.push(tokens.length)
    sentenceStart = tokens.length
  }
  for (const end of ends) {
    for (; at < end; at++) {
      const token = tokenOf[ids[at]]
      if (token < 0) continue
      tokens.push(token)
      if (tokens.length - sentenceStart === MAX_SENTENCE_TOKENS) endSentence()
    }
    endSentence()
  }
  return {
    words: kept.map((id) => known[id]),
    counts: Uint32Array.from(kept, (id) => countOf[id]),
    tokens: tokens.toArray(),
    sentenceEnds: sentenceEnds.toArray(),
    nRawWords: ids.length,
  }
}
