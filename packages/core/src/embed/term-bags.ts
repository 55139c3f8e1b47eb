/** Texts → weighted rows of a static model: what a vector is the sum of. */
import { forEachWord } from '../text/identifiers.js'
import type { TermAnalyzer } from '../tokenize/terms.js'
import type { PieceTokenizer } from '../tokenize/word-pieces.js'

/** How often each term stands in a text. */
export type TermCounts = ReadonlyMap<string, number>

/** Rows of a table and what each counts, `[tokens]` each; a row may come more than once. */
export interface RowBag {
  readonly ids: number[]
  readonly coefficients: number[]
}

/** A file's name says more than the folders it lies in. */
const FILE_NAME_COUNT = 2

/** A term's second occurrence says less than its first (Manning et al. 2008, section 6.4.1). */
export function termCoefficient(count: number): number {
  return 1 + Math.log(count)
}

/** The terms of a text: parts of identifiers as English stems, none joined. */
export function countTerms(text: string, analyzer: TermAnalyzer): TermCounts {
  const counts = new Map<string, number>()
  forEachWord(text, 0, text.length, (start, end) => addWord(counts, text.slice(start, end), 1, analyzer))
  return counts
}

/** The terms of a path, those of the file's name counted twice. */
export function countPathTerms(path: string, analyzer: TermAnalyzer): TermCounts {
  const counts = new Map<string, number>()
  const nameStart = path.lastIndexOf('/') + 1
  forEachWord(path, 0, path.length, (start, end) =>
    addWord(counts, path.slice(start, end), start >= nameStart ? FILE_NAME_COUNT : 1, analyzer),
  )
  return counts
}

/** Adds the rows of some terms to a bag. */
export function addTerms(bag: RowBag, counts: TermCounts, tokenizer: PieceTokenizer): void {
  for (const [term, count] of counts) {
    const coefficient = termCoefficient(count)
    for (const row of tokenizer.rowsOf(term)) {
      bag.ids.push(row)
      bag.coefficients.push(coefficient)
    }
  }
}

function addWord(counts: Map<string, number>, word: string, count: number, analyzer: TermAnalyzer): void {
  for (const term of analyzer.analyze(word, 'en').parts) counts.set(term, (counts.get(term) ?? 0) + count)
}
