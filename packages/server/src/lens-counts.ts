/**
 * How many places are similar to the functions that lenses stand above.
 *
 * Those of a file are counted together when they are listed. Lenses are resolved one by one, but those that are not
 * being counted are asked for together, too: what comes in quick succession is one question to the index, which looks
 * at each place once for all of them. Counts are kept by the text of the function, so that typing in one function
 * does not make the others be counted again.
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

/** A lens whose count is asked for. */
export interface CountedLens {
  readonly lines: LineRange
  /** Of `lensKeyOf`. */
  readonly key: string
  /** Whether the lines still are those of the document: otherwise others may have been counted. */
  isCurrent(): boolean
}

export interface LensCounts {
  /** `undefined` when it has to be asked for. */
  known(key: string): number | undefined
  /** Begins to count for lenses that are about to be resolved. */
  prepare(place: FilePlace, lenses: readonly CountedLens[], minSimilarity: number): void
  /** Rejected when asking the folder fails, which it does when nobody waits for any lens of the same question. */
  ask(place: FilePlace, lens: CountedLens, minSimilarity: number, signal: AbortSignal): Promise<number>
  /** The index has changed: every count may be another one. */
  forget(): void
}

/** What is asked of the index together. */
interface Question {
  readonly lenses: CountedLens[]
  /** Those who still want to know. */
  nWaiting: number
  readonly stop: AbortController
  readonly counts: Promise<readonly number[]>
}

export function createLensCounts(): LensCounts {
  const counts = new Map<string, number>()
  /** Questions that are not asked yet, by what they are about. */
  const gathering = new Map<string, Question>()
  /** By the key of a lens: the question that it is part of. */
  const asked = new Map<string, { readonly question: Question; readonly idx: number }>()

  const isOf = (question: Question, key: string) => asked.get(key)?.question === question

  const begin = (place: FilePlace, minSimilarity: number, isGathered: Promise<void>): Question => {
    const { folder, path } = place
    const lenses: CountedLens[] = []
    const stop = new AbortController()
    const count = async (): Promise<readonly number[]> => {
      try {
        await isGathered
        const lines = lenses.map((lens) => lens.lines)
        const answer = await folder.index.countSimilar(path, lines, minSimilarity, stop.signal)
        for (const [idx, { key, isCurrent }] of lenses.entries())
          if (isCurrent() && isOf(question, key)) remember(counts, key, answer[idx] ?? 0)
        return answer
      } finally {
        for (const { key } of lenses) if (isOf(question, key)) asked.delete(key)
      }
    }
    const question = { lenses, nWaiting: 0, stop, counts: count() }
    // Those who wait for a lens are told.
    question.counts.catch(() => {})
    return question
  }
  const add = (question: Question, lens: CountedLens) => {
    const entry = { question, idx: question.lenses.push(lens) - 1 }
    asked.set(lens.key, entry)
    return entry
  }
  /** The next question about a file. */
  const nextAbout = (place: FilePlace, minSimilarity: number): Question => {
    const id = `${place.folder.path}\n${place.path}\n${minSimilarity}`
    const known = gathering.get(id)
    if (known) return known
    const isGathered = async () => {
      await gathered(() => gathering.get(id)?.lenses.length ?? 0)
      gathering.delete(id)
    }
    const question = begin(place, minSimilarity, isGathered())
    gathering.set(id, question)
    return question
  }

  return {
    known: (key) => counts.get(key),
    prepare(place, lenses, minSimilarity) {
      const missing = lenses.filter(({ key }) => !counts.has(key) && !asked.has(key))
      if (missing.length === 0) return
      const question = begin(place, minSimilarity, Promise.resolve())
      // Whoever gives up one of them has not seen the others yet.
      question.nWaiting++
      for (const lens of missing) add(question, lens)
    },
    ask: async (place, lens, minSimilarity, signal) => {
      const { question, idx } = asked.get(lens.key) ?? add(nextAbout(place, minSimilarity), lens)
      question.nWaiting++
      signal.addEventListener('abort', () => {
        if (--question.nWaiting === 0) question.stop.abort(signal.reason)
      })
      return (await question.counts)[idx] ?? 0
    },
    forget() {
      counts.clear()
      // What is being counted may be of the old index.
      asked.clear()
    },
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
