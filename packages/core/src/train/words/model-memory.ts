/** Where everything lies in the one memory that kernels and threads share. */

/** What has to find room. */
export interface ModelShape {
  readonly dimensions: number
  readonly nWords: number
  /** Rows that predict: words, and the buckets of fastText. */
  readonly nInputRows: number
  /** Entries of the table of subwords; 0 without. */
  readonly nSubwordRows: number
  /** Tokens of the largest batch. */
  readonly maxBatchTokens: number
  /** Rows of the largest sum of rows that predicts. */
  readonly maxBagRows: number
  readonly nNegative: number
  readonly nThreads: number
}

/** Byte offsets, all multiples of 16; rows of f32, row-major, `rowFloats` from one to the next. */
export interface ModelLayout {
  readonly dimensions: number
  /** Dimensions filled up with zeros to a multiple of 4. */
  readonly rowFloats: number
  readonly nWords: number
  readonly nInputRows: number
  /** `[nInputRows, rowFloats]` */
  readonly inputRows: number
  /** `[nWords, rowFloats]` */
  readonly outputRows: number
  /** Walker's table, u32 `[nWords, 2]` */
  readonly aliases: number
  /** u32 `[nWords]` */
  readonly keepBelow: number
  /** u32 `[nWords + 1]` and `[nSubwordRows]` */
  readonly subwordStarts: number
  readonly subwordRows: number
  readonly nSubwordRows: number
  readonly threads: readonly ThreadLayout[]
  readonly nBytes: number
}

/** What one thread writes and no other touches. */
export interface ThreadLayout {
  /** The batch, u32 `[maxBatchTokens]`; where its sentences end, u32; the tokens of a sentence that are kept, u32. */
  readonly tokens: number
  readonly sentenceEnds: number
  readonly kept: number
  /** Rows that are summed, u32 `[maxBagRows]`; addresses of the output rows they predict, u32 `[nNegative + 1]`. */
  readonly bag: number
  readonly targets: number
  /** How far each of them moves, f32 `[nNegative + 1]`. */
  readonly steps: number
  /** f32 `[rowFloats]` each */
  readonly hidden: number
  readonly gradient: number
}

/** A `WebAssembly.Memory`, or anything with a buffer for the kernel in plain TypeScript. */
export interface ModelMemory {
  readonly buffer: ArrayBufferLike
}

/** WebAssembly's addresses have 32 bits. */
const MAX_BYTES = 2 ** 32

/** Kept free for what a compiled kernel may have at the bottom of its memory. Bytes. */
const FIRST_BYTE = 1024

/** A draw of 32 bits times the number of words must stay below 2^53 to be exact in plain TypeScript. */
const MAX_WORDS = 2 ** 21

/** Throws RangeError when the model is too large for one memory. */
export function layOutModel(shape: ModelShape): ModelLayout {
  if (shape.nWords > MAX_WORDS) {
    throw new RangeError(`${shape.nWords} words are more than ${MAX_WORDS}: raise minCount`)
  }
  const rowFloats = Math.ceil(shape.dimensions / 4) * 4
  let nBytes = FIRST_BYTE
  const room = (nWords: number) => {
    const at = nBytes
    // Each begins a cache line, so that threads do not fight over one.
    nBytes += Math.ceil((nWords * 4) / 64) * 64
    return at
  }
  const inputRows = room(shape.nInputRows * rowFloats)
  const outputRows = room(shape.nWords * rowFloats)
  const aliases = room(shape.nWords * 2)
  const keepBelow = room(shape.nWords)
  const subwordStarts = room(shape.nWords + 1)
  const subwordRows = room(shape.nSubwordRows)
  const threads = Array.from({ length: shape.nThreads }, () => ({
    tokens: room(shape.maxBatchTokens),
    sentenceEnds: room(shape.maxBatchTokens),
    kept: room(shape.maxBatchTokens),
    bag: room(shape.maxBagRows),
    targets: room(shape.nNegative + 1),
    steps: room(shape.nNegative + 1),
    hidden: room(rowFloats),
    gradient: room(rowFloats),
  }))
  if (nBytes >= MAX_BYTES) {
    throw new RangeError(
      `The model needs ${nBytes} bytes, more than 2^32: raise minCount or lower dimensions`,
    )
  }
  return {
    dimensions: shape.dimensions,
    rowFloats,
    nWords: shape.nWords,
    nInputRows: shape.nInputRows,
    inputRows,
    outputRows,
    aliases,
    keepBelow,
    subwordStarts,
    subwordRows,
    nSubwordRows: shape.nSubwordRows,
    threads,
    nBytes,
  }
}

/** Rows without their padding, copied out: `[nRows, dimensions]`. */
export function copyRows(
  memory: ModelMemory,
  { dimensions, rowFloats }: Pick<ModelLayout, 'dimensions' | 'rowFloats'>,
  at: number,
  nRows: number,
): Float32Array {
  const rows = new Float32Array(memory.buffer, at, nRows * rowFloats)
  const copy = new Float32Array(nRows * dimensions)
  for (let row = 0; row < nRows; row++) {
    copy.set(rows.subarray(row * rowFloats, row * rowFloats + dimensions), row * dimensions)
  }
  return copy
}
