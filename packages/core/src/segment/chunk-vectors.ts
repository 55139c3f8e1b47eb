/** The chunks of a segment → vectors, from its postings: no text is read again. */

import { normalizeRows } from '../embed/static-embedder.js'
import type { LoadedModel } from '../embed/static-model.js'
import { termCoefficient } from '../embed/term-bags.js'
import { type Int8Rows, quantizeRows } from '../vector/int8-rows.js'
import type { TokenBags } from '../vector/plain-vectors.js'
import { sumRows } from '../vector/sum-rows.js'
import { offsetsOf } from './growing.js'
import type { Postings, Segment } from './segment.js'
import { stringAt } from './string-table.js'

/** Unit vectors of all chunks, `[chunks, dimensions]`: the terms of a chunk and of its file's path. */
export function embedChunks(segment: Segment, loaded: LoadedModel): Int8Rows {
  const { dimensions } = loaded
  const nChunks = segment.chunks.file.length
  const values = new Int8Array(nChunks * dimensions)
  const scales = new Float32Array(nChunks)
  sumRows(bagsOfChunks(segment, loaded), loaded.floats(), dimensions, (first, sums) => {
    normalizeRows(sums, dimensions)
    const rows = quantizeRows(sums, dimensions)
    values.set(rows.values, first * dimensions)
    scales.set(rows.scales, first)
  })
  return { dimensions, values, scales }
}

/** Postings go by terms, vectors by chunks: one pass counts the tokens of each chunk, the next one places them. */
function bagsOfChunks(segment: Segment, loaded: LoadedModel): TokenBags {
  const nChunks = segment.chunks.file.length
  const rowsOfTerm = termRows(segment, loaded)
  const counts = new Uint32Array(nChunks)
  forEachToken(segment, rowsOfTerm, (chunk, rows) => {
    counts[chunk] += rows.length
  })
  const starts = offsetsOf(counts)
  const cursor = starts.slice(0, nChunks)
  const ids = new Uint32Array(starts[nChunks])
  const coefficients = new Float32Array(starts[nChunks])
  const { documentWeights } = loaded.model
  forEachToken(segment, rowsOfTerm, (chunk, rows, coefficient) => {
    for (const row of rows) {
      const token = cursor[chunk]++
      ids[token] = row
      coefficients[token] = coefficient * documentWeights[row]
    }
  })
  return { starts, ids, coefficients }
}

const NO_ROWS: readonly number[] = []

/** The rows of each term; none for a term that only joins parts, which are terms themselves. */
function termRows({ terms, termIsPart }: Segment, { tokenizer }: LoadedModel): (readonly number[])[] {
  return Array.from(termIsPart, (isPart, term) =>
    isPart ? tokenizer.rowsOf(stringAt(terms, term)) : NO_ROWS,
  )
}

function forEachToken(
  { files, postings }: Segment,
  rowsOfTerm: readonly (readonly number[])[],
  visit: (chunk: number, rows: readonly number[], coefficient: number) => void,
): void {
  forEachTermPosting(postings.body, rowsOfTerm, visit)
  forEachTermPosting(postings.path, rowsOfTerm, (file, rows, coefficient) => {
    for (let chunk = files.firstChunk[file]; chunk < files.firstChunk[file + 1]; chunk++) {
      visit(chunk, rows, coefficient)
    }
  })
}

function forEachTermPosting(
  { offsets, docs, frequencies }: Postings,
  rowsOfTerm: readonly (readonly number[])[],
  visit: (doc: number, rows: readonly number[], coefficient: number) => void,
): void {
  for (const [term, rows] of rowsOfTerm.entries()) {
    if (rows.length === 0) continue
    for (let at = offsets[term]; at < offsets[term + 1]; at++) {
      visit(docs[at], rows, termCoefficient(frequencies[at]))
    }
  }
}
