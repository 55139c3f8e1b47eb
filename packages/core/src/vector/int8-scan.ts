/** Exact scores of a query with every row of quantized vectors: 100,000 rows of 256 dimensions take milliseconds. */
import { createMemory, instantiateKernel } from '../web-assembly.js'
import type { Int8Rows } from './int8-rows.js'
import { VECTOR_KERNEL } from './kernel-bytes.js'

/** Adds up to 2,048 dimensions of a query's component times a byte without leaving 32 bits. */
const LARGEST_COMPONENT = 8191
const MOST_DIMENSIONS = 2048
/** The kernel takes this many dimensions at a time. */
const LANES = 16

export interface Int8Scan {
  readonly size: number
  /** Dot product of `query` `[dimensions]` with every row; written to `out` from `at` on. */
  score(query: Float32Array, out: Float64Array, at: number): void
}

/** A scan of its own copy of the rows. Their dimensions are a multiple of 16, at most 2,048. */
export function createInt8Scan({ dimensions, values, scales }: Int8Rows): Int8Scan {
  if (dimensions % LANES !== 0 || dimensions > MOST_DIMENSIONS)
    throw new RangeError(`${dimensions} dimensions are no multiple of ${LANES} up to ${MOST_DIMENSIONS}`)
  const size = scales.length
  const query = values.length
  const out = query + dimensions * 2
  const memory = createMemory(out + size * 4, 'own')
  const kernel = instantiateKernel<'scanRows'>(VECTOR_KERNEL, memory)
  new Int8Array(memory.buffer, 0, values.length).set(values)
  const asked = new Int16Array(memory.buffer, query, dimensions)
  const sums = new Int32Array(memory.buffer, out, size)
  return {
    size,
    score(vector, scores, at) {
      const scale = quantizeQuery(vector, asked)
      kernel.scanRows(0, size, query, dimensions, out)
      for (let row = 0; row < size; row++) scores[at + row] = sums[row] * scales[row] * scale
    },
  }
}

/** Fills `out` and returns what a component of it is worth. */
export function quantizeQuery(vector: Float32Array, out: Int16Array): number {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (largest === 0) {
    out.fill(0)
    return 0
  }
  for (let at = 0; at < vector.length; at++) out[at] = Math.round((vector[at] / largest) * LARGEST_COMPONENT)
  return largest / LARGEST_COMPONENT
}
