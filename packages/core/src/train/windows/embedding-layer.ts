import { CercaError } from '../../errors.js'
import { createRandom, type Random } from '../random.js'

export interface EmbeddingLayerOptions {
  readonly vocabularySize: number
  readonly dimensions: number
  /** Standard deviation of the first weights, whose mean is 0: 1 in PyTorch's `nn.Embedding`, 0.02 in GPT-2. */
  readonly deviation: number
  readonly seed: number
  /**
   * What is added so that a token's vector also says where it stands: nothing; a second table with one row for each
   * of `longest` positions, to be learnt as in GPT-2; or fixed waves (Vaswani et al. 2017, section 3.5,
   * https://arxiv.org/abs/1706.03762): `sin(p / 10000^(2i / dimensions))` at 2i and the cosine at 2i + 1.
   */
  readonly positions:
    | { readonly kind: 'none' }
    | { readonly kind: 'learnt'; readonly longest: number }
    | { readonly kind: 'sinusoidal'; readonly longest: number }
}

/** Vectors of a batch of windows. */
export interface EmbeddedBatch {
  readonly shape: readonly [batch: number, length: number, dimensions: number]
  /** `[batch, length, dimensions]`, row-major: the vector of token t of window b begins at (b × length + t) × dimensions. */
  readonly values: Float32Array
}

/** A table with one vector for each token of a vocabulary, and perhaps one for each position. */
export interface EmbeddingLayer {
  /** `[vocabularySize, dimensions]`, row-major; training changes it in place. */
  readonly weights: Float32Array
  /** `[longest, dimensions]`, row-major; empty without positions. */
  readonly positionWeights: Float32Array
  /**
   * The row of each id, plus that of its position in the window; the same as multiplying its one-hot vector with the
   * table. `ids` is `[batch, length]`, row-major. Throws `batch-shape` for an id outside the vocabulary, a window
   * longer than `longest`, or ids that do not fill the shape.
   */
  lookup(ids: Uint32Array, shape: readonly [batch: number, length: number]): EmbeddedBatch
}

/** A layer with normally distributed weights; the same seed gives the same ones. */
export function createEmbeddingLayer(options: EmbeddingLayerOptions): EmbeddingLayer {
  const { vocabularySize, dimensions, deviation, positions } = options
  const random = createRandom(options.seed)
  const weights = gaussianTable(vocabularySize * dimensions, deviation, random)
  const longest = positions.kind === 'none' ? Number.POSITIVE_INFINITY : positions.longest
  const positionWeights =
    positions.kind === 'none'
      ? new Float32Array(0)
      : positions.kind === 'learnt'
        ? gaussianTable(positions.longest * dimensions, deviation, random)
        : sinusoidalTable(positions.longest, dimensions)

  const lookup: EmbeddingLayer['lookup'] = (ids, [batch, length]) => {
    if (ids.length !== batch * length || length > longest) {
      throw new CercaError(
        'batch-shape',
        `${ids.length} ids as [${batch}, ${length}], windows up to ${longest}`,
      )
    }
    const values = new Float32Array(ids.length * dimensions)
    for (const [row, id] of ids.entries()) {
      if (id >= vocabularySize) {
        throw new CercaError('batch-shape', `id ${id} in a vocabulary of ${vocabularySize}`)
      }
      const from = id * dimensions
      values.set(weights.subarray(from, from + dimensions), row * dimensions)
      if (positions.kind === 'none') continue
      const position = (row % length) * dimensions
      for (let d = 0; d < dimensions; d++) values[row * dimensions + d] += positionWeights[position + d]
    }
    return { shape: [batch, length, dimensions], values }
  }
  return { weights, positionWeights, lookup }
}

function gaussianTable(size: number, deviation: number, random: Random): Float32Array {
  return Float32Array.from({ length: size }, () => deviation * random.nextGaussian())
}

function sinusoidalTable(longest: number, dimensions: number): Float32Array {
  const table = new Float32Array(longest * dimensions)
  for (let position = 0; position < longest; position++) {
    for (let d = 0; d < dimensions; d++) {
      const angle = position / 10_000 ** ((d - (d % 2)) / dimensions)
      table[position * dimensions + d] = d % 2 === 0 ? Math.sin(angle) : Math.cos(angle)
    }
  }
  return table
}
