/** Word vectors and what they answer, for people and programs. */
import type { DecodedWordVectors, ScoredWord } from '@cerca/core/train'
import type { Palette } from './color.js'
import { formatBytes, formatCount, formatPlural } from './format.js'

/** Words shown of a file: the most frequent ones, as files are ordered by frequency. */
const SHOWN_WORDS = 10

const FORMAT_NAMES = { text: 'text', binary: 'word2vec binary', fasttext: 'fastText' } as const

export interface AnsweredWords {
  readonly query: string
  readonly results: readonly ScoredWord[]
}

export function vectorsLines(
  file: string,
  { format, vectors }: DecodedWordVectors,
  nBytes: number,
): string[] {
  const { words, dimensions, subwords } = vectors
  const size = `${formatPlural(words.length, 'word')} in ${formatPlural(dimensions, 'dimension')}`
  const lines = [`${file}: ${size}, ${FORMAT_NAMES[format]}, ${formatBytes(nBytes)}`]
  if (subwords !== undefined) {
    const { minLength, maxLength } = subwords.options
    const rows = formatCount(subwords.buckets.length)
    lines.push(
      `  n-grams of ${minLength} to ${maxLength} characters in ${rows} rows: it knows other words, too`,
    )
  }
  const rest = words.length > SHOWN_WORDS ? ' …' : ''
  lines.push(`  first words: ${words.slice(0, SHOWN_WORDS).join(' ')}${rest}`)
  return lines
}

/** One line, without its end. */
export function vectorsJson(file: string, { format, vectors }: DecodedWordVectors, nBytes: number): string {
  const { words, dimensions, subwords } = vectors
  const ngrams = subwords && { ...subwords.options, trainedBuckets: subwords.buckets.length }
  const firstWords = words.slice(0, SHOWN_WORDS)
  return JSON.stringify({ file, format, words: words.length, dimensions, bytes: nBytes, firstWords, ngrams })
}

/** A line a word; what was asked stands above when there are several questions. */
export function* scoredWordLines(answers: readonly AnsweredWords[], palette: Palette): Generator<string> {
  for (const { query, results } of answers) {
    const indent = answers.length > 1 ? '  ' : ''
    if (answers.length > 1) yield palette.path(query)
    const width = Math.max(0, ...results.map(({ word }) => word.length))
    for (const { word, score } of results) {
      yield `${indent}${palette.symbol(word.padEnd(width))}  ${palette.dim(score.toFixed(3))}`
    }
  }
}

/** One line, without its end. */
export function scoredWordsJson(answers: readonly AnsweredWords[]): string {
  const named = answers.map(({ query, results }) => ({
    query,
    results: results.map(({ word, score }) => ({ word, score })),
  }))
  return JSON.stringify({ answers: named })
}

/** One line, without its end. */
export function oddJson(words: readonly string[], odd: string): string {
  return JSON.stringify({ words, odd })
}
