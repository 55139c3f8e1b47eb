/** What the hot loops of contrastive training do; a plain and a WebAssembly version do the same. */

/**
 * All arguments named after data are offsets into one memory, counted in 32-bit cells. Vectors have `dims` floats, a
 * multiple of four; matrices are row-major. Texts are rows of tokens: text i has `ids[starts[i]]` to
 * `ids[starts[i + 1]]`, each with a coefficient.
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
  /** `out = queries × documentsᵀ`, `[n, n]`. */
  similarities(queries: number, documents: number, n: number, dims: number, out: number): void
  /**
   * Symmetric InfoNCE (van den Oord et al. 2018; CLIP, Radford et al. 2021, figure 3): the mean of the cross
   * entropies of rows and of columns of `scores / temperature` against the diagonal. Writes d loss / d scores to
   * `gradient`, `[n, n]`, and returns the loss. `rowSums` and `columnSums` are scratch, `[n]`.
   */
  infoNce(
    scores: number,
    n: number,
    temperature: number,
    gradient: number,
    rowSums: number,
    columnSums: number,
  ): number
  /** `out = gradient × vectors`, `[n, dims]`. */
  multiply(gradient: number, vectors: number, n: number, dims: number, out: number): void
  /** `out = gradientᵀ × vectors`, `[n, dims]`. */
  multiplyTransposed(gradient: number, vectors: number, n: number, dims: number, out: number): void
  /** Adds what `unitGradients` (overwritten) mean for the rows of `table` and for `weights` to their gradients. */
  backpropagate(
    starts: number,
    ids: number,
    coefficients: number,
    nTexts: number,
    table: number,
    weights: number,
    dims: number,
    units: number,
    norms: number,
    unitGradients: number,
    tableGradient: number,
    weightGradient: number,
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
}
