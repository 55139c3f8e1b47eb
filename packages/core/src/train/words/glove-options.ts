/** What GloVe trains and how: Pennington et al. (2014), with their defaults but for `maxCount`. */

export interface GloveOptions {
  readonly dimensions: number
  /** The farthest a word looks to each side; a neighbour at distance d counts 1/d. */
  readonly window: number
  /** Rarer words are left out of the text, as if they had not been there. */
  readonly minCount: number
  /** How often the list of co-occurrences is gone through. */
  readonly epochs: number
  /** The first step of AdaGrad. */
  readonly learningRate: number
  /** Pairs that stand together this often or more have weight 1 … */
  readonly maxCount: number
  /** … rarer ones (count / maxCount) to this power. */
  readonly weightPower: number
  readonly seed: number
}

/**
 * `maxCount` is that of their demo for small texts, and not the paper's 100, which is for billions of words: on ten
 * million, analogies go from 0.087 to 0.296 (bench/README-words.md).
 */
export const DEFAULT_GLOVE_OPTIONS: GloveOptions = {
  dimensions: 100,
  window: 10,
  minCount: 5,
  epochs: 25,
  learningRate: 0.05,
  maxCount: 10,
  weightPower: 0.75,
  seed: 1,
}

/** Throws RangeError with the first option that cannot be. */
export function checkGloveOptions(options: GloveOptions): void {
  for (const name of ['dimensions', 'window', 'minCount', 'epochs'] as const) {
    if (!Number.isInteger(options[name]) || options[name] < 1) {
      throw new RangeError(`${name} is ${options[name]}, not a positive integer`)
    }
  }
  for (const name of ['learningRate', 'maxCount', 'weightPower'] as const) {
    if (!(options[name] > 0)) throw new RangeError(`${name} is ${options[name]}, not positive`)
  }
}
