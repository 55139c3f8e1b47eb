/** What a step of a training is to do, checked once. */
import type { ContrastiveObjective, ContrastiveOptions } from './options.js'

/** How a step is done; plain data, the same in every thread. */
export interface StepRecipe {
  readonly objective: ContrastiveObjective
  readonly temperature: number
  /** Dimensions of the prefixes that are trained beside the whole vectors. */
  readonly prefixes: readonly number[]
  readonly optimizer: 'adam' | 'adagrad'
  readonly learningRate: number
  readonly weightRate: number
  readonly schedule: 'constant' | 'linear'
}

/** Vectors are read four numbers at a time. */
const LANES = 4

/** Throws RangeError for prefixes that are not distinct multiples of four below `dims`, and for a margin below 0. */
export function recipeOf(options: ContrastiveOptions, dims: number): StepRecipe {
  const { objective = { kind: 'info-nce' }, prefixes = [], optimizer = 'adam' } = options
  const isPrefix = (prefix: number) => Number.isInteger(prefix / LANES) && prefix > 0 && prefix < dims
  if (!prefixes.every(isPrefix) || new Set(prefixes).size < prefixes.length) {
    throw new RangeError(
      `prefixes ${prefixes.join(', ')} are not distinct multiples of ${LANES} below ${dims}`,
    )
  }
  if (objective.kind === 'triplet' && !(objective.margin >= 0)) {
    throw new RangeError(`a margin of ${objective.margin} keeps nothing apart`)
  }
  const { temperature, learningRate, weightRate, schedule = 'constant' } = options
  return { objective, temperature, prefixes: [...prefixes], optimizer, learningRate, weightRate, schedule }
}
