/** What counts as a duplicate unless somebody says otherwise. Beside the search, so that a command line knows them without it. */

/** Shorter functions are alike because there are few things to say. */
export const DEFAULT_MIN_LINES = 6
export const DEFAULT_MIN_SIMILARITY = 0.8
