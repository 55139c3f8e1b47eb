/** The scoring model: one weight a feature, for code and for prose. */
import type { FeatureName } from './features.js'

export type Weights = Readonly<Record<FeatureName, number>>

/** A candidate's score is the sum of weight × feature; data files take the weights of code. */
export interface RankingWeights {
  readonly code: Weights
  readonly prose: Weights
}

// Fitted by `npm run bench:fit` on the development queries for code and for documentation: bench/README.md has
// the figures and the ablations. Two are set by hand, because those queries have too few such files to learn from:
// isGenerated and isLegacy.
const TABLE: Readonly<Record<FeatureName, readonly [code: number, prose: number]>> = {
  bestChunk: [0.89, 1.15],
  topChunks: [0.65, 0.36],
  file: [0.36, 0.27],
  head: [0.45, 1.01],
  path: [0.35, -0.16],
  definitions: [0.79, 0.54],
  comments: [0.73, 0.36],
  nearness: [1.98, 1.73],
  fileNearness: [1.28, 1.1],
  pairs: [1.24, 1.38],
  namePrecision: [2.07, 1.44],
  nameRecall: [0.18, 0.04],
  definesSymbol: [1.68, 1.74],
  namedLikeSymbol: [0.89, 0.89],
  length: [1.51, 1.3],
  isTest: [-2.37, -2.37],
  isExample: [-0.95, -1.23],
  isGenerated: [-1.0, -1.0],
  isLegacy: [-0.5, -0.5],
  standsForFolder: [0.38, 0.38],
  isProse: [-0.69, -0.69],
  isData: [-0.33, -0.33],
}

export const DEFAULT_WEIGHTS: RankingWeights = { code: column(0), prose: column(1) }

function column(idx: 0 | 1): Weights {
  return Object.fromEntries(Object.entries(TABLE).map(([name, row]) => [name, row[idx]])) as Weights
}
