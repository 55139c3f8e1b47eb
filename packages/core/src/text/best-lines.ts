/** Which lines of a long passage to show. */
import type { LineRange, Span } from '../types.js'

/**
 * The run of at most `size` lines that has most different matches, those of each line given in `matches`; see
 * `chooseWindow` for ties.
 */
export function bestLines(
  lines: readonly string[],
  matches: readonly (readonly Span[])[],
  size: number,
): LineRange {
  return chooseWindow(
    lines.map((line, idx) => countDifferent(line, matches[idx])),
    size,
  )
}

/**
 * The run of `size` lines with the greatest sum of weights. Among equals the one whose best line is nearest its
 * middle, then the first; without any weight the beginning, where the definition stands.
 */
export function chooseWindow(weights: readonly number[], size: number): LineRange {
  if (weights.length <= size) return { start: 0, end: weights.length }
  const peak = weights.reduce((best, weight, idx) => (weight > weights[best] ? idx : best), 0)
  if (weights[peak] === 0) return { start: 0, end: size }
  let sum = 0
  let best = { start: 0, sum: -1, offCentre: 0 }
  for (let end = 1; end <= weights.length; end++) {
    sum += weights[end - 1] - (weights[end - 1 - size] ?? 0)
    const start = end - size
    if (start < 0) continue
    const offCentre = Math.abs(start + (size >> 1) - peak)
    if (sum > best.sum || (sum === best.sum && offCentre < best.offCentre)) best = { start, sum, offCentre }
  }
  return { start: best.start, end: best.start + size }
}

// Ten times one word in a line say less than two different words.
function countDifferent(text: string, matches: readonly Span[]): number {
  return new Set(matches.map((match) => text.slice(match.start, match.end).toLowerCase())).size
}
