/** Searches of this workspace, the latest first, each once. */

/** Searches that are kept: more than anybody scrolls through. */
const MAX_SEARCHES = 50

export function rememberSearch(history: readonly string[], query: string): string[] {
  const words = query.trim()
  if (words === '') return [...history]
  const others = history.filter((earlier) => earlier !== words)
  return [words, ...others].slice(0, MAX_SEARCHES)
}

export function forgetSearch(history: readonly string[], query: string): string[] {
  return history.filter((earlier) => earlier !== query)
}
