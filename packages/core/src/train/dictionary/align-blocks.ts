/** Two documents that say the same → which block is which, by kind, order and what both keep. */
import type { Block } from './document-blocks.js'

/** What leaving a block out costs: less than pairing two blocks that share nothing gains nothing. */
const GAP = -0.3
/** Pairing blocks of the same kind gains this, more with what they share. */
const SAME_KIND = 0.2
const SHARED_ANCHORS = 1
const UNSHARED_ANCHORS = -0.6
const SAME_CODE = 1.5
/** How far the paths of two documents may part, in blocks: keeps long documents quick. */
const MAX_SHIFT = 80

/**
 * Pairs of indices, ascending in both; each block stands in at most one. The best-scoring monotone alignment
 * (Needleman and Wunsch 1970) within a band around the diagonal.
 */
export function alignBlocks(
  a: readonly Block[],
  b: readonly Block[],
): readonly (readonly [number, number])[] {
  const anchorsA = a.map(anchorsOf)
  const anchorsB = b.map(anchorsOf)
  const width = b.length + 1
  const scores = new Float32Array((a.length + 1) * width).fill(Number.NEGATIVE_INFINITY)
  const isInBand = (i: number, j: number) =>
    Math.abs(i * b.length - j * a.length) <= MAX_SHIFT * Math.max(a.length, b.length)
  for (let i = 0; i <= a.length; i++) {
    for (let j = 0; j <= b.length; j++) {
      if (!isInBand(i, j)) continue
      let best = i === 0 && j === 0 ? 0 : Number.NEGATIVE_INFINITY
      if (i > 0) best = Math.max(best, scores[(i - 1) * width + j] + GAP)
      if (j > 0) best = Math.max(best, scores[i * width + j - 1] + GAP)
      if (i > 0 && j > 0 && a[i - 1].kind === b[j - 1].kind) {
        const gain = gainOf(a[i - 1], b[j - 1], anchorsA[i - 1], anchorsB[j - 1])
        best = Math.max(best, scores[(i - 1) * width + j - 1] + gain)
      }
      scores[i * width + j] = best
    }
  }
  const pairs: [number, number][] = []
  let [i, j] = [a.length, b.length]
  while (i > 0 && j > 0) {
    const here = scores[i * width + j]
    if (a[i - 1].kind === b[j - 1].kind) {
      const gain = gainOf(a[i - 1], b[j - 1], anchorsA[i - 1], anchorsB[j - 1])
      if (Math.fround(scores[(i - 1) * width + j - 1] + gain) === here) {
        pairs.push([--i, --j])
        continue
      }
    }
    if (Math.fround(scores[(i - 1) * width + j] + GAP) === here) i--
    else j--
  }
  return pairs.reverse()
}

function gainOf(a: Block, b: Block, anchorsA: ReadonlySet<string>, anchorsB: ReadonlySet<string>): number {
  if (a.kind === 'code') return a.text === b.text ? SAME_CODE : SAME_KIND + shareOf(anchorsA, anchorsB)
  const longer = Math.max(a.text.length, b.text.length)
  const likeLength = Math.min(a.text.length, b.text.length) / longer - 0.5
  if (anchorsA.size === 0 && anchorsB.size === 0) return SAME_KIND + likeLength
  const shared = shareOf(anchorsA, anchorsB)
  return SAME_KIND + likeLength + shared * SHARED_ANCHORS + (1 - shared) * UNSHARED_ANCHORS
}

function shareOf(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const anchor of a) if (b.has(anchor)) both++
  const either = a.size + b.size - both
  return either > 0 ? both / either : 0
}

/** Numbers, names of code and inline code: what a translator leaves as it is. */
function anchorsOf({ text }: Block): Set<string> {
  return new Set(
    text.match(
      /`[^`\s]+`|[\p{L}\p{N}_]*[\p{N}_][\p{L}\p{N}_]*|\p{Ll}+\p{Lu}\w*|\p{Lu}{2,}|&[\w.]+;|<\w+>[^<]+<\//gu,
    ) ?? [],
  )
}
