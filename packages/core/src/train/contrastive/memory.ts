/** Where everything of a training lies in one memory. */

/** Parameters with their gradients and Adam's moments, each as many cells. */
export interface ParameterPlace {
  readonly values: number
  readonly gradient: number
  readonly means: number
  readonly squares: number
}

/** The texts of a batch and what is computed of them. */
export interface TextPlace {
  readonly starts: number
  readonly ids: number
  readonly coefficients: number
  readonly units: number
  readonly norms: number
  readonly unitGradients: number
}

/** Offsets in 32-bit cells. */
export interface MemoryPlan {
  readonly dims: number
  readonly cells: number
  readonly table: ParameterPlace
  readonly queryWeights: ParameterPlace
  readonly documentWeights: ParameterPlace
  readonly queries: TextPlace
  readonly documents: TextPlace
  readonly scores: number
  readonly gradient: number
  readonly rowSums: number
  readonly columnSums: number
  readonly touched: number
}

export interface TrainingMemory extends MemoryPlan {
  readonly floats: Float32Array
  readonly integers: Uint32Array
}

/** Vectors are read 16 bytes at a time. */
const ALIGNMENT_CELLS = 4
/** The lowest addresses stay free: WebAssembly code may keep data of its own there. */
const FIRST_CELL = 4096

export function layOut(
  nRows: number,
  dims: number,
  batchSize: number,
  nQueryTokens: number,
  nDocumentTokens: number,
): MemoryPlan {
  let cells = FIRST_CELL
  const take = (length: number) => {
    const at = cells
    cells += Math.ceil(length / ALIGNMENT_CELLS) * ALIGNMENT_CELLS
    return at
  }
  const parameters = (length: number): ParameterPlace => ({
    values: take(length),
    gradient: take(length),
    means: take(length),
    squares: take(length),
  })
  const texts = (nTokens: number): TextPlace => ({
    starts: take(batchSize + 1),
    ids: take(nTokens),
    coefficients: take(nTokens),
    units: take(batchSize * dims),
    norms: take(batchSize),
    unitGradients: take(batchSize * dims),
  })
  const plan = {
    dims,
    table: parameters(nRows * dims),
    queryWeights: parameters(nRows),
    documentWeights: parameters(nRows),
    queries: texts(nQueryTokens),
    documents: texts(nDocumentTokens),
    scores: take(batchSize * batchSize),
    gradient: take(batchSize * batchSize),
    rowSums: take(batchSize),
    columnSums: take(batchSize),
    touched: take(nRows),
  }
  return { ...plan, cells }
}
