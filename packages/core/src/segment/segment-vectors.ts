/** The chunks and files of a segment → vectors, from its postings: no text is read again. */

import type { LoadedModel } from '../embed/static-model.js'
import { termCoefficient } from '../embed/term-bags.js'
import { type Int8Rows, quantizeRows } from '../vector/int8-rows.js'
import { normalizeRows } from '../vector/normalize-rows.js'
import type { TokenBags } from '../vector/plain-vectors.js'
import { sumRows } from '../vector/sum-rows.js'
import { offsetsOf } from './growing.js'
import type { Postings, Segment } from './segment.js'
import { stringAt } from './string-table.js'

/** Unit vectors of a segment's chunks, `[chunks, dimensions]`, and of its files, `[files, dimensions]`. */
export interface SegmentVectors {
  readonly chunks: Int8Rows
  readonly files: Int8Rows
}

/**
 * What a chunk means is the weighted sum of its terms and of its file's path; what a file means that of all its terms,
 * each counted over the whole file, which is not the sum of its chunks.
 */
export function embedSegment(segment: Segment, loaded: LoadedModel): SegmentVectors {
  const rowsOfTerm = termRows(segment, loaded)
  const { chunks, files } = segment
  return {
    chunks: embedDocuments(loaded, chunks.file.length, (visit) =>
      forEachChunkToken(segment, rowsOfTerm, visit),
    ),
    files: embedDocuments(loaded, files.path.length, (visit) => forEachFileToken(segment, rowsOfTerm, visit)),
  }
}

type VisitToken = (document: number, rows: readonly number[], coefficient: number) => void

function embedDocuments(
  loaded: LoadedModel,
  nDocuments: number,
  forEachToken: (visit: VisitToken) => void,
): Int8Rows {
  const { dimensions } = loaded
  const values = new Int8Array(nDocuments * dimensions)
  const scales = new Float32Array(nDocuments)
  const bags = bagsOf(loaded, nDocuments, forEachToken)
  sumRows(bags, loaded.floats(), dimensions, (first, sums) => {
    normalizeRows(sums, dimensions)
    const rows = quantizeRows(sums, dimensions)
    values.set(rows.values, first * dimensions)
    scales.set(rows.scales, first)
  })
  return { dimensions, values, scales }
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

/** The rows of each term; none for a term that only joins parts, which are terms themselves. */
function termRows({ terms, termIsPart }: Segment, { tokenizer }: LoadedModel): (readonly number[])[] {
  return Array.from(termIsPart, (isPart, term) => (isPart ? tokenizer.rowsOf(stringAt(terms, term)) : []))
}

function forEachChunkToken(
  { files, postings }: Segment,
  rowsOfTerm: readonly (readonly number[])[],
  visit: VisitToken,
): void {
  forEachTermPosting(postings.body, rowsOfTerm, (chunk, rows, frequency) => {
    visit(chunk, rows, termCoefficient(frequency))
  })
  forEachTermPosting(postings.path, rowsOfTerm, (file, rows, frequency) => {
    const coefficient = termCoefficient(frequency)
    for (let chunk = files.firstChunk[file]; chunk < files.firstChunk[file + 1]; chunk++) {
      visit(chunk, rows, coefficient)
    }
  })
}

function forEachFileToken(
  { chunks, postings }: Segment,
  rowsOfTerm: readonly (readonly number[])[],
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
  forEachTermPosting(postings.body, rowsOfTerm, (chunk, rows, frequency) => {
    if (chunks.file[chunk] !== file || rows !== current) close()
    file = chunks.file[chunk]
    current = rows
    sum += frequency
  })
  close()
  forEachTermPosting(postings.path, rowsOfTerm, (pathFile, rows, frequency) => {
    visit(pathFile, rows, termCoefficient(frequency))
  })
}

function forEachTermPosting(
  { offsets, docs, frequencies }: Postings,
  rowsOfTerm: readonly (readonly number[])[],
  visit: (doc: number, rows: readonly number[], frequency: number) => void,
): void {
  for (const [term, rows] of rowsOfTerm.entries()) {
    if (rows.length === 0) continue
    for (let at = offsets[term]; at < offsets[term + 1]; at++) visit(docs[at], rows, frequencies[at])
  }
}
