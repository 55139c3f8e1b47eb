/** The part of the core that `cerca train pairs` needs; only that command loads it. */
import { DEFAULT_MAX_COMMITS, mineFolder, writePairs } from '@cerca/core/node'
import { DEFAULT_PAIR_LIMITS, PAIR_SOURCES } from '@cerca/core/train'

export const pairTools = { DEFAULT_MAX_COMMITS, DEFAULT_PAIR_LIMITS, PAIR_SOURCES, mineFolder, writePairs }

export type PairTools = typeof pairTools
