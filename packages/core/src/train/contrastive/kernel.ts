/** What the hot loops of contrastive training do; a plain and a WebAssembly version do the same. */
import type { MemoryPlan } from './memory.js'
import type { StepRecipe } from './recipe.js'
import type { Team } from './team.js'

/**
 * All arguments named after data are offsets into one memory, counted in 32-bit cells. Vectors have `dims` floats, a
 * multiple of four; matrices are row-major. Texts are rows of tokens: text i has `ids[starts[i]]` to
 * `ids[starts[i + 1]]`, each with a coefficient.
 *
 * Row i of scores is query i; its own document is column i, the documents of the other queries are the other columns
 * below n, and the negatives that pairs brought along are the columns from n on. Every function works on a range of
 * rows, of columns or of ids, and each number comes from the same additions in the same order whatever the ranges are:
 * threads that divide the work among them get the bits that one thread gets.
 */
export interface ContrastiveKernel {
  /** `units[i] = u / |u|` with `u = Σ coefficient × weights[id] × table[id]`, and `norms[i] = |u|`. `[nTexts, dims]`. */
  encode(
    starts: number,
    ids: number,
    coefficients: number,
    nTexts: number,
    table: number,
    weights: number,
    dims: number,
    units: number,
    norms: number,
  ): void
  /** `out = queries × documentsᵀ`, `[nQueries, nDocuments]`. */
  similarities(
    queries: number,
    documents: number,
    nQueries: number,
    nDocuments: number,
    dims: number,
    out: number,
  ): void
  /** `out = exp((scores - 1) / temperature)`, `[nRows, nColumns]`, and its sums by row. */
  powers(
    scores: number,
    nRows: number,
    nColumns: number,
    temperature: number,
    out: number,
    rowSums: number,
  ): void
  /** Sums by column of `nColumns` columns of a matrix whose rows are `stride` cells apart. */
  sumColumns(powers: number, nRows: number, nColumns: number, stride: number, out: number): void
  /**
   * d loss / d scores of symmetric InfoNCE (van den Oord et al. 2018; CLIP, Radford et al. 2021, figure 3) in place of
   * `powers`: the mean of the cross entropies of the rows, over all columns, and of the first n columns.
   */
  infoNceGradient(
    powers: number,
    firstRow: number,
    nRows: number,
    n: number,
    nColumns: number,
    temperature: number,
    rowSums: number,
    columnSums: number,
  ): void
  /** The loss whose gradient that is. */
  infoNceLoss(
    scores: number,
    n: number,
    nColumns: number,
    temperature: number,
    rowSums: number,
    columnSums: number,
  ): number
  /**
   * The triplet loss `max(0, margin + negative - positive)` on cosines (Schroff et al. 2015, equation 1), each triplet
   * times `share`: the loss of a row in `losses`, d loss / d scores in `gradient`. The negatives of row i are the
   * columns `negativeStarts[i]` to `negativeStarts[i + 1]`; where there are none, the most similar of the other
   * queries' documents, the first of equals (batch hard, Hermans et al. 2017).
   */
  triplets(
    scores: number,
    firstRow: number,
    nRows: number,
    n: number,
    nColumns: number,
    margin: number,
    share: number,
    negativeStarts: number,
    gradient: number,
    losses: number,
  ): void
  /** `out = gradient × vectors`, `[nRows, dims]`. */
  multiply(
    gradient: number,
    vectors: number,
    nRows: number,
    nColumns: number,
    dims: number,
    out: number,
  ): void
  /** `out = gradientᵀ × vectors`, `[nColumns, dims]`, of a gradient whose rows are `stride` cells apart. */
  multiplyTransposed(
    gradient: number,
    vectors: number,
    nRows: number,
    nColumns: number,
    stride: number,
    dims: number,
    out: number,
  ): void
  /** The first `prefixDims` cells of units, divided by their length, and that length. */
  truncate(
    units: number,
    nTexts: number,
    dims: number,
    prefixDims: number,
    prefixUnits: number,
    norms: number,
  ): void
  /** Adds gradients of prefixes to those of the vectors they were cut from. */
  addPrefixes(
    prefixGradients: number,
    nTexts: number,
    prefixDims: number,
    dims: number,
    unitGradients: number,
  ): void
  /** Turns gradients of unit vectors into gradients of the vectors before the division by their length. */
  project(units: number, norms: number, nTexts: number, dims: number, gradients: number): void
  /**
   * Adds what the gradients of texts mean for the rows of `table` and for `weights` to their gradients, for the ids
   * that leave `part` when divided by `nParts`.
   */
  scatter(
    starts: number,
    ids: number,
    coefficients: number,
    nTexts: number,
    table: number,
    weights: number,
    dims: number,
    gradients: number,
    tableGradient: number,
    weightGradient: number,
    part: number,
    nParts: number,
  ): void
  /**
   * One step of Adam (Kingma and Ba 2015, algorithm 1, the bias correction folded into `rate`) on the rows of `width`
   * cells that `touched` names, whose gradients are zero afterwards. Rows without a gradient keep their moments: lazy.
   */
  adam(
    touched: number,
    nTouched: number,
    width: number,
    values: number,
    gradient: number,
    means: number,
    squares: number,
    rate: number,
    meanDecay: number,
    squareDecay: number,
    epsilon: number,
  ): void
  /** One step of Adagrad (Duchi et al. 2011, diagonal); rows as for Adam. */
  adagrad(
    touched: number,
    nTouched: number,
    width: number,
    values: number,
    gradient: number,
    squares: number,
    rate: number,
    epsilon: number,
  ): void
}

/**
 * Makes a kernel with a zeroed memory of at least so many bytes. With `join`, other threads do the steps of the
 * training with the caller: they are told where everything lies and what a step does.
 */
export type CreateContrastiveKernel = (nBytes: number) => {
  readonly buffer: ArrayBufferLike
  readonly kernel: ContrastiveKernel
  readonly join?: (plan: MemoryPlan, recipe: StepRecipe) => Team
}
