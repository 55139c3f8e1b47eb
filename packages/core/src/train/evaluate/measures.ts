/** How good a list of answers is: the measures of information retrieval, each answer being right or not. */

/** What answers a question: a file, or lines of it, 1-based and inclusive; fields are named as annotation files do. */
export type Target =
  | string
  | { readonly path: string; readonly start_line?: number; readonly end_line?: number }

/** An answer as people and JSON see it. */
export interface FoundPlace {
  readonly path: string
  /** 1-based, inclusive. */
  readonly startLine: number
  readonly endLine: number
}

/** Whether an answer shows what a target names: a line in common, where the target names lines. */
export function covers(place: FoundPlace, target: Target): boolean {
  if (typeof target === 'string') return samePath(place.path, target)
  if (!samePath(place.path, target.path)) return false
  if (target.start_line === undefined || target.end_line === undefined) return true
  return place.endLine >= target.start_line && place.startLine <= target.end_line
}

/**
 * NDCG at k with binary gains (Järvelin and Kekäläinen, 2002), 0 to 1: each target counts once, where it is first
 * covered, and a place counts once, however many targets it covers.
 */
export function ndcg(places: readonly FoundPlace[], targets: readonly Target[], k: number): number {
  const discounted = (gains: readonly boolean[]) =>
    gains.reduce((sum, isGain, idx) => (isGain ? sum + 1 / Math.log2(idx + 2) : sum), 0)
  const ideal = new Array<boolean>(Math.min(k, targets.length)).fill(true)
  return targets.length === 0 ? 0 : discounted(gainsOf(places, targets, k)) / discounted(ideal)
}

/** Share of the targets that the first k places cover, of k targets where there are more; 0 to 1. */
export function recall(places: readonly FoundPlace[], targets: readonly Target[], k: number): number {
  if (targets.length === 0) return 0
  const top = places.slice(0, k)
  const nCovered = targets.filter((target) => top.some((place) => covers(place, target))).length
  return Math.min(1, nCovered / Math.min(k, targets.length))
}

/**
 * The mean, over the targets (k of them where there are more), of the share of right places down to where each is
 * found; 0 for a target that is not. Its mean over questions is MAP (Manning et al., 2008, section 8.4). Places and
 * targets count once, as in `ndcg`.
 */
export function averagePrecision(
  places: readonly FoundPlace[],
  targets: readonly Target[],
  k: number,
): number {
  if (targets.length === 0) return 0
  let nRight = 0
  let sum = 0
  for (const [idx, isGain] of gainsOf(places, targets, k).entries()) {
    if (isGain) sum += ++nRight / (idx + 1)
  }
  return sum / Math.min(k, targets.length)
}

/** Which of the first k places cover a target that none before them covers. */
function gainsOf(places: readonly FoundPlace[], targets: readonly Target[], k: number): boolean[] {
  const gains = new Array<boolean>(k).fill(false)
  for (const target of targets) {
    const rank = places.slice(0, k).findIndex((place) => covers(place, target))
    if (rank >= 0) gains[rank] = true
  }
  return gains
}

/** Annotations name paths from the repository's root, which may be above or below the folder that was searched. */
function samePath(path: string, target: string): boolean {
  return path === target || path.endsWith(`/${target}`) || target.endsWith(`/${path}`)
}
