/** The part of the core that `cerca train pairs` needs; only that command loads it. */
import { DEFAULT_MAX_COMMITS, DEFAULT_MAX_FILE_BYTES, mineFolder, writePairs } from '@cerca/core/node'
import { DEFAULT_PAIR_LIMITS, PAIR_SOURCES } from '@cerca/core/train'

export const pairTools = {
  DEFAULT_MAX_COMMITS,
  DEFAULT_MAX_FILE_BYTES,
  DEFAULT_PAIR_LIMITS,
  PAIR_SOURCES,
  mineFolder,
  writePairs,
}

export type PairTools = typeof pairTools
