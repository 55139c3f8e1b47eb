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
  bestChunk: [0.91, 1.2],
  topChunks: [0.61, 0.34],
  file: [0.39, 0.36],
  head: [0.47, 1.06],
  path: [0.33, -0.18],
  definitions: [0.83, 0.59],
  comments: [0.7, 0.34],
  nearness: [1.97, 1.71],
  fileNearness: [1.24, 0.97],
  pairs: [1.26, 1.39],
  namePrecision: [2.08, 1.43],
  nameRecall: [0.2, 0.07],
  definesSymbol: [1.7, 1.77],
  namedLikeSymbol: [0.92, 0.92],
  length: [1.46, 1.22],
  isTest: [-2.39, -2.39],
  isExample: [-0.88, -1.15],
  isGenerated: [-1.0, -1.0],
  isLegacy: [-0.5, -0.5],
  standsForFolder: [0.39, 0.39],
  isProse: [-0.76, -0.76],
  isData: [-0.29, -0.29],
}

export const DEFAULT_WEIGHTS: RankingWeights = { code: column(0), prose: column(1) }

function column(idx: 0 | 1): Weights {
  return Object.fromEntries(Object.entries(TABLE).map(([name, row]) => [name, row[idx]])) as Weights
}
