/** Millions of pairs as numbers: terms by id, so that they fit in memory before a vocabulary is chosen. */

import { termCoefficient } from '../../embed/term-bags.js'
import type { PieceTokenizer } from '../../tokenize/word-pieces.js'
import type { TrainingPair } from '../contrastive/examples.js'
import type { PairTerms } from './pair-bags.js'

/** A term's id and its count share a number: the count has the low bits, and larger ones weigh hardly more. */
const COUNT_BITS = 8
const MAX_COUNT = 2 ** COUNT_BITS - 1
const PARTS = ['query', 'path', 'text'] as const

/** Pairs of one repository end to end: how many terms query, path and text have, then their terms. */
type PackedRepository = Uint32Array

export class PairStore {
  readonly #terms = new Map<string, number>()
  readonly #repositories: PackedRepository[] = []
  #nPairs = 0

  /** Number of pairs. */
  get size(): number {
    return this.#nPairs
  }

  /** Number of sources: those of its examples count from 0 to one less. */
  get nRepositories(): number {
    return this.#repositories.length
  }

  /** Adds the pairs of one repository; those that say nothing on one side are left out. */
  addRepository(pairs: Iterable<PairTerms>): void {
    const packed: number[] = []
    for (const pair of pairs) {
      if (pair.query.size === 0 || pair.text.size + pair.path.size === 0) continue
      this.#nPairs++
      for (const part of PARTS) packed.push(pair[part].size)
      for (const part of PARTS) {
        for (const [term, count] of pair[part])
          packed.push(this.#idOf(term) * 2 ** COUNT_BITS + Math.min(count, MAX_COUNT))
      }
    }
    this.#repositories.push(Uint32Array.from(packed))
  }

  /** How often each term occurs, and in how many documents. */
  countTerms(): { readonly occurrences: Map<string, number>; readonly documents: Map<string, number> } {
    const occurrences = new Float64Array(this.#terms.size)
    const documents = new Float64Array(this.#terms.size)
    this.#forEachPair((packed, at) => {
      let from = at + PARTS.length
      for (const [idx, part] of PARTS.entries()) {
        const to = from + packed[at + idx]
        for (; from < to; from++) {
          const id = packed[from] >>> COUNT_BITS
          occurrences[id] += packed[from] & MAX_COUNT
          if (part === 'text') documents[id]++
        }
      }
    })
    const byTerm = (counts: Float64Array) => new Map([...this.#terms].map(([term, id]) => [term, counts[id]]))
    return { occurrences: byTerm(occurrences), documents: byTerm(documents) }
  }

  /** The pairs as rows of a table; those of one repository share their `source`. */
  examples(tokenizer: PieceTokenizer): TrainingPair[] {
    const rows = Array.from(this.#terms.keys(), (term) => tokenizer.rowsOf(term))
    const examples: TrainingPair[] = []
    const bag = (packed: PackedRepository, from: number, to: number) => {
      const ids: number[] = []
      const coefficients: number[] = []
      for (let at = from; at < to; at++) {
        const coefficient = termCoefficient(packed[at] & MAX_COUNT)
        for (const row of rows[packed[at] >>> COUNT_BITS]) {
          ids.push(row)
          coefficients.push(coefficient)
        }
      }
      return { ids: Uint32Array.from(ids), coefficients: Float32Array.from(coefficients) }
    }
    this.#forEachPair((packed, at, source) => {
      const start = at + PARTS.length
      const middle = start + packed[at]
      const end = middle + packed[at + 1] + packed[at + 2]
      examples.push({ query: bag(packed, start, middle), document: bag(packed, middle, end), source })
    })
    return examples
  }

  #idOf(term: string): number {
    const known = this.#terms.get(term)
    if (known !== undefined) return known
    this.#terms.set(term, this.#terms.size)
    return this.#terms.size - 1
  }

  #forEachPair(visit: (packed: PackedRepository, at: number, source: number) => void): void {
    for (const [source, packed] of this.#repositories.entries()) {
      for (let at = 0; at < packed.length; ) {
        visit(packed, at, source)
        at += PARTS.length + packed[at] + packed[at + 1] + packed[at + 2]
      }
    }
  }
}
