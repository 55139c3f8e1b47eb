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
  bestChunk: [1.55, 1.86],
  topChunks: [1.04, 0.48],
  file: [0.62, 0.58],
  head: [1.03, 1.71],
  path: [0.7, 0.01],
  definitions: [1.16, 0.58],
  comments: [0.88, 0.6],
  pairs: [1.67, 1.75],
  namePrecision: [2.4, 1.57],
  nameRecall: [0.61, 0.47],
  definesSymbol: [2.03, 2.06],
  namedLikeSymbol: [1.04, 1.04],
  length: [1.43, 1.2],
  isTest: [-2.87, -2.87],
  isExample: [-1.04, -1.22],
  isGenerated: [-1.0, -1.0],
  isLegacy: [-0.5, -0.5],
  standsForFolder: [0.35, 0.35],
  isProse: [-1.23, -1.23],
  isData: [-0.36, -0.36],
}

export const DEFAULT_WEIGHTS: RankingWeights = { code: column(0), prose: column(1) }

function column(idx: 0 | 1): Weights {
  return Object.fromEntries(Object.entries(TABLE).map(([name, row]) => [name, row[idx]])) as Weights
}
