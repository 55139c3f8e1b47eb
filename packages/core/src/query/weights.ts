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
  bestChunk: [1.41, 1.78],
  topChunks: [1.04, 0.45],
  file: [0.73, 0.63],
  head: [0.92, 1.63],
  path: [0.72, 0.04],
  definitions: [1.15, 0.6],
  comments: [0.99, 0.67],
  nearness: [1.9, 1.9],
  fileNearness: [1.6, 1.0],
  pairs: [1.45, 1.6],
  namePrecision: [2.33, 1.52],
  nameRecall: [0.48, 0.36],
  definesSymbol: [1.8, 1.83],
  namedLikeSymbol: [0.98, 0.98],
  length: [1.11, 0.78],
  isTest: [-2.29, -2.29],
  isExample: [-0.74, -1.0],
  isGenerated: [-1.0, -1.0],
  isLegacy: [-0.5, -0.5],
  standsForFolder: [0.33, 0.33],
  isProse: [-0.89, -0.89],
  isData: [-0.23, -0.23],
}

export const DEFAULT_WEIGHTS: RankingWeights = { code: column(0), prose: column(1) }

function column(idx: 0 | 1): Weights {
  return Object.fromEntries(Object.entries(TABLE).map(([name, row]) => [name, row[idx]])) as Weights
}
