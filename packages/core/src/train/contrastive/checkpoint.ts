/** The complete state of a training as bytes, from which it goes on as if it had never stopped. */

import type { EmbeddingTable } from '../../embed/embedding-table.js'
import { CercaError } from '../../errors.js'
import { readContainer, type Section, writeContainer } from '../../segment/container.js'

/** Everything that changes in a training. Arrays may be views of memory that goes on changing. */
export interface TrainingState {
  /** What the state belongs to: checksums of the recipe and the pairs. */
  readonly recipe: number
  readonly pairs: number
  readonly parameters: readonly ParameterState[]
  /** The random state from which the batches of the current epoch were drawn. */
  readonly random: Uint32Array
  readonly position: TrainingPosition
  readonly best: BestTable | undefined
}

/** Values and moments of the table and of each side's weights. */
export interface ParameterState {
  readonly values: Float32Array
  readonly means: Float32Array
  readonly squares: Float32Array
}

export interface TrainingPosition {
  readonly epoch: number
  /** Batches of this epoch that are done. */
  readonly batchIdx: number
  readonly nSteps: number
  /** Pairs trained on. */
  readonly done: number
  /** Sum and number of the losses since the last report. */
  readonly lossSum: number
  readonly nLosses: number
  /** Decides which pairs are held out; 0 if none are. */
  readonly splitSeed: number
  /** Validations since the last that was better. */
  readonly nSinceBest: number
  /** 1 when the training has come to its end. */
  readonly isOver: number
}

export interface BestTable {
  readonly metric: number
  readonly done: number
  readonly table: EmbeddingTable
}

const KIND = 'training'
const VERSION = 1
const PARAMETER_NAMES = ['table', 'queryWeights', 'documentWeights'] as const
const POSITION_KEYS = [
  'epoch',
  'batchIdx',
  'nSteps',
  'done',
  'lossSum',
  'nLosses',
  'splitSeed',
  'nSinceBest',
  'isOver',
] as const satisfies readonly (keyof TrainingPosition)[]

/** Same state, same bytes. */
export function encodeCheckpoint(state: TrainingState): Uint8Array {
  const { best, position } = state
  const sections: Section[] = [
    { name: 'belongsTo', data: Uint32Array.of(state.recipe, state.pairs) },
    { name: 'random', data: state.random },
    { name: 'position', data: Float64Array.from(POSITION_KEYS, (key) => position[key]) },
  ]
  for (const [idx, name] of PARAMETER_NAMES.entries()) {
    const { values, means, squares } = state.parameters[idx]
    sections.push(
      { name, data: values },
      { name: `${name}Means`, data: means },
      { name: `${name}Squares`, data: squares },
    )
  }
  if (best) {
    const { vectors, queryWeights, documentWeights, dimensions } = best.table
    sections.push(
      { name: 'best', data: Float64Array.of(best.metric, best.done, dimensions) },
      { name: 'bestTable', data: vectors },
      { name: 'bestQueryWeights', data: queryWeights },
      { name: 'bestDocumentWeights', data: documentWeights },
    )
  }
  return writeContainer(KIND, VERSION, sections)
}

/**
 * The state, as views of `bytes`. Throws `checkpoint-damaged` for bytes that are not a whole checkpoint that this
 * version reads, and `checkpoint-mismatch` where the recipe or the pairs are others.
 */
export function decodeCheckpoint(bytes: Uint8Array, recipe: number, pairs: number): TrainingState {
  const state = readState(bytes)
  if (state.pairs !== pairs) throw new CercaError('checkpoint-mismatch', 'its pairs are others')
  if (state.recipe !== recipe) throw new CercaError('checkpoint-mismatch', 'its table or options are others')
  return state
}

function readState(bytes: Uint8Array): TrainingState {
  try {
    const container = readContainer(bytes, { kind: KIND, version: VERSION, oldestVersion: VERSION })
    const floats = (name: string) => container.get(name, 'float32')
    const [recipe, pairs] = container.get('belongsTo', 'uint32')
    const numbers = container.get('position', 'float64')
    const position = Object.fromEntries(POSITION_KEYS.map((key, idx) => [key, numbers[idx]]))
    return {
      recipe,
      pairs,
      parameters: PARAMETER_NAMES.map((name) => ({
        values: floats(name),
        means: floats(`${name}Means`),
        squares: floats(`${name}Squares`),
      })),
      random: container.get('random', 'uint32'),
      // Every key was just put in.
      position: position as unknown as TrainingPosition,
      best: container.names.includes('best') ? readBest(container.get('best', 'float64'), floats) : undefined,
    }
  } catch (cause) {
    // A container speaks of indexes, because most containers are parts of one.
    if (!(cause instanceof CercaError)) throw cause
    const isOther = cause.code === 'index-too-new' || cause.code === 'index-too-old'
    const detail = isOther ? 'another version of Cerca wrote it' : 'it is cut off, changed, or something else'
    throw new CercaError('checkpoint-damaged', detail, { cause })
  }
}

function readBest(numbers: Float64Array, floats: (name: string) => Float32Array): BestTable {
  const [metric, done, dimensions] = numbers
  const table = {
    dimensions,
    vectors: floats('bestTable'),
    queryWeights: floats('bestQueryWeights'),
    documentWeights: floats('bestDocumentWeights'),
  }
  return { metric, done, table }
}
