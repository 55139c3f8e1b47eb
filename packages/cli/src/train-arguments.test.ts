import { describe, expect, it } from 'vitest'
import { parseCommandLine } from './arguments.js'
import type { TrainAction } from './command-line.js'

const parse = (line: string) => parseCommandLine(`train ${line}`.trim().split(' '))

const PLAIN: TrainAction = {
  kind: 'pairs',
  root: undefined,
  out: undefined,
  isStats: false,
  history: { kind: 'own' },
  maxPairs: undefined,
}

describe('cerca train', () => {
  it.each<[line: string, action: Partial<TrainAction>]>([
    ['pairs --out p.jsonl', { out: 'p.jsonl' }],
    ['pairs src --stats', { root: 'src', isStats: true }],
    ['pairs --out p --history none', { out: 'p', history: { kind: 'none' } }],
    ['pairs --out p --history ../git', { out: 'p', history: { kind: 'folder', folder: '../git' } }],
    ['pairs --out p --max-pairs 500', { out: 'p', maxPairs: 500 }],
  ])('%s', (line, action) => {
    expect(parse(line)).toMatchObject({ command: 'train', action: { ...PLAIN, ...action } })
  })

  it.each([
    ['', /What to prepare was not said/],
    ['words --out p', /There is no cerca train words/],
    ['pairs', /Neither --out nor --stats/],
    ['pairs --out=', /--out is empty/],
    ['pairs a b --out p', /one argument too many: b/],
    ['pairs --out p --history=', /--history is empty/],
    ['pairs --out p --max-pairs 0', /--max-pairs cannot be "0"/],
  ])('%s: misuse', (line, message) => {
    expect(() => parse(line)).toThrow(message)
  })
})
