/** Byte-pair encoding as the paper states it, without any of the structures that make it fast. */

/** A symbol is its bytes, written with byte letters or any other text of one character a byte. */
export interface SlowMerge {
  readonly left: string
  readonly right: string
}

/** Replaces each adjacent (left, right), from left to right. */
function slowMerge(symbols: readonly string[], { left, right }: SlowMerge): string[] {
  const merged: string[] = []
  for (let at = 0; at < symbols.length; at++) {
    const isPair = symbols[at] === left && symbols[at + 1] === right
    merged.push(isPair ? left + right : symbols[at])
    if (isPair) at++
  }
  return merged
}

/** Learns up to `nMerges` merges, counting all pairs of all words again for each. `order` ranks symbols in ties. */
export function slowTrain(
  words: readonly string[],
  nMerges: number,
  leastCount: number,
  order: (symbol: string, learnt: readonly string[]) => number,
): SlowMerge[] {
  let corpus = words.map((word) => [...word])
  const merges: SlowMerge[] = []
  const learnt: string[] = []
  while (learnt.length < nMerges) {
    const counts = new Map<string, { merge: SlowMerge; count: number }>()
    for (const symbols of corpus) {
      for (let at = 0; at + 1 < symbols.length; at++) {
        const merge = { left: symbols[at], right: symbols[at + 1] }
        const key = JSON.stringify(merge)
        counts.set(key, { merge, count: (counts.get(key)?.count ?? 0) + 1 })
      }
    }
    const rank = ({ merge }: { merge: SlowMerge }) => [order(merge.left, learnt), order(merge.right, learnt)]
    const [best] = [...counts.values()].sort((a, b) => {
      const [leftA, rightA] = rank(a)
      const [leftB, rightB] = rank(b)
      return b.count - a.count || leftA - leftB || rightA - rightB
    })
    if (best === undefined || best.count < leastCount) break
    merges.push(best.merge)
    const symbol = best.merge.left + best.merge.right
    if (!learnt.includes(symbol)) learnt.push(symbol)
    corpus = corpus.map((symbols) => slowMerge(symbols, best.merge))
  }
  return merges
}

/** The symbols of one word: the first merge in the list that fits anywhere is applied to its leftmost place. */
export function slowEncode(word: string, merges: readonly SlowMerge[]): string[] {
  let symbols = [...word]
  for (;;) {
    const current = symbols
    const merge = merges.find(({ left, right }) =>
      current.some((symbol, at) => symbol === left && current[at + 1] === right),
    )
    if (merge === undefined) return symbols
    const at = current.findIndex((symbol, i) => symbol === merge.left && current[i + 1] === merge.right)
    symbols = [...current.slice(0, at), merge.left + merge.right, ...current.slice(at + 2)]
  }
}
