import { CercaError } from '../../errors.js'
import type { SlidingWindows } from '../../tokenize/sliding-windows.js'
import { createRandom } from '../random.js'

/** Several windows that are learnt from at once. */
export interface WindowBatch {
  /** `[batch, length]`: windows in this batch and ids in each. */
  readonly shape: readonly [batch: number, length: number]
  /** `[batch, length]`, row-major. */
  readonly inputs: Uint32Array
  /** `[batch, length]`, row-major: at each place the id that follows the input's. */
  readonly targets: Uint32Array
}

export interface BatchOptions {
  readonly batchSize: number
  /** As the windows come, or shuffled; the same seed gives the same order. */
  readonly order: 'as-is' | { readonly seed: number }
  /** What becomes of the windows left over at the end, too few for a batch. */
  readonly rest: 'keep' | 'drop'
}

/** Each window once, in batches. Throws `batch-shape` unless the batch size is a whole number from 1. */
export function* windowBatches(
  windows: SlidingWindows,
  { batchSize, order, rest }: BatchOptions,
): Generator<WindowBatch> {
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new CercaError('batch-shape', `batches of ${batchSize}`)
  }
  const indices = Uint32Array.from({ length: windows.count }, (_, idx) => idx)
  if (order !== 'as-is') shuffle(indices, order.seed)
  for (let start = 0; start < indices.length; start += batchSize) {
    const chosen = indices.subarray(start, start + batchSize)
    if (chosen.length < batchSize && rest === 'drop') return
    const { length } = windows
    const inputs = new Uint32Array(chosen.length * length)
    const targets = new Uint32Array(chosen.length * length)
    for (const [row, idx] of chosen.entries()) {
      inputs.set(windows.input(idx), row * length)
      targets.set(windows.target(idx), row * length)
    }
    yield { shape: [chosen.length, length], inputs, targets }
  }
}

/** Fisher and Yates: every order is equally likely. */
function shuffle(indices: Uint32Array, seed: number): void {
  const random = createRandom(seed)
  for (let last = indices.length - 1; last > 0; last--) {
    const other = random.nextInt(last + 1)
    const kept = indices[last]
    indices[last] = indices[other]
    indices[other] = kept
  }
}
