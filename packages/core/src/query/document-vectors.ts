/** What files or chunks of a snapshot mean, for comparing code with code across languages. */

import type { SegmentVectors } from '../segment/segment-vectors.js'
import type { Snapshot } from '../segment/snapshot.js'
import { dequantizeRows, type Int8Rows, quantizeRows } from '../vector/int8-rows.js'
import { createInt8Scan, type Int8Scan } from '../vector/int8-scan.js'
import { normalizeRows } from '../vector/normalize-rows.js'
import type { SimilarityModel } from './similarity-model.js'

export interface DocumentVectors {
  readonly dimensions: number
  /** A row a document. */
  readonly scan: Int8Scan
  /** Mean of the documents of each language, `[languages, dimensions]`. */
  readonly means: Float32Array
}

/** An index without a part has nothing to compare. */
const EMPTY_DIMENSIONS = 16

/**
 * Vectors of documents, each less the mean of its language: without that the
 * nearest to a piece of Go is other Go. `vectors` are those of the snapshot's parts.
 */
export function buildDocumentVectors(
  snapshot: Snapshot,
  vectors: readonly SegmentVectors[],
  { granularity, languageOf, languages }: Pick<SimilarityModel, 'granularity' | 'languageOf' | 'languages'>,
): DocumentVectors {
  const dimensions = vectors[0]?.chunks.dimensions ?? EMPTY_DIMENSIONS
  const rows = new Float32Array(languageOf.length * dimensions)
  for (const [part, { fileBase, chunkBase }] of snapshot.parts.entries()) {
    const own = granularity === 'file' ? vectors[part].files : vectors[part].chunks
    rows.set(dequantizeRows(own), (granularity === 'file' ? fileBase : chunkBase) * dimensions)
  }
  const means = meansOf(rows, dimensions, languageOf, languages.length)
  for (let doc = 0; doc < languageOf.length; doc++) {
    if (languageOf[doc] < 0) rows.fill(0, doc * dimensions, (doc + 1) * dimensions)
    else subtract(rows, doc * dimensions, means, languageOf[doc] * dimensions, dimensions)
  }
  normalizeRows(rows, dimensions)
  return { dimensions, scan: createInt8Scan(quantizeRows(rows, dimensions)), means }
}

/** Cosine of one row, a text of `language` (-1 when no document has it), with every document. */
export function cosinesWith(
  { dimensions, scan, means }: DocumentVectors,
  asked: Int8Rows,
  language: number,
): Float64Array {
  const vector = dequantizeRows(asked)
  if (language >= 0) subtract(vector, 0, means, language * dimensions, dimensions)
  normalizeRows(vector, dimensions)
  const scores = new Float64Array(scan.size)
  scan.score(vector, scores, 0)
  return scores
}

function meansOf(
  rows: Float32Array,
  dimensions: number,
  languageOf: Int16Array,
  nLanguages: number,
): Float32Array {
  const means = new Float32Array(nLanguages * dimensions)
  const counts = new Uint32Array(nLanguages)
  for (const [doc, language] of languageOf.entries()) {
    if (language < 0) continue
    counts[language]++
    for (let at = 0; at < dimensions; at++) means[language * dimensions + at] += rows[doc * dimensions + at]
  }
  return means.map((sum, at) => sum / Math.max(1, counts[Math.floor(at / dimensions)]))
}

function subtract(
  rows: Float32Array,
  start: number,
  means: Float32Array,
  meanStart: number,
  dimensions: number,
): void {
  for (let at = 0; at < dimensions; at++) rows[start + at] -= means[meanStart + at]
}
