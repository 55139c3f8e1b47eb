/** Texts → vectors of a static model. */

import { forEachWord } from '../text/identifiers.js'
import { isStopWord, type TermAnalyzer } from '../tokenize/terms.js'
import type { Embedder } from '../types.js'
import { normalizeRows } from '../vector/normalize-rows.js'
import { sumRows } from '../vector/sum-rows.js'
import type { LoadedModel } from './static-model.js'
import { addTerms, countTerms, type RowBag, type TermCounts } from './term-bags.js'

/** An embedder that loads nothing and waits for nothing. Words of grammar do not count in a query. */
export function createStaticEmbedder(loaded: LoadedModel, analyzer: TermAnalyzer): Embedder {
  const { model, dimensions, tokenizer } = loaded
  return {
    fingerprint: model.fingerprint,
    dimensions,
    async embed(texts, role) {
      const weights = role === 'query' ? model.queryWeights : model.documentWeights
      const count = role === 'query' ? countContentTerms : countTerms
      const bag: RowBag = { ids: [], coefficients: [] }
      const starts = new Uint32Array(texts.length + 1)
      for (const [idx, text] of texts.entries()) {
        addTerms(bag, count(text, analyzer), tokenizer)
        starts[idx + 1] = bag.ids.length
      }
      const bags = {
        starts,
        ids: Uint32Array.from(bag.ids),
        coefficients: Float32Array.from(bag.ids, (row, token) => weights[row] * bag.coefficients[token]),
      }
      const vectors = new Float32Array(texts.length * dimensions)
      sumRows(bags, loaded.floats(), dimensions, (first, sums) => vectors.set(sums, first * dimensions))
      normalizeRows(vectors, dimensions)
      return vectors
    },
  }
}

/** The terms of a question: its words of grammar left out, unless it has no others. */
export function countContentTerms(text: string, analyzer: TermAnalyzer): TermCounts {
  const content: string[] = []
  forEachWord(text, 0, text.length, (start, end) => {
    const word = text.slice(start, end)
    if (!isStopWord(word, 'en')) content.push(word)
  })
  return countTerms(content.length > 0 ? content.join(' ') : text, analyzer)
}
