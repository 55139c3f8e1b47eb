/** Everything that is not indexed, and why. */
import { comparePaths } from '../text/compare-text.js'
import { type LeftOutReason, leftOutSentence } from './left-out.js'
import { findIndex, maxFileBytesOf, placeOf } from './stored-index.js'
import { walk } from './walk.js'

export interface LeftOutFile {
  /** A folder that is left out as a whole ends in `/`. */
  readonly path: string
  readonly reason: LeftOutReason
  /** For people. */
  readonly sentence: string
  /** The rule or the cause, as the sentence ends with it. */
  readonly detail: string
}

/** In the order of paths: what rules leave out, and what was read and is no source. Throws what `walk` throws. */
export function listLeftOut(root: string, indexDir: string | undefined): readonly LeftOutFile[] {
  const place = placeOf(root, indexDir)
  const walked = walk(place.root, {
    maxFileBytes: maxFileBytesOf(root, indexDir),
    environment: process.env,
  })
  const { skipped } = findIndex(place.store).index.manifest
  return [...walked.leftOut, ...skipped].sort(comparePaths).map((leftOut) => {
    const { path, detail } = leftOut
    const reason = leftOut.reason as LeftOutReason
    return { path, reason, sentence: `${leftOutSentence(reason)} (${detail})`, detail }
  })
}
