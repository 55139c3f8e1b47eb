/** Where everything of a training lies in one memory. */
import type { BatchLimits } from './examples.js'

/** Parameters with their gradients and the optimizer's moments, each as many cells; `touched` lists rows of a batch. */
export interface ParameterPlace {
  readonly values: number
  readonly gradient: number
  readonly means: number
  readonly squares: number
  readonly touched: number
  readonly nRows: number
  /** Cells a row. */
  readonly width: number
}

/** Texts of a batch, and vectors for the whole of them. */
export interface TextPlace extends VectorPlace {
  readonly starts: number
  readonly ids: number
  readonly coefficients: number
}

/** Unit vectors, their lengths before, and the gradients of the unit vectors. */
export interface VectorPlace {
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
  /** Documents of the batch in the order of its queries, then the negatives. */
  readonly documents: TextPlace
  /** The same texts in fewer dimensions, one prefix after the other. */
  readonly queryPrefixes: VectorPlace
  readonly documentPrefixes: VectorPlace
  /** Columns of a query's own negatives: `negativeStarts[i]` to `negativeStarts[i + 1]`. */
  readonly negativeStarts: number
  readonly scores: number
  readonly gradient: number
  readonly rowSums: number
  readonly columnSums: number
  /** What a batch is: `CONTROL` says which cell means what. */
  readonly control: number
}

/** Cells of `control`, all unsigned integers. */
export const CONTROL = {
  nPairs: 0,
  nDocuments: 1,
  nTriplets: 2,
  nSteps: 3,
  nTouchedTable: 4,
  nTouchedQueries: 5,
  nTouchedDocuments: 6,
  totalSteps: 7,
} as const

const CONTROL_CELLS = 8

export interface TrainingMemory extends MemoryPlan {
  readonly floats: Float32Array
  readonly integers: Uint32Array
}

/** Vectors are read 16 bytes at a time. */
const ALIGNMENT_CELLS = 4
/** The lowest addresses stay free: WebAssembly code may keep data of its own there. */
const FIRST_CELL = 4096

/** `prefixDims`: the largest prefix that is trained beside the whole vectors, 0 if there is none. */
export function layOut(
  nRows: number,
  dims: number,
  batchSize: number,
  limits: BatchLimits,
  prefixDims: number,
): MemoryPlan {
  let cells = FIRST_CELL
  const take = (length: number) => {
    const at = cells
    cells += Math.ceil(length / ALIGNMENT_CELLS) * ALIGNMENT_CELLS
    return at
  }
  const parameters = (width: number): ParameterPlace => ({
    values: take(nRows * width),
    gradient: take(nRows * width),
    means: take(nRows * width),
    squares: take(nRows * width),
    touched: take(nRows),
    nRows,
    width,
  })
  const vectors = (nTexts: number, width: number): VectorPlace => ({
    units: take(nTexts * width),
    norms: take(nTexts),
    unitGradients: take(nTexts * width),
  })
  const texts = (nTexts: number, nTokens: number): TextPlace => ({
    starts: take(nTexts + 1),
    ids: take(nTokens),
    coefficients: take(nTokens),
    ...vectors(nTexts, dims),
  })
  const nDocuments = batchSize + limits.nNegatives
  const plan = {
    dims,
    table: parameters(dims),
    queryWeights: parameters(1),
    documentWeights: parameters(1),
    queries: texts(batchSize, limits.nQueryTokens),
    documents: texts(nDocuments, limits.nDocumentTokens),
    queryPrefixes: vectors(batchSize, prefixDims),
    documentPrefixes: vectors(nDocuments, prefixDims),
    negativeStarts: take(batchSize + 1),
    scores: take(batchSize * nDocuments),
    gradient: take(batchSize * nDocuments),
    rowSums: take(batchSize),
    columnSums: take(batchSize),
    control: take(CONTROL_CELLS),
  }
  return { ...plan, cells }
}
