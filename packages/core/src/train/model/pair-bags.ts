/** Mined pairs → what the contrastive trainer reads. */
import { countContentTerms } from '../../embed/static-embedder.js'
import { addTerms, countPathTerms, countTerms, type RowBag, type TermCounts } from '../../embed/term-bags.js'
import type { TermAnalyzer } from '../../tokenize/terms.js'
import type { PieceTokenizer } from '../../tokenize/word-pieces.js'
import type { TrainingPair } from '../contrastive/examples.js'
import type { Pair } from '../pairs/pair.js'
import type { TrainingText } from './training-text.js'

/** The terms of a pair as an index counts them: those of a path apart from those of the text under it. */
export interface PairTerms {
  readonly query: TermCounts
  readonly path: TermCounts
  readonly text: TermCounts
}

export function termsOfPair(
  { query, document, path }: Pick<Pair, 'query' | 'document' | 'path'>,
  analyzer: TermAnalyzer,
): PairTerms {
  const head = `${path}\n`
  const hasPath = path !== '' && document.startsWith(head)
  return {
    query: countContentTerms(query, analyzer),
    path: hasPath ? countPathTerms(path, analyzer) : new Map(),
    text: countTerms(hasPath ? document.slice(head.length) : document, analyzer),
  }
}

/** `source` says which pairs may share a batch: pairs of one repository teach more. */
export function bagsOfPair(terms: PairTerms, tokenizer: PieceTokenizer, source: number): TrainingPair {
  const query: RowBag = { ids: [], coefficients: [] }
  addTerms(query, terms.query, tokenizer)
  const document: RowBag = { ids: [], coefficients: [] }
  addTerms(document, terms.text, tokenizer)
  addTerms(document, terms.path, tokenizer)
  return { query, document, source }
}

/** The same with the negatives that were given. */
export function bagsOfText(
  { negatives }: TrainingText,
  terms: PairTerms,
  tokenizer: PieceTokenizer,
  source: number,
  analyzer: TermAnalyzer,
): TrainingPair {
  const bags = bagsOfPair(terms, tokenizer, source)
  if (negatives.length === 0) return bags
  const bagOf = (text: string) => {
    const bag: RowBag = { ids: [], coefficients: [] }
    addTerms(bag, countTerms(text, analyzer), tokenizer)
    return bag
  }
  return { ...bags, negatives: negatives.map(bagOf).filter(({ ids }) => ids.length > 0) }
}

/** Whether both sides say something. */
export function isTrainable({ query, document }: TrainingPair): boolean {
  return query.ids.length > 0 && document.ids.length > 0
}
