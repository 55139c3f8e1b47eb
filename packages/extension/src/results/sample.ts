/** A made-up hit for tests; what is not given is plain. */
import type { ResultHit } from './result-hit.js'

export function sampleHit(path: string, firstLine: number, lastLine: number, rest: Partial<ResultHit> = {}) {
  const range = {
    start: { line: firstLine - 1, character: 0 },
    end: { line: lastLine - 1, character: 1 },
  }
  const hit: ResultHit = {
    uri: `file:///root/${path}`,
    range,
    folder: 'file:///root',
    path,
    score: 1,
    language: 'typescript',
    kind: 'code',
    traits: [],
    scope: '',
    symbols: [],
    preview: { line: firstLine - 1, text: '', matches: [] },
    ...rest,
  }
  return hit
}
