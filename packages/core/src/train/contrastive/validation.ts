/** Pairs held out of a training, and how well it answers them. */
import { createRandom, type Random } from '../random.js'
import type { ValidationPoint } from '../report/training-history.js'
import { type BatchOptions, makeBatches } from './batches.js'
import type { PackedPairs } from './examples.js'
import { fillBatch } from './fill-batch.js'
import type { ContrastiveKernel } from './kernel.js'
import { CONTROL, type TrainingMemory } from './memory.js'
import type { ValidationOptions } from './options.js'
import type { StepRecipe } from './recipe.js'
import { scoreBatch } from './step.js'

/** Indices of pairs, both in ascending order. */
export interface Split {
  readonly training: Uint32Array
  readonly heldOut: Uint32Array
}

/** With fewer sources, one held out would be too large a share of all. */
const MIN_SOURCES = 10
/** A source may exceed what is still wanted by this much; larger ones are left to the training. */
const MAX_EXCESS = 2

/**
 * Holds out whole sources where there are at least ten, or else single pairs: of a source that was trained on, a new
 * pair is half known. Nothing is held out where fewer than two pairs would be on one side.
 */
export function splitPairs(
  sources: readonly number[],
  { share, maxPairs }: ValidationOptions,
  random: Random,
): Split {
  const wanted = Math.min(Math.round(sources.length * share), maxPairs)
  const isHeldOut = new Uint8Array(sources.length)
  const sizes = new Map<number, number>()
  for (const source of sources) sizes.set(source, (sizes.get(source) ?? 0) + 1)
  if (sizes.size >= MIN_SOURCES) {
    const chosen = chooseSources(sizes, wanted, random)
    for (const [idx, source] of sources.entries()) isHeldOut[idx] = chosen.has(source) ? 1 : 0
  } else {
    // Selection sampling (Knuth, TAOCP 2, 3.4.2, algorithm S).
    let nLeft = wanted
    for (let idx = 0; idx < sources.length; idx++) {
      if (random.next() * (sources.length - idx) >= nLeft) continue
      isHeldOut[idx] = 1
      nLeft--
    }
  }
  const all = Uint32Array.from(sources.keys())
  const heldOut = all.filter((idx) => isHeldOut[idx] === 1)
  const training = all.filter((idx) => isHeldOut[idx] === 0)
  if (heldOut.length < 2 || training.length < 2) return { training: all, heldOut: new Uint32Array(0) }
  return { training, heldOut }
}

function chooseSources(sizes: ReadonlyMap<number, number>, wanted: number, random: Random): Set<number> {
  const left = [...sizes.keys()]
  const chosen = new Set<number>()
  let n = 0
  while (left.length > 0 && n < wanted) {
    const [source] = left.splice(random.nextInt(left.length), 1)
    const size = sizes.get(source) ?? 0
    if (size > MAX_EXCESS * (wanted - n)) continue
    chosen.add(source)
    n += size
  }
  return chosen
}

/** The batches of the held-out pairs: always the same ones, so that one time can be compared with another. */
export function validationBatches(
  split: Split,
  sources: readonly number[],
  options: BatchOptions,
  seed: number,
): Uint32Array[] {
  const heldOutSources = Array.from(split.heldOut, (pair) => sources[pair])
  const batchSize = Math.min(options.batchSize, split.heldOut.length)
  if (batchSize < 2) return []
  const batches = makeBatches(heldOutSources, { ...options, batchSize }, createRandom(seed))
  return batches.map((batch) => batch.map((idx) => split.heldOut[idx]))
}

/** Asks the table about every query of the batches: where does its own document stand among those of the batch? */
export function validate(
  memory: TrainingMemory,
  kernel: ContrastiveKernel,
  recipe: StepRecipe,
  pairs: PackedPairs,
  batches: readonly Uint32Array[],
  seen: Uint8Array,
  done: number,
): ValidationPoint {
  let [n, loss, nFirst, reciprocalRanks] = [0, 0, 0, 0]
  for (const batch of batches) {
    fillBatch(memory, pairs, batch, 0, seen)
    loss += batch.length * scoreBatch(memory, kernel, recipe)
    const nDocuments = memory.integers[memory.control + CONTROL.nDocuments]
    for (let row = 0; row < batch.length; row++) {
      const start = memory.scores + row * nDocuments
      const rank = rankOf(memory.floats.subarray(start, start + nDocuments), row)
      nFirst += rank === 1 ? 1 : 0
      reciprocalRanks += 1 / rank
    }
    n += batch.length
  }
  return { done, loss: loss / n, accuracy: nFirst / n, meanReciprocalRank: reciprocalRanks / n }
}

/** Counts from 1; equals share the middle, or a table of zeros would be always right. */
function rankOf(scores: Float32Array, own: number): number {
  let rank = 1
  for (let column = 0; column < scores.length; column++) {
    if (scores[column] > scores[own]) rank++
    else if (scores[column] === scores[own] && column !== own) rank += 0.5
  }
  return rank
}
