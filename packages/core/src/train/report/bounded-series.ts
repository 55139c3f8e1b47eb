/** A series that stays short however much is added: neighbours become one, evenly along the whole of it. */

export interface BoundedSeries<Point> {
  add(point: Point): void
  /** At most `max + 2` points: the very first, then equal steps, then what the last step has so far. */
  list(): readonly Point[]
}

/** `merge` makes one of two neighbours that stand for equally many points, or of a step and the next point of it. */
export function createBoundedSeries<Point>(
  max: number,
  merge: (earlier: Point, nEarlier: number, later: Point, nLater: number) => Point,
): BoundedSeries<Point> {
  let first: Point | undefined
  let steps: Point[] = []
  let nPerStep = 1
  let open: Point | undefined
  let nOpen = 0
  return {
    add(point) {
      if (first === undefined) {
        first = point
        return
      }
      open = open === undefined ? point : merge(open, nOpen, point, 1)
      if (++nOpen < nPerStep) return
      steps.push(open)
      open = undefined
      nOpen = 0
      if (steps.length < max) return
      const pairs: Point[] = []
      for (let at = 0; at + 1 < steps.length; at += 2) {
        pairs.push(merge(steps[at], nPerStep, steps[at + 1], nPerStep))
      }
      if (steps.length % 2 === 1) {
        open = steps[steps.length - 1]
        nOpen = nPerStep
      }
      steps = pairs
      nPerStep *= 2
    },
    list: () => [first, ...steps, open].filter((point) => point !== undefined),
  }
}
