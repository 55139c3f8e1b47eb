import { CercaError } from '../errors.js'

/** Windows over one sequence of ids; each is a view of it, so they cost no memory. */
export interface SlidingWindows {
  /** Ids of a window. */
  readonly length: number
  /** Ids from the beginning of one window to that of the next. */
  readonly stride: number
  /** How many windows there are: `max(0, ceil((n - length) / stride))` for n ids. */
  readonly count: number
  /** Where window `idx` begins: `idx * stride`. */
  position(idx: number): number
  /** `ids[position … position + length]`. */
  input(idx: number): Uint32Array
  /** What should follow each id of the input: `ids[position + 1 … position + length + 1]`. */
  target(idx: number): Uint32Array
}

/**
 * The windows from which a language model learns the next token: positions `0, stride, … < n - length`, so that the
 * target of the last one still ends inside. With a stride below the length windows overlap, with a larger one ids are
 * left out. Throws `batch-shape` unless length and stride are whole numbers from 1.
 */
export function slidingWindows(ids: Uint32Array, length: number, stride: number): SlidingWindows {
  for (const value of [length, stride]) {
    if (!Number.isInteger(value) || value < 1) {
      throw new CercaError('batch-shape', `windows of ${length} at every ${stride}`)
    }
  }
  const position = (idx: number) => idx * stride
  return {
    length,
    stride,
    count: Math.max(0, Math.ceil((ids.length - length) / stride)),
    position,
    input: (idx) => ids.subarray(position(idx), position(idx) + length),
    target: (idx) => ids.subarray(position(idx) + 1, position(idx) + length + 1),
  }
}
