/** Pairs → clusters in which nothing is chained. */
import type { SimilarPair } from './similar-pairs.js'

export interface StarCluster {
  /** At least two, ascending. */
  readonly members: readonly number[]
  /** The least similarity of a member and the centre. */
  readonly similarity: number
}

/**
 * Clusters as stars (Aslam, Pelekhov and Rus, The star clustering algorithm, 2004): again and again the item with
 * most neighbours that is in no star becomes a centre and its neighbours that are in none its satellites; in the end a
 * satellite moves to the centre most like it. Every member is linked with its centre, and so never far
 * from any other (one minus Broder's resemblance is a metric). Single linkage would join what has
 * nothing in common through a chain of neighbours; complete linkage would need every pair. Ties go to the lower item.
 *
 * `weights`, `[items]`, says how many things an item stands for.
 */
export function starClusters(weights: readonly number[], pairs: readonly SimilarPair[]): StarCluster[] {
  const neighbours = new Map<number, { readonly item: number; readonly similarity: number }[]>()
  const link = (from: number, item: number, similarity: number) => {
    const known = neighbours.get(from)
    if (known) known.push({ item, similarity })
    else neighbours.set(from, [{ item, similarity }])
  }
  for (const { a, b, similarity } of pairs) {
    link(a, b, similarity)
    link(b, a, similarity)
  }
  const degrees = new Map<number, number>()
  for (const [item, near] of neighbours) {
    degrees.set(
      item,
      near.reduce((sum, neighbour) => sum + weights[neighbour.item], weights[item]),
    )
  }
  const degreeOf = (item: number) => degrees.get(item) ?? 0
  const centres = new Set<number>()
  const satellites = new Set<number>()
  for (const item of [...neighbours.keys()].sort((a, b) => degreeOf(b) - degreeOf(a) || a - b)) {
    if (satellites.has(item)) continue
    centres.add(item)
    for (const neighbour of neighbours.get(item) ?? []) {
      if (!centres.has(neighbour.item)) satellites.add(neighbour.item)
    }
  }
  const stars = new Map<number, { members: number[]; similarity: number }>()
  for (const centre of centres) stars.set(centre, { members: [centre], similarity: 1 })
  for (const satellite of satellites) {
    const nearest = (neighbours.get(satellite) ?? [])
      .filter(({ item }) => centres.has(item))
      .sort((a, b) => b.similarity - a.similarity || a.item - b.item)[0]
    const star = stars.get(nearest.item)
    star?.members.push(satellite)
    if (star && nearest.similarity < star.similarity) star.similarity = nearest.similarity
  }
  return [...stars.values()]
    .filter(({ members }) => members.length > 1)
    .map(({ members, similarity }) => ({ members: members.sort((a, b) => a - b), similarity }))
}
