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
  bestChunk: [0.89, 1.19],
  topChunks: [0.55, 0.3],
  file: [0.41, 0.41],
  head: [0.45, 1.05],
  path: [0.35, -0.13],
  definitions: [0.84, 0.59],
  comments: [0.72, 0.38],
  nearness: [1.99, 1.73],
  fileNearness: [1.2, 0.88],
  testedBy: [1.6, 1.6],
  pairs: [1.22, 1.35],
  namePrecision: [2.08, 1.51],
  nameRecall: [0.26, 0.14],
  definesSymbol: [1.65, 1.71],
  namedLikeSymbol: [0.87, 0.87],
  length: [1.42, 1.23],
  isTest: [-2.21, -2.21],
  isExample: [-0.83, -1.13],
  isGenerated: [-1.0, -1.0],
  isLegacy: [-0.5, -0.5],
  standsForFolder: [0.42, 0.42],
  isProse: [-0.66, -0.66],
  isData: [-0.26, -0.26],
}

export const DEFAULT_WEIGHTS: RankingWeights = { code: column(0), prose: column(1) }

function column(idx: 0 | 1): Weights {
  return Object.fromEntries(Object.entries(TABLE).map(([name, row]) => [name, row[idx]])) as Weights
}
