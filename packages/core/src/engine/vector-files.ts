/** Vectors and patches of a model ↔ bytes. */
import type { ModelPatch } from '../embed/model-patch.js'
import { CercaError } from '../errors.js'
import { type Container, readContainer, type Section, writeContainer } from '../segment/container.js'
import type { SegmentVectors } from '../segment/segment-vectors.js'
import type { Int8Rows } from '../vector/int8-rows.js'

const VECTORS = { kind: 'vectors', version: 1, oldestVersion: 1 }
const PATCH = { kind: 'patch', version: 1, oldestVersion: 1 }

/** Same vectors, same bytes. */
export function encodeVectors({ chunks, files }: SegmentVectors): Uint8Array {
  return writeContainer(VECTORS.kind, VECTORS.version, [
    ...sectionsOf('chunks', chunks),
    ...sectionsOf('files', files),
  ])
}

/** Views of `bytes`. Throws `index-damaged`, `index-too-new` and `index-too-old`. */
export function decodeVectors(bytes: Uint8Array): SegmentVectors {
  const container = readContainer(bytes, VECTORS)
  return { chunks: rowsOf('chunks', container), files: rowsOf('files', container) }
}

/** Same patch, same bytes. */
export function encodePatch({ rows, table, queryWeights, documentWeights }: ModelPatch): Uint8Array {
  return writeContainer(PATCH.kind, PATCH.version, [
    ...sectionsOf('table', table),
    { name: 'rows', data: rows },
    { name: 'queryWeights', data: queryWeights },
    { name: 'documentWeights', data: documentWeights },
  ])
}

/** Views of `bytes`. Throws `index-damaged`, `index-too-new` and `index-too-old`. */
export function decodePatch(bytes: Uint8Array): ModelPatch {
  const container = readContainer(bytes, PATCH)
  const patch = {
    rows: container.get('rows', 'uint32'),
    table: rowsOf('table', container),
    queryWeights: container.get('queryWeights', 'float32'),
    documentWeights: container.get('documentWeights', 'float32'),
  }
  const nRows = patch.rows.length
  const lengths = [patch.table.scales, patch.queryWeights, patch.documentWeights].map(({ length }) => length)
  if (lengths.some((length) => length !== nRows))
    throw new CercaError('index-damaged', 'the parts of its adapted model do not fit together')
  return patch
}

function sectionsOf(name: string, { dimensions, values, scales }: Int8Rows): Section[] {
  return [
    { name: `${name}.dimensions`, data: Uint32Array.of(dimensions) },
    { name: `${name}.values`, data: new Uint8Array(values.buffer, values.byteOffset, values.length) },
    { name: `${name}.scales`, data: scales },
  ]
}

function rowsOf(name: string, container: Container): Int8Rows {
  const [dimensions] = container.get(`${name}.dimensions`, 'uint32')
  const bytes = container.get(`${name}.values`, 'uint8')
  const scales = container.get(`${name}.scales`, 'float32')
  if (bytes.length !== scales.length * dimensions)
    throw new CercaError('index-damaged', 'its vectors are not as many as it says')
  return { dimensions, values: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length), scales }
}
