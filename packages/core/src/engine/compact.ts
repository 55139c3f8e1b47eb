/** Which segments are worth merging. */

/** A query looks into every segment: past this many, the small ones are merged. */
const MAX_SEGMENTS = 8
/** A segment with more dead files than this share is written again without them. */
const MAX_DEAD_SHARE = 0.3
/** Segments below this share of all live files are small. */
const SMALL_SHARE = 0.25

/** Indices of the segments to merge into one; empty, or one with many dead files, or at least two. */
export function segmentsToMerge(
  sizes: readonly { readonly files: number; readonly live: number }[],
): number[] {
  const total = sizes.reduce((sum, { live }) => sum + live, 0)
  const chosen = new Set<number>()
  for (const [idx, { files, live }] of sizes.entries()) {
    if (files - live > files * MAX_DEAD_SHARE) chosen.add(idx)
  }
  if (sizes.length - chosen.size > MAX_SEGMENTS) {
    for (const [idx, { live }] of sizes.entries()) if (live < total * SMALL_SHARE) chosen.add(idx)
  }
  return [...chosen].sort((a, b) => a - b)
}
