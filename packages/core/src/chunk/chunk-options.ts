import type { ContentKind } from '../types.js'

/** Sizes of chunks, in UTF-16 code units of text from the first to the last line. */
export interface ChunkOptions {
  /** Neighbours are packed together up to here, and big definitions are cut into pieces near it. */
  readonly targetChars: number
  /** A definition that fits here stays whole; only a single longer line exceeds it. */
  readonly maxChars: number
  /** Smaller pieces join a neighbour where they can. */
  readonly minChars: number
}

/** Sizes for code and data. */
const CODE: ChunkOptions = {
  // About 40 lines: what a person reads at a glance, and most functions whole.
  targetChars: 1500,
  // Keeps four of five methods of the benchmark's repositories in one piece.
  maxChars: 2400,
  // Less than a signature with a line of comment says too little to be found on its own.
  minChars: 200,
}

const PROSE: ChunkOptions = {
  // A section of a manual: on the documentation set, sections cut smaller than this are found less often.
  targetChars: 2400,
  maxChars: 4000,
  // A heading with a sentence below it belongs with what follows.
  minChars: 1000,
}

/** Sizes for a file of this kind. */
export function chunkOptionsFor(kind: ContentKind): ChunkOptions {
  return kind === 'prose' ? PROSE : CODE
}
