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
  bestChunk: [0.82, 1.22],
  topChunks: [0.38, 0.26],
  file: [0.57, 0.62],
  head: [0.64, 1.15],
  path: [0.27, -0.14],
  definitions: [0.7, 0.75],
  comments: [0.7, 0.37],
  nearness: [1.87, 1.72],
  fileNearness: [1.33, 0.94],
  testedBy: [1.75, 1.75],
  pairs: [0.98, 1.22],
  namePrecision: [0.83, 0.75],
  named: [1.03, 1.03],
  nameFirst: [1.06, 1.06],
  nameLast: [-0.53, -0.53],
  definesSymbol: [1.59, 1.65],
  namedLikeSymbol: [0.89, 0.89],
  prominence: [1.36, 1.36],
  length: [0.72, 0.68],
  isTest: [-1.65, -1.65],
  isExample: [-0.83, -1.13],
  isGenerated: [-1, -1],
  isLegacy: [-0.5, -0.5],
  isProse: [-0.3, -0.3],
  isData: [-0.21, -0.21],
}

export const DEFAULT_WEIGHTS: RankingWeights = { code: column(0), prose: column(1) }

function column(idx: 0 | 1): Weights {
  return Object.fromEntries(Object.entries(TABLE).map(([name, row]) => [name, row[idx]])) as Weights
}
