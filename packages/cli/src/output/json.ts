/** The JSON that programs read; its fields are a promise, so each is named here. */
import type { Hit, LineRange, NaturalLanguage } from '@cerca/core'
import type { RebuildReason } from '@cerca/core/node'
import type { Failure } from '../errors.js'

/**
 * One line, without its end: the answer to one query, best hit first, lines 1-based and inclusive. The language is
 * that of the query, `undefined` when code was asked with. `rebuilt` tells why the index had to be built again first.
 */
export function answerJson(
  query: string,
  hits: readonly Hit[],
  language: NaturalLanguage | undefined,
  rebuilt: RebuildReason | undefined,
): string {
  return JSON.stringify({
    query,
    ...(language ? { language } : {}),
    ...(rebuilt ? { rebuilt: { reason: rebuilt.reason, detail: rebuilt.detail } } : {}),
    results: hits.map(resultOf),
  })
}

/** One line, without its end: a query of a batch that could not be answered. */
export function failedAnswerJson(query: string, failure: Failure): string {
  return JSON.stringify({ query, results: [], error: errorOf(failure) })
}

/** One line, without its end: a command that failed. */
export function failureJson(failure: Failure): string {
  return JSON.stringify({ error: errorOf(failure) })
}

// Every field by name: what the core adds to a hit does not become a promise by accident.
function resultOf(hit: Hit): object {
  return {
    path: hit.path,
    ...inclusiveLines(hit.lines),
    score: hit.score,
    language: hit.language,
    kind: hit.kind,
    scope: hit.scope,
    traits: hit.traits,
    symbols: hit.symbols.map(({ name, kind, scope, lines }) => ({
      name,
      kind,
      scope,
      ...inclusiveLines(lines),
    })),
    ...(hit.explanation ? { explanation: hit.explanation } : {}),
  }
}

/** As people and programs count. */
export function inclusiveLines(lines: LineRange): { startLine: number; endLine: number } {
  return { startLine: lines.start + 1, endLine: lines.end }
}

function errorOf(failure: Failure): Failure {
  return { code: failure.code, message: failure.message, fix: failure.fix }
}
