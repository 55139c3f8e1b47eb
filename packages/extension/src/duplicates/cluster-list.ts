/** What the Duplicates view shows, as a value. */
import type { DuplicateCluster } from '@cerca/server/protocol'

/** The place of its longest member: the same cluster of the next answer has the same key. */
export function keyOfCluster({ members: [longest] }: DuplicateCluster): string {
  return longest === undefined ? '' : `${longest.uri}#${longest.range.start.line}`
}

/** Largest saving first, then the most alike, then in order of paths; without the dismissed. */
export function shownClusters(
  clusters: readonly DuplicateCluster[],
  dismissed: ReadonlySet<string>,
): DuplicateCluster[] {
  return clusters
    .filter((cluster) => !dismissed.has(keyOfCluster(cluster)))
    .sort(
      (a, b) =>
        b.savedLines - a.savedLines ||
        b.similarity - a.similarity ||
        (keyOfCluster(a) < keyOfCluster(b) ? -1 : 1),
    )
}

/** Lines that would go if only the longest of each stayed. */
export function totalSaving(clusters: readonly DuplicateCluster[]): number {
  return clusters.reduce((sum, { savedLines }) => sum + savedLines, 0)
}
