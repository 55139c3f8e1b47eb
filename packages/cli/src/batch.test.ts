import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import { CercaError, type Hit } from '@cerca/core'
import { describe, expect, it } from 'vitest'
import { answerBatch, type BatchAnswer } from './batch.js'
import { EXIT } from './errors.js'
import { createFakeTerminal } from './testing/fake-terminal.js'

const HIT: Hit = {
  path: 'a.go',
  lines: { start: 4, end: 9 },
  score: 0.5,
  language: 'go',
  kind: 'code',
  traits: [],
  scope: '',
  symbols: [],
  explanation: undefined,
}

function answer(line: string): BatchAnswer {
  if (line.trim() === '') throw new CercaError('query-empty')
  if (line === 'crash') throw new TypeError('x is not a function')
  return { hits: line === 'none' ? [] : [HIT], language: 'en' }
}

describe('answerBatch', () => {
  it('answers every line in order and goes on after a bad one', async () => {
    const terminal = createFakeTerminal({ stdin: 'one\n\nnone\r\ncrash\nlast' })
    expect(await answerBatch(terminal, answer, undefined)).toBe(EXIT.found)
    const lines = terminal.out().trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { query: 'one', language: 'en', results: [{ path: 'a.go', startLine: 5, endLine: 9, score: 0.5 }] },
      { query: '', results: [], error: { code: 'query-empty', fix: expect.any(String) } },
      { query: 'none', results: [] },
      { query: 'crash', results: [], error: { code: 'internal' } },
      { query: 'last', results: [{ path: 'a.go' }] },
    ])
  })

  it('answers a line before the next one comes', async () => {
    const stdin = new PassThrough()
    const terminal = createFakeTerminal({ stdin })
    const finished = answerBatch(terminal, answer, undefined)
    stdin.write('first\n')
    await setImmediate()
    expect(JSON.parse(terminal.out())).toMatchObject({ query: 'first' })
    stdin.end('second\n')
    await finished
    expect(terminal.out().trimEnd().split('\n')).toHaveLength(2)
  })

  it('waits for a slow reader and loses nothing', async () => {
    const stdout = new PassThrough({ highWaterMark: 16 })
    const queries = Array.from({ length: 500 }, (_, i) => `query ${i}`)
    const { stdin } = createFakeTerminal({ stdin: queries.join('\n') })
    const finished = answerBatch({ stdin, stdout }, answer, undefined)
    await setImmediate()
    expect(stdout.listenerCount('drain')).toBe(1)
    let text = ''
    stdout.on('data', (part: Buffer) => {
      text += part.toString()
    })
    await finished
    stdout.end()
    await once(stdout, 'end')
    const answered = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).query)
    expect(answered).toEqual(queries)
  })

  it('finds nothing when no line does', async () => {
    expect(await answerBatch(createFakeTerminal({ stdin: 'none\n\n' }), answer, undefined)).toBe(EXIT.nothing)
    expect(await answerBatch(createFakeTerminal(), answer, undefined)).toBe(EXIT.nothing)
  })

  it('says once, with the first answer, why the index was built again', async () => {
    const terminal = createFakeTerminal({ stdin: '\none\ntwo' })
    const rebuilt = { reason: 'damaged', detail: 'The index is damaged.' } as const
    await answerBatch(terminal, answer, rebuilt)
    const answers = terminal
      .out()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(answers.map((line) => line.rebuilt)).toEqual([undefined, rebuilt, undefined])
  })
})
