/**
 * How many places are similar to the functions that lenses stand above.
 *
 * Lenses are resolved one by one, but asked for together: what comes in quick succession is one question to the index,
 * which looks at each place once for all of them. Counts are kept by the text of the function, so that typing in one function does not make
 * the others be counted again.
 */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LineRange } from '@cerca/core'
import type { FilePlace } from './folders.js'

/** More functions than anybody looks at; beyond, the oldest are forgotten. */
const MAX_COUNTS = 20_000

/**
 * A question waits for this long a pause between two lenses: an editor sends those of a file within two or three
 * milliseconds, but each is read in a turn of the event loop of its own.
 */
const GATHER_MS = 1

export interface LensCounts {
  /** `undefined` when it has to be asked for. */
  known(key: string): number | undefined
  /**
   * Asks the folder; `key` is of `lensKeyOf`. Rejected when asking fails, which it does when nobody waits for any lens
   * of the same question.
   */
  ask(
    place: FilePlace,
    lines: LineRange,
    minSimilarity: number,
    key: string,
    signal: AbortSignal,
  ): Promise<number>
  /** The index has changed: every count may be another one. */
  forget(): void
}

interface Waiting {
  readonly place: FilePlace
  readonly minSimilarity: number
  readonly lines: LineRange[]
  readonly keys: string[]
  /** Those who still want to know. */
  nWaiting: number
  readonly stop: AbortController
  readonly counts: Promise<readonly number[]>
}

export function createLensCounts(): LensCounts {
  const counts = new Map<string, number>()
  const waiting = new Map<string, Waiting>()

  const flush = async (id: string): Promise<readonly number[]> => {
    await gathered(() => waiting.get(id)?.lines.length ?? 0)
    const batch = waiting.get(id)
    waiting.delete(id)
    if (batch === undefined) return []
    const { folder, path } = batch.place
    const { lines, minSimilarity, stop } = batch
    const answer = await folder.index.countSimilar(path, lines, minSimilarity, stop.signal)
    for (const [idx, key] of batch.keys.entries()) remember(counts, key, answer[idx] ?? 0)
    return answer
  }

  return {
    known: (key) => counts.get(key),
    ask: async (place, lines, minSimilarity, key, signal) => {
      const id = `${place.folder.path}\n${place.path}\n${minSimilarity}`
      let batch = waiting.get(id)
      if (batch === undefined) {
        const stop = new AbortController()
        batch = { place, minSimilarity, lines: [], keys: [], nWaiting: 0, stop, counts: flush(id) }
        waiting.set(id, batch)
      }
      const own = batch
      const idx = own.lines.push(lines) - 1
      own.keys.push(key)
      own.nWaiting++
      signal.addEventListener('abort', () => {
        if (--own.nWaiting === 0) own.stop.abort(signal.reason)
      })
      return (await own.counts)[idx] ?? 0
    },
    forget: () => counts.clear(),
  }
}

/** Resolves when a pause has passed in which nothing was added. */
async function gathered(count: () => number): Promise<void> {
  let last = -1
  while (count() > last) {
    last = count()
    await sleep(GATHER_MS)
  }
}

/** What a count depends on, but the index. */
export function lensKeyOf(place: FilePlace, text: string, minSimilarity: number): string {
  const hash = createHash('sha1').update(text).digest('base64')
  return `${place.folder.path}\n${place.path}\n${minSimilarity}\n${hash}`
}

function remember(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, count)
  if (counts.size <= MAX_COUNTS) return
  const oldest = counts.keys().next()
  if (!oldest.done) counts.delete(oldest.value)
}
