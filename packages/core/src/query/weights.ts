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
  bestChunk: [0.8, 1.2],
  topChunks: [0.43, 0.28],
  file: [0.55, 0.59],
  head: [0.62, 1.14],
  path: [0.19, -0.2],
  definitions: [0.66, 0.6],
  comments: [0.71, 0.38],
  nearness: [1.89, 1.71],
  fileNearness: [1.39, 0.98],
  testedBy: [1.72, 1.72],
  pairs: [1.02, 1.25],
  namePrecision: [1.81, 1.41],
  nameFirst: [0.98, 0.98],
  nameLast: [-0.61, -0.61],
  definesSymbol: [1.61, 1.68],
  namedLikeSymbol: [1.08, 1.08],
  prominence: [1.39, 1.39],
  length: [0.78, 0.73],
  isTest: [-1.73, -1.73],
  isExample: [-0.87, -1.16],
  isGenerated: [-1, -1],
  isLegacy: [-0.5, -0.5],
  isProse: [-0.31, -0.31],
  isData: [-0.23, -0.23],
}

export const DEFAULT_WEIGHTS: RankingWeights = { code: column(0), prose: column(1) }

function column(idx: 0 | 1): Weights {
  return Object.fromEntries(Object.entries(TABLE).map(([name, row]) => [name, row[idx]])) as Weights
}
