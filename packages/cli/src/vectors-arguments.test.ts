import { describe, expect, it } from 'vitest'
import { parseCommandLine } from './arguments.js'
import type { VectorsQuestion } from './command-line.js'

const parse = (line: string) => parseCommandLine(`vectors ${line}`.trim().split(' '))

const QUEEN: VectorsQuestion = { kind: 'analogy', from: 'man', to: 'king', other: 'woman' }

describe('cerca vectors', () => {
  it.each<[line: string, question: VectorsQuestion]>([
    ['v.bin', { kind: 'summary' }],
    ['v.bin --similar dog cat', { kind: 'similar', words: ['dog', 'cat'] }],
    ['--odd v.bin dog cat bus', { kind: 'odd', words: ['dog', 'cat', 'bus'] }],
    ['v.bin --analogy king - man + woman', QUEEN],
    ['v.bin --analogy woman + king - man', { ...QUEEN, to: 'woman', other: 'king' }],
    ['v.bin --analogy - man + king + woman', QUEEN],
    ['v.bin --analogy man king woman', QUEEN],
  ])('%s', (line, question) => {
    expect(parse(line)).toEqual({
      command: 'vectors',
      file: 'v.bin',
      question,
      limit: 10,
      screen: { json: false, quiet: false, color: 'auto' },
    })
  })

  it('takes a sum in quotes, also one that begins with a minus', () => {
    for (const sum of ['king - man + woman', '- man + king + woman']) {
      expect(parseCommandLine(['vectors', 'v', '--analogy', sum, '-k3'])).toMatchObject({
        question: QUEEN,
        limit: 3,
      })
    }
  })

  it.each([
    ['', /No file was named/],
    ['v.bin dog', /What to do with dog was not said/],
    ['v.bin --similar', /--similar needs words/],
    ['v.bin --odd dog cat', /--odd needs 3 words/],
    ['v.bin --odd --similar dog cat bus', /--similar and --odd are two questions/],
    ['v.bin --analogy king queen', /--analogy cannot be "king queen"/],
    ['v.bin --analogy king - man', /--analogy cannot be "king - man"/],
    ['v.bin --analogy king - man + woman + girl', /--analogy cannot be/],
    ['v.bin --analogy king man + woman', /--analogy cannot be/],
    ['v.bin --analogy king - man +', /--analogy cannot be/],
    ['v.bin --analogy king - + woman', /--analogy cannot be/],
  ])('%s: misuse', (line, message) => {
    expect(() => parse(line)).toThrow(message)
  })
})
