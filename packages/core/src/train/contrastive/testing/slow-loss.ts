/** The losses as their papers write them, in doubles and without any sharing of work: what the kernels are checked by. */
import type { EmbeddingTable } from '../../../embed/embedding-table.js'
import type { TokenBag, TrainingPair } from '../examples.js'
import type { StepRecipe } from '../recipe.js'

/** A table in doubles. */
export type SlowTable = {
  readonly [Key in keyof EmbeddingTable]: EmbeddingTable[Key] extends number ? number : number[]
}

export function slowTableOf({
  dimensions,
  vectors,
  queryWeights,
  documentWeights,
}: EmbeddingTable): SlowTable {
  return {
    dimensions,
    vectors: [...vectors],
    queryWeights: [...queryWeights],
    documentWeights: [...documentWeights],
  }
}

export function slowLoss(pairs: readonly TrainingPair[], table: SlowTable, recipe: StepRecipe): number {
  const sizes = [table.dimensions, ...recipe.prefixes]
  return sizes.reduce((sum, dims) => sum + lossIn(pairs, table, recipe, dims), 0)
}

function lossIn(pairs: readonly TrainingPair[], table: SlowTable, recipe: StepRecipe, dims: number): number {
  const queries = pairs.map(({ query }) => vectorOf(query, table, table.queryWeights).slice(0, dims))
  const toVector = (bag: TokenBag) => vectorOf(bag, table, table.documentWeights).slice(0, dims)
  const documents = pairs.map(({ document }) => toVector(document))
  const negatives = pairs.map((pair) => (pair.negatives ?? []).map(toVector))
  const { objective, temperature } = recipe
  if (objective.kind === 'triplet') {
    const losses = queries.flatMap((query, row) => {
      const own = cosine(query, documents[row])
      const others = documents.filter((_, column) => column !== row).map((other) => cosine(query, other))
      const given = negatives[row].map((other) => cosine(query, other))
      const wrong = given.length > 0 ? given : [Math.max(...others)]
      return wrong.map((score) => Math.max(0, 1 - own - (1 - score) + objective.margin))
    })
    return mean(losses)
  }
  const crossEntropy = (scores: readonly number[], right: number) =>
    Math.log(scores.reduce((sum, score) => sum + Math.exp(score / temperature), 0)) -
    scores[right] / temperature
  const ofQueries = queries.map((query, row) =>
    crossEntropy(
      [...documents, ...negatives.flat()].map((document) => cosine(query, document)),
      row,
    ),
  )
  const ofDocuments = documents.map((document, column) =>
    crossEntropy(
      queries.map((query) => cosine(query, document)),
      column,
    ),
  )
  return (mean(ofQueries) + mean(ofDocuments)) / 2
}

function vectorOf({ ids, coefficients }: TokenBag, table: SlowTable, weights: readonly number[]): number[] {
  const { dimensions, vectors } = table
  return Array.from({ length: dimensions }, (_, dim) =>
    Array.from(ids).reduce(
      (sum, id, idx) => sum + coefficients[idx] * weights[id] * vectors[id * dimensions + dim],
      0,
    ),
  )
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, at) => sum + value * y[at], 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
