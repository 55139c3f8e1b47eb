/** What files or chunks of a snapshot mean, for comparing code with code across languages. */
import type { Snapshot } from '../segment/snapshot.js'
import { dequantizeRows, type Int8Rows } from '../vector/int8-rows.js'
import type { Int8Scan } from '../vector/int8-scan.js'
import { normalizeRows } from '../vector/normalize-rows.js'
import type { Meaning } from './meaning.js'
import type { SimilarityModel } from './similarity-model.js'

export interface DocumentVectors {
  readonly dimensions: number
  /** The rows of each part as they are stored, and the document that the first of them belongs to. */
  readonly scans: readonly { readonly scan: Int8Scan; readonly firstDocument: number }[]
  /** Mean of the documents of each language, `[languages, dimensions]`. */
  readonly means: Float32Array
  /** Length of each document's vector less the mean of its language; 0 for one that is gone or has no more. */
  readonly lengths: Float32Array
}

type Documents = Pick<SimilarityModel, 'granularity' | 'languageOf' | 'languages'>

/**
 * What is left of a document that is nearly all its language has: the rounding of its bytes, which would be near to
 * anything.
 */
const LEAST_LENGTH = 0.02

/** An index without a part has nothing to compare. */
const EMPTY_DIMENSIONS = 16

/**
 * Vectors of documents, to be read less the mean of their language: without that the nearest to a piece of Go is
 * other Go. The rows stay as they are; what is known of each is how long it is without the mean. `meaning` is that of
 * the snapshot.
 */
export function buildDocumentVectors(
  snapshot: Snapshot,
  meaning: Meaning,
  documents: Documents,
): DocumentVectors {
  const dimensions = dimensionsOf(meaning)
  const means = new Float32Array(documents.languages.length * dimensions)
  const counts = new Uint32Array(documents.languages.length)
  forEachRow(snapshot, meaning, documents, 0, (_document, language, rows, row) => {
    counts[language]++
    const scale = rows.scales[row]
    for (let at = 0; at < dimensions; at++)
      means[language * dimensions + at] += rows.values[row * dimensions + at] * scale
  })
  for (let at = 0; at < means.length; at++) means[at] /= Math.max(1, counts[Math.floor(at / dimensions)])
  const lengths = new Float32Array(documents.languageOf.length)
  measure(snapshot, meaning, documents, 0, means, lengths)
  return { dimensions, scans: scansOf(snapshot, meaning, documents), means, lengths }
}

/** Those of a snapshot that begins with the parts of `base` and has few documents more: the means stay. */
export function extendDocumentVectors(
  base: DocumentVectors,
  nBaseParts: number,
  snapshot: Snapshot,
  meaning: Meaning,
  documents: Documents,
): DocumentVectors {
  const { dimensions } = base
  // A language that only the new documents have keeps its zeros.
  const means = new Float32Array(documents.languages.length * dimensions)
  means.set(base.means)
  const lengths = new Float32Array(documents.languageOf.length)
  lengths.set(base.lengths)
  measure(snapshot, meaning, documents, nBaseParts, means, lengths)
  return { dimensions, scans: scansOf(snapshot, meaning, documents), means, lengths }
}

/** Cosine of one row, a text of `language` (-1 when no document has it), with every document. */
export function cosinesWith(
  { dimensions, scans, means, lengths }: DocumentVectors,
  languageOf: Int16Array,
  asked: Int8Rows,
  language: number,
): Float64Array {
  const vector = dequantizeRows(asked)
  for (let at = 0; language >= 0 && at < dimensions; at++) vector[at] -= means[language * dimensions + at]
  normalizeRows(vector, dimensions)
  const scores = new Float64Array(lengths.length)
  for (const { scan, firstDocument } of scans) scan.score(vector, scores, firstDocument)
  const ofMeans = dotsWith(vector, means, dimensions)
  for (let doc = 0; doc < scores.length; doc++) {
    const isGone = languageOf[doc] < 0 || lengths[doc] === 0
    scores[doc] = isGone ? 0 : (scores[doc] - ofMeans[languageOf[doc]]) / lengths[doc]
  }
  return scores
}

function dimensionsOf({ vectors }: Meaning): number {
  return vectors[0]?.chunks.dimensions ?? EMPTY_DIMENSIONS
}

function scansOf(
  snapshot: Snapshot,
  { scans }: Meaning,
  { granularity }: Documents,
): DocumentVectors['scans'] {
  return snapshot.parts.map(({ fileBase, chunkBase }, part) =>
    granularity === 'file'
      ? { scan: scans[part].files, firstDocument: fileBase }
      : { scan: scans[part].chunks, firstDocument: chunkBase },
  )
}

/** |row − mean|, a document at a time. */
function measure(
  snapshot: Snapshot,
  meaning: Meaning,
  documents: Documents,
  firstPart: number,
  means: Float32Array,
  lengths: Float32Array,
): void {
  const dimensions = dimensionsOf(meaning)
  forEachRow(snapshot, meaning, documents, firstPart, (document, language, { values, scales }, row) => {
    const scale = scales[row]
    let squares = 0
    for (let at = 0; at < dimensions; at++) {
      const difference = values[row * dimensions + at] * scale - means[language * dimensions + at]
      squares += difference * difference
    }
    // A row of zeros has no meaning, and less the mean it would have the opposite of its language's.
    const hasMeaning = scale > 0 && squares > LEAST_LENGTH ** 2
    lengths[document] = hasMeaning ? Math.sqrt(squares) : 0
  })
}

function forEachRow(
  snapshot: Snapshot,
  { vectors }: Meaning,
  { granularity, languageOf }: Documents,
  firstPart: number,
  visit: (document: number, language: number, rows: Int8Rows, row: number) => void,
): void {
  for (let part = firstPart; part < snapshot.parts.length; part++) {
    const { fileBase, chunkBase } = snapshot.parts[part]
    const first = granularity === 'file' ? fileBase : chunkBase
    const rows = granularity === 'file' ? vectors[part].files : vectors[part].chunks
    for (let row = 0; row < rows.scales.length; row++) {
      const language = languageOf[first + row]
      if (language >= 0) visit(first + row, language, rows, row)
    }
  }
}

function dotsWith(vector: Float32Array, rows: Float32Array, dimensions: number): Float64Array {
  return Float64Array.from({ length: rows.length / dimensions }, (_, row) => {
    let sum = 0
    for (let at = 0; at < dimensions; at++) sum += vector[at] * rows[row * dimensions + at]
    return sum
  })
}
