/** Index of the first number from `start` to before `end` that is not below `value`; `end` where all are below it. */
export function lowerBound(
  ascending: ArrayLike<number>,
  value: number,
  start = 0,
  end = ascending.length,
): number {
  let low = start
  let high = end
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle] < value) low = middle + 1
    else high = middle
  }
  return low
}
