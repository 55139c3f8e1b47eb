/** The part of the core that only `cerca duplicates` needs; only that command loads it. */
import { DEFAULT_MIN_LINES, DEFAULT_MIN_SIMILARITY } from '@cerca/core/explore'

export const duplicateTools = { DEFAULT_MIN_LINES, DEFAULT_MIN_SIMILARITY }

export type DuplicateTools = typeof duplicateTools
