/** The nearest of some known names to a mistyped one, or `undefined` when none is near. */
export function suggest(typed: string, known: readonly string[]): string | undefined {
  // A third of the letters may be wrong: `serach` finds `search`, but `foo` finds nothing.
  const limit = Math.max(1, Math.floor(typed.length / 3))
  let best: string | undefined
  let bestDistance = limit + 1
  for (const name of known) {
    const distance = editDistance(typed, name)
    const isAbbreviation = typed.length >= 2 && name.startsWith(typed)
    const rank = isAbbreviation ? Math.min(distance, limit) : distance
    if (rank < bestDistance) {
      best = name
      bestDistance = rank
    }
  }
  return best
}

/**
 * Fewest insertions, deletions, substitutions and swaps of neighbours that turn one text into the other,
 * no letter touched twice (optimal string alignment, https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance).
 */
export function editDistance(from: string, to: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row++) {
    const current = [row]
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1]
      let cost = Math.min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1))
      const isSwap =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      if (isSwap) cost = Math.min(cost, beforeLast[column - 2] + 1)
      current.push(cost)
    }
    beforeLast = last
    last = current
  }
  return last[to.length]
}
