/** The chunks and files of a segment → vectors, from its postings: no text is read again. */

import type { LoadedModel } from '../embed/static-model.js'
import { termCoefficient } from '../embed/term-bags.js'
import { type Int8Rows, quantizeRows } from '../vector/int8-rows.js'
import { normalizeRows } from '../vector/normalize-rows.js'
import type { TokenBags } from '../vector/plain-vectors.js'
import { sumRows } from '../vector/sum-rows.js'
import { hasBit } from './bits.js'
import { offsetsOf } from './growing.js'
import type { Postings, Segment } from './segment.js'
import { stringAt } from './string-table.js'
import { termOrder } from './term-order.js'

/** Unit vectors of a segment's chunks, `[chunks, dimensions]`, and of its files, `[files, dimensions]`. */
export interface SegmentVectors {
  readonly chunks: Int8Rows
  readonly files: Int8Rows
}

/** A term of a segment and the rows that its parts of words are. */
interface TermRows {
  readonly term: number
  readonly rows: readonly number[]
}

/**
 * What a chunk means is the weighted sum of its terms and of its file's path; what a file means that of all its terms,
 * each counted over the whole file, which is not the sum of its chunks. A term counts where it is a part of a word:
 * where it only joins parts, they are terms themselves. A file's vectors do not depend, to the bit, on what else is in
 * the segment.
 */
export function embedSegment(segment: Segment, loaded: LoadedModel): SegmentVectors {
  const terms = partsInOrder(segment, loaded)
  const { chunks, files } = segment
  return {
    chunks: embedDocuments(loaded, chunks.file.length, (visit) => forEachChunkToken(segment, terms, visit)),
    files: embedDocuments(loaded, files.path.length, (visit) => forEachFileToken(segment, terms, visit)),
  }
}

type VisitToken = (document: number, rows: readonly number[], coefficient: number) => void

function embedDocuments(
  loaded: LoadedModel,
  nDocuments: number,
  forEachToken: (visit: VisitToken) => void,
): Int8Rows {
  return embedBags(loaded, bagsOf(loaded, nDocuments, forEachToken))
}

/** A unit vector a bag, as they are stored. */
export function embedBags(loaded: LoadedModel, bags: TokenBags): Int8Rows {
  const { dimensions } = loaded
  const { table, ids } = tableOf(loaded, bags)
  const nBags = bags.starts.length - 1
  const values = new Int8Array(nBags * dimensions)
  const scales = new Float32Array(nBags)
  sumRows({ ...bags, ids }, table, dimensions, (first, sums) => {
    normalizeRows(sums, dimensions)
    const rows = quantizeRows(sums, dimensions)
    values.set(rows.values, first * dimensions)
    scales.set(rows.scales, first)
  })
  return { dimensions, values, scales }
}

/** The rows that the tokens of bags are, as floats: of few tokens only their own, for there are thousands of rows. */
function tableOf(
  loaded: LoadedModel,
  { ids }: TokenBags,
): { readonly table: Float32Array; readonly ids: Uint32Array } {
  if (ids.length >= loaded.tokenizer.nRows) return { table: loaded.floats(), ids }
  const { dimensions, rowAt } = loaded
  const numbers = new Map<number, number>()
  const own = ids.map((row) => {
    const number = numbers.get(row) ?? numbers.size
    numbers.set(row, number)
    return number
  })
  const table = new Float32Array(numbers.size * dimensions)
  for (const [row, number] of numbers) {
    const { of, idx } = rowAt(row)
    const { values, scales } = of.table
    for (let at = 0; at < dimensions; at++)
      table[number * dimensions + at] = values[idx * dimensions + at] * scales[idx]
  }
  return { table, ids: own }
}

/** Postings go by terms, vectors by documents: one pass counts the tokens of each, the next one places them. */
function bagsOf(
  { model: { documentWeights } }: LoadedModel,
  nDocuments: number,
  forEachToken: (visit: VisitToken) => void,
): TokenBags {
  const counts = new Uint32Array(nDocuments)
  forEachToken((document, rows) => {
    counts[document] += rows.length
  })
  const starts = offsetsOf(counts)
  const cursor = starts.slice(0, nDocuments)
  const ids = new Uint32Array(starts[nDocuments])
  const coefficients = new Float32Array(starts[nDocuments])
  forEachToken((document, rows, coefficient) => {
    for (const row of rows) {
      const token = cursor[document]++
      ids[token] = row
      coefficients[token] = coefficient * documentWeights[row]
    }
  })
  return { starts, ids, coefficients }
}

/** Sums of floats depend on their order, so it must not be that of the ids, which go by who used a term first. */
function partsInOrder({ terms, postings }: Segment, { tokenizer }: LoadedModel): TermRows[] {
  const parts: TermRows[] = []
  for (const term of termOrder(terms)) {
    if (isPartSomewhere(postings.body, term) || isPartSomewhere(postings.path, term))
      parts.push({ term, rows: tokenizer.rowsOf(stringAt(terms, term)) })
  }
  return parts
}

function isPartSomewhere({ offsets, parts }: Postings, term: number): boolean {
  for (let at = offsets[term]; at < offsets[term + 1]; at++) if (hasBit(parts, at)) return true
  return false
}

function forEachChunkToken(
  { files, postings }: Segment,
  terms: readonly TermRows[],
  visit: VisitToken,
): void {
  forEachPart(postings.body, terms, (chunk, rows, frequency) => {
    visit(chunk, rows, termCoefficient(frequency))
  })
  forEachPart(postings.path, terms, (file, rows, frequency) => {
    const coefficient = termCoefficient(frequency)
    for (let chunk = files.firstChunk[file]; chunk < files.firstChunk[file + 1]; chunk++) {
      visit(chunk, rows, coefficient)
    }
  })
}

function forEachFileToken(
  { chunks, postings }: Segment,
  terms: readonly TermRows[],
  visit: VisitToken,
): void {
  // A term's chunks are in order, so those of a file follow each other.
  let file = -1
  let sum = 0
  let current: readonly number[] = []
  const close = () => {
    if (sum > 0) visit(file, current, termCoefficient(sum))
    sum = 0
  }
  forEachPart(postings.body, terms, (chunk, rows, frequency) => {
    if (chunks.file[chunk] !== file || rows !== current) close()
    file = chunks.file[chunk]
    current = rows
    sum += frequency
  })
  close()
  forEachPart(postings.path, terms, (pathFile, rows, frequency) => {
    visit(pathFile, rows, termCoefficient(frequency))
  })
}

function forEachPart(
  { offsets, docs, frequencies, parts }: Postings,
  terms: readonly TermRows[],
  visit: (doc: number, rows: readonly number[], frequency: number) => void,
): void {
  for (const { term, rows } of terms) {
    for (let at = offsets[term]; at < offsets[term + 1]; at++)
      if (hasBit(parts, at)) visit(docs[at], rows, frequencies[at])
  }
}
