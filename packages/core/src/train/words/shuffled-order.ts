/** A seeded order. */
import type { Random } from '../random.js'

/** 0 … n - 1 in an order by chance, all equally likely (Fisher and Yates). */
export function shuffledOrder(n: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: n }, (_, idx) => idx)
  for (let idx = n - 1; idx > 0; idx--) {
    const other = random.nextInt(idx + 1)
    const swapped = order[idx]
    order[idx] = order[other]
    order[other] = swapped
  }
  return order
}
