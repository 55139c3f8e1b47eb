/** Ranked files with ranked chunks → the list that people see. */
import { CONTENT_KINDS, SYMBOL_KINDS, traitsOfBits } from '../segment/codes.js'
import { partOfChunk, type Snapshot } from '../segment/snapshot.js'
import { stringAt } from '../segment/string-table.js'
import { comparePaths } from '../text/compare-text.js'
import type { Explanation, Hit } from '../types.js'

/** A file's place in the ranking, with its chunks, best first. */
export interface HitOrder {
  readonly path: string
  readonly score: number
  /** Asked only of what is shown. */
  readonly chunks: () => readonly number[]
  readonly explain: () => Explanation
}

export interface RankedChunk {
  readonly order: HitOrder
  readonly chunk: number
  /** Falling: the file's score less `loss`. */
  readonly score: number
  /** What a further chunk of a file loses, so much that every file's best chunk comes first. */
  readonly loss: number
}

/** What lies at least between a file's best chunk and its second. */
const LATER_CHUNK_GAP = 1

/**
 * The first k chunks: every file's best one in the order of the files, then the second ones, and so on.
 * Ties break by path, then line.
 */
export function takeHits(orders: readonly HitOrder[], k: number): RankedChunk[] {
  const ranked = [...orders].sort(compareOrders)
  const taken: RankedChunk[] = []
  const spread = ranked.length > 0 ? ranked[0].score - ranked[ranked.length - 1].score : 0
  for (let round = 0, isLast = false; !isLast; round++) {
    const loss = round * (spread + LATER_CHUNK_GAP)
    isLast = true
    for (const order of ranked) {
      if (taken.length >= k) return taken
      const chunk = order.chunks()[round]
      if (chunk === undefined) continue
      taken.push({ order, chunk, score: order.score - loss, loss })
      isLast = false
    }
  }
  return taken
}

function compareOrders(a: HitOrder, b: HitOrder): number {
  return b.score - a.score || comparePaths(a, b) || (a.chunks()[0] ?? 0) - (b.chunks()[0] ?? 0)
}

/** Everything that is known of a chunk, as a hit. */
export function hitOfChunk(
  snapshot: Snapshot,
  chunk: number,
  score: number,
  explanation: Explanation | undefined,
): Hit {
  const { segment, chunkBase } = partOfChunk(snapshot, chunk)
  const { files, chunks, symbols, strings } = segment
  const local = chunk - chunkBase
  const file = chunks.file[local]
  const defined: Hit['symbols'][number][] = []
  for (let symbol = chunks.firstSymbol[local]; symbol < chunks.firstSymbol[local + 1]; symbol++) {
    defined.push({
      name: stringAt(strings, symbols.name[symbol]),
      kind: SYMBOL_KINDS[symbols.kind[symbol]],
      scope: stringAt(strings, symbols.scope[symbol]),
      lines: { start: symbols.startLine[symbol], end: symbols.endLine[symbol] },
    })
  }
  return {
    path: stringAt(strings, files.path[file]),
    lines: { start: chunks.startLine[local], end: chunks.endLine[local] },
    score,
    language: stringAt(strings, files.language[file]),
    kind: CONTENT_KINDS[chunks.kind[local]],
    traits: traitsOfBits(chunks.traits[local] | files.traits[file]),
    scope: stringAt(strings, chunks.scope[local]),
    symbols: defined,
    explanation,
  }
}
