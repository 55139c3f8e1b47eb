/** One query a line in, one answer a line out. */
import { createInterface } from 'node:readline'
import type { Hit, NaturalLanguage } from '@cerca/core'
import type { RebuildReason } from '@cerca/core/node'
import { describeFailure, EXIT, type ExitCode } from './errors.js'
import { answerJson, failedAnswerJson } from './output/json.js'
import type { Terminal } from './terminal.js'

/** The hits of a line, and the language in which it was read; `undefined` when it is a place in code. */
export interface BatchAnswer {
  readonly hits: readonly Hit[]
  readonly language: NaturalLanguage | undefined
}

/**
 * Answers each line of stdin as soon as it is read, in order, until stdin ends. A line that cannot be answered gets
 * an answer with `error`, and the batch goes on. `found` when any line found something. The first answer says why the
 * index was `rebuilt`.
 */
export function answerBatch(
  terminal: Pick<Terminal, 'stdin' | 'stdout'>,
  answer: (line: string) => BatchAnswer,
  rebuilt: RebuildReason | undefined,
): Promise<ExitCode> {
  const { stdin, stdout } = terminal
  const lines = createInterface({ input: stdin, crlfDelay: Number.POSITIVE_INFINITY })
  let exitCode: ExitCode = EXIT.nothing
  let untold = rebuilt
  let isClosed = false
  let isDraining = false
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const { json, nHits, isAnswered } = answerLine(line, answer, untold)
      if (isAnswered) untold = undefined
      if (nHits > 0) exitCode = EXIT.found
      // A reader that is slower than the search must not fill this process's memory with answers. The lines of a part
      // of the input that was already read still come, so only the first of them waits.
      if (stdout.write(`${json}\n`) || isDraining) return
      isDraining = true
      lines.pause()
      stdout.once('drain', () => {
        isDraining = false
        if (!isClosed) lines.resume()
      })
    })
    lines.on('close', () => {
      isClosed = true
      resolve(exitCode)
    })
    stdin.on('error', reject)
  })
}

function answerLine(
  line: string,
  answer: (line: string) => BatchAnswer,
  rebuilt: RebuildReason | undefined,
): { json: string; nHits: number; isAnswered: boolean } {
  try {
    const { hits, language } = answer(line)
    return { json: answerJson(line, hits, language, rebuilt), nHits: hits.length, isAnswered: true }
  } catch (error) {
    return { json: failedAnswerJson(line, describeFailure(error)), nHits: 0, isAnswered: false }
  }
}
