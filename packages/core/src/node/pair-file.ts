/** Pairs in a file, one line of JSON each, written and read as a stream. */
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseTrainingText, type TrainingText } from '../train/model/training-text.js'
import type { Pair } from '../train/pairs/pair.js'
import { formatPair, parsePair } from '../train/pairs/pair-line.js'

/** A line that is no pair; `line` counts from 1. */
export interface PairLineProblem {
  readonly line: number
  readonly message: string
}

/** Writes `pairs` in their order. The file appears once it is complete; an older one is replaced then. */
export async function writePairs(path: string, pairs: Iterable<Pair> | AsyncIterable<Pair>): Promise<number> {
  const unfinished = `${path}.${process.pid}.tmp`
  let nPairs = 0
  async function* lines(): AsyncGenerator<string> {
    for await (const pair of pairs) {
      nPairs++
      yield `${formatPair(pair)}\n`
    }
  }
  try {
    await pipeline(Readable.from(lines()), createWriteStream(unfinished))
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  return nPairs
}

/** The pairs of a file in their order; a line that is none is passed to `onProblem` and left out, an empty one only left out. */
export async function* readPairs(
  path: string,
  onProblem: (problem: PairLineProblem) => void,
): AsyncGenerator<Pair> {
  for await (const { line, text } of filledLines(path)) {
    const { pair, problem } = parsePair(text)
    if (pair === undefined) onProblem({ line, message: problem })
    else yield pair
  }
}

/** As `readPairs`, but a line needs no more than a query and a document. */
export async function* readTrainingTexts(
  path: string,
  onProblem: (problem: PairLineProblem) => void,
): AsyncGenerator<TrainingText> {
  for await (const { line, text } of filledLines(path)) {
    const parsed = parseTrainingText(text)
    if (parsed.text === undefined) onProblem({ line, message: parsed.problem })
    else yield parsed.text
  }
}

async function* filledLines(path: string): AsyncGenerator<{ readonly line: number; readonly text: string }> {
  const input = createReadStream(path, { encoding: 'utf8' })
  let line = 0
  for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line++
    if (text.trim() !== '') yield { line, text: line === 1 ? text.replace(/^\uFEFF/, '') : text }
  }
}
