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
  bestChunk: [0.93, 1.24],
  topChunks: [0.57, 0.32],
  file: [0.38, 0.37],
  head: [0.47, 1.11],
  path: [0.33, -0.2],
  definitions: [0.83, 0.6],
  comments: [0.67, 0.3],
  nearness: [1.99, 1.72],
  fileNearness: [1.25, 0.93],
  testedBy: [1.6, 1.6],
  pairs: [1.24, 1.36],
  namePrecision: [2.08, 1.48],
  nameRecall: [0.22, 0.1],
  definesSymbol: [1.66, 1.73],
  namedLikeSymbol: [0.89, 0.89],
  length: [1.4, 1.19],
  isTest: [-2.21, -2.21],
  isExample: [-0.88, -1.14],
  isGenerated: [-1.0, -1.0],
  isLegacy: [-0.5, -0.5],
  standsForFolder: [0.4, 0.4],
  isProse: [-0.68, -0.68],
  isData: [-0.27, -0.27],
}

export const DEFAULT_WEIGHTS: RankingWeights = { code: column(0), prose: column(1) }

function column(idx: 0 | 1): Weights {
  return Object.fromEntries(Object.entries(TABLE).map(([name, row]) => [name, row[idx]])) as Weights
}
