/** The benchmark's measure, as its scorer computes it. */

export type Target =
  | string
  | { readonly path: string; readonly start_line?: number; readonly end_line?: number }

export interface Result {
  readonly path: string
  /** 1-based, inclusive. */
  readonly startLine: number
  readonly endLine: number
}

/** Whether a result shows what a target names. */
export function covers(result: Result, target: Target): boolean {
  if (typeof target === 'string') return samePath(result.path, target)
  if (!samePath(result.path, target.path)) return false
  if (target.start_line === undefined || target.end_line === undefined) return true
  return result.endLine >= target.start_line && result.startLine <= target.end_line
}

/** NDCG at k with binary gains (Järvelin and Kekäläinen 2002); each target counts once, where it is first covered. */
export function ndcg(results: readonly Result[], targets: readonly Target[], k: number): number {
  const gains = new Array<number>(k).fill(0)
  for (const target of targets) {
    const rank = results.slice(0, k).findIndex((result) => covers(result, target))
    if (rank >= 0) gains[rank] = 1
  }
  const dcg = (values: readonly number[]) =>
    values.reduce((sum, gain, idx) => sum + gain / Math.log2(idx + 2), 0)
  return dcg(gains) / dcg(new Array<number>(Math.min(k, targets.length)).fill(1))
}

function samePath(path: string, target: string): boolean {
  return path === target || path.endsWith(`/${target}`) || target.endsWith(`/${path}`)
}
