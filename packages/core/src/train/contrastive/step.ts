/** One step of contrastive training: vectors, cosines, loss, gradients, new parameters. */
import type { ContrastiveKernel } from './kernel.js'
import {
  CONTROL,
  type ParameterPlace,
  type TextPlace,
  type TrainingMemory,
  type VectorPlace,
} from './memory.js'
import type { StepRecipe } from './recipe.js'
import { ALONE, type Team } from './team.js'

interface Work {
  readonly memory: TrainingMemory
  readonly kernel: ContrastiveKernel
  readonly recipe: StepRecipe
  readonly team: Team
  /** First and end of this member's queries and documents. */
  readonly rows: Range
  readonly columns: Range
  readonly nPairs: number
  readonly nDocuments: number
}

type Range = readonly [first: number, end: number]

// Kingma and Ba 2015, section 2.
const MEAN_DECAY = 0.9
const SQUARE_DECAY = 0.999
const EPSILON = 1e-8

/**
 * Trains on the batch that `fillBatch` put into the memory, and returns its loss to the leader, who is asked to look at
 * the cosines before anything changes. All members call it; what they meet for is that nobody reads what another still
 * writes.
 */
export function trainStep(
  memory: TrainingMemory,
  kernel: ContrastiveKernel,
  recipe: StepRecipe,
  team: Team,
  look: () => void,
): number {
  const work = startWork(memory, kernel, recipe, team)
  const { queries, documents, dims } = memory
  encode(work)
  let loss = score(work, queries, documents, dims)
  look()
  pull(work, queries, documents, dims)
  for (const prefixDims of recipe.prefixes) loss += trainPrefix(work, prefixDims)
  for (const [vectors, range] of sides(work)) projectRange(work, vectors, range, dims)
  team.meet()
  for (const [texts, weights, nTexts] of [
    [queries, memory.queryWeights, work.nPairs],
    [documents, memory.documentWeights, work.nDocuments],
  ] as const) {
    kernel.scatter(
      texts.starts,
      texts.ids,
      texts.coefficients,
      nTexts,
      memory.table.values,
      weights.values,
      dims,
      texts.unitGradients,
      memory.table.gradient,
      weights.gradient,
      team.member,
      team.nMembers,
    )
  }
  team.meet()
  const rate = recipe.learningRate * remainingRate(memory, recipe)
  update(work, memory.queryWeights, CONTROL.nTouchedQueries, rate * recipe.weightRate)
  update(work, memory.documentWeights, CONTROL.nTouchedDocuments, rate * recipe.weightRate)
  update(work, memory.table, CONTROL.nTouchedTable, rate)
  team.meet()
  return loss
}

/** Share of the rate that is left at this step. */
function remainingRate({ integers, control }: TrainingMemory, { schedule }: StepRecipe): number {
  const [step, total] = [integers[control + CONTROL.nSteps], integers[control + CONTROL.totalSteps]]
  return schedule === 'linear' && total > 0 ? Math.max(0, 1 - (step - 1) / total) : 1
}

/** The loss of the whole vectors of the batch in the memory, and its cosines; nothing is learnt from it. */
export function scoreBatch(memory: TrainingMemory, kernel: ContrastiveKernel, recipe: StepRecipe): number {
  const work = startWork(memory, kernel, recipe, ALONE)
  encode(work)
  return score(work, memory.queries, memory.documents, memory.dims)
}

/** The cosines of the batch in the memory, and nothing else. */
export function compareBatch(memory: TrainingMemory, kernel: ContrastiveKernel): void {
  const nPairs = memory.integers[memory.control + CONTROL.nPairs]
  const nDocuments = memory.integers[memory.control + CONTROL.nDocuments]
  encodeRange(memory, kernel, memory.queries, memory.queryWeights, [0, nPairs])
  encodeRange(memory, kernel, memory.documents, memory.documentWeights, [0, nDocuments])
  const { queries, documents, dims, scores } = memory
  kernel.similarities(queries.units, documents.units, nPairs, nDocuments, dims, scores)
}

function startWork(memory: TrainingMemory, kernel: ContrastiveKernel, recipe: StepRecipe, team: Team): Work {
  const nPairs = memory.integers[memory.control + CONTROL.nPairs]
  const nDocuments = memory.integers[memory.control + CONTROL.nDocuments]
  const [rows, columns] = [shareOf(nPairs, team), shareOf(nDocuments, team)]
  return { memory, kernel, recipe, team, rows, columns, nPairs, nDocuments }
}

function shareOf(n: number, { member, nMembers }: Team): Range {
  return [Math.floor((n * member) / nMembers), Math.floor((n * (member + 1)) / nMembers)]
}

function sides({ memory, rows, columns }: Work): [TextPlace, Range][] {
  return [
    [memory.queries, rows],
    [memory.documents, columns],
  ]
}

function encode({ memory, kernel, team, rows, columns }: Work): void {
  encodeRange(memory, kernel, memory.queries, memory.queryWeights, rows)
  encodeRange(memory, kernel, memory.documents, memory.documentWeights, columns)
  team.meet()
}

function encodeRange(
  { table, dims }: TrainingMemory,
  kernel: ContrastiveKernel,
  { starts, ids, coefficients, units, norms }: TextPlace,
  weights: ParameterPlace,
  [first, end]: Range,
): void {
  kernel.encode(
    starts + first,
    ids,
    coefficients,
    end - first,
    table.values,
    weights.values,
    dims,
    units + first * dims,
    norms + first,
  )
}

/** Cosines, loss, and d loss / d cosines of this member's rows. */
function score(work: Work, queries: VectorPlace, documents: VectorPlace, dims: number): number {
  const { memory, kernel, recipe, team, rows, nPairs, nDocuments } = work
  const { scores, gradient, rowSums, columnSums } = memory
  const [first, end] = rows
  const nRows = end - first
  const ownScores = scores + first * nDocuments
  kernel.similarities(queries.units + first * dims, documents.units, nRows, nDocuments, dims, ownScores)
  if (recipe.objective.kind === 'triplet') {
    const share = 1 / memory.integers[memory.control + CONTROL.nTriplets]
    const { margin } = recipe.objective
    const { negativeStarts } = memory
    kernel.triplets(
      scores,
      first,
      nRows,
      nPairs,
      nDocuments,
      margin,
      share,
      negativeStarts,
      gradient,
      rowSums,
    )
    team.meet()
    return memory.floats.subarray(rowSums, rowSums + nPairs).reduce((sum, loss) => sum + loss, 0)
  }
  const { temperature } = recipe
  kernel.powers(ownScores, nRows, nDocuments, temperature, gradient + first * nDocuments, rowSums + first)
  team.meet()
  const [firstColumn, endColumn] = shareOf(nPairs, team)
  const nColumns = endColumn - firstColumn
  kernel.sumColumns(gradient + firstColumn, nPairs, nColumns, nDocuments, columnSums + firstColumn)
  team.meet()
  kernel.infoNceGradient(gradient, first, nRows, nPairs, nDocuments, temperature, rowSums, columnSums)
  if (team.member !== 0) return 0
  return kernel.infoNceLoss(scores, nPairs, nDocuments, temperature, rowSums, columnSums)
}

/** From gradients of cosines to gradients of unit vectors. */
function pull(work: Work, queries: VectorPlace, documents: VectorPlace, dims: number): void {
  const { memory, kernel, team, rows, columns, nPairs, nDocuments } = work
  const { gradient } = memory
  const [first, end] = rows
  const target = queries.unitGradients + first * dims
  kernel.multiply(gradient + first * nDocuments, documents.units, end - first, nDocuments, dims, target)
  team.meet()
  const [firstColumn, endColumn] = columns
  kernel.multiplyTransposed(
    gradient + firstColumn,
    queries.units,
    nPairs,
    endColumn - firstColumn,
    nDocuments,
    dims,
    documents.unitGradients + firstColumn * dims,
  )
}

/** Adds the gradients of the vectors cut to `prefixDims` to those of the whole ones; returns the loss. */
function trainPrefix(work: Work, prefixDims: number): number {
  const { memory, kernel, team, rows, columns } = work
  const { queries, documents, queryPrefixes, documentPrefixes, dims } = memory
  const prefixes = [
    [queries, queryPrefixes, rows],
    [documents, documentPrefixes, columns],
  ] as const
  // Everybody is done with the prefix before.
  team.meet()
  for (const [texts, prefix, [first, end]] of prefixes) {
    const target = prefix.units + first * prefixDims
    kernel.truncate(texts.units + first * dims, end - first, dims, prefixDims, target, prefix.norms + first)
  }
  team.meet()
  const loss = score(work, queryPrefixes, documentPrefixes, prefixDims)
  pull(work, queryPrefixes, documentPrefixes, prefixDims)
  for (const [texts, prefix, range] of prefixes) {
    const [first, end] = range
    projectRange(work, prefix, range, prefixDims)
    const source = prefix.unitGradients + first * prefixDims
    kernel.addPrefixes(source, end - first, prefixDims, dims, texts.unitGradients + first * dims)
  }
  return loss
}

function projectRange({ kernel }: Work, vectors: VectorPlace, [first, end]: Range, dims: number): void {
  const { units, norms, unitGradients } = vectors
  kernel.project(units + first * dims, norms + first, end - first, dims, unitGradients + first * dims)
}

function update(
  { memory, kernel, recipe, team }: Work,
  rows: ParameterPlace,
  count: number,
  rate: number,
): void {
  const { integers, control } = memory
  const [first, end] = shareOf(integers[control + count], team)
  const { width, values, gradient, means, squares } = rows
  const touched = rows.touched + first
  if (recipe.optimizer === 'adagrad') {
    kernel.adagrad(touched, end - first, width, values, gradient, squares, rate, EPSILON)
    return
  }
  const nSteps = integers[control + CONTROL.nSteps]
  const correction = Math.sqrt(1 - SQUARE_DECAY ** nSteps) / (1 - MEAN_DECAY ** nSteps)
  kernel.adam(
    touched,
    end - first,
    width,
    values,
    gradient,
    means,
    squares,
    rate * correction,
    MEAN_DECAY,
    SQUARE_DECAY,
    EPSILON,
  )
}
