import { describe, expect, it } from 'vitest'
import { parseCommandLine } from './arguments.js'
import { UsageError } from './errors.js'

const parse = (line: string) => parseCommandLine(`tokens ${line}`.trim().split(' '))

describe('cerca tokens', () => {
  const SHOW = {
    kind: 'show',
    file: 'a.txt',
    encoding: 'gpt2',
    specials: 'as-text',
    windows: undefined,
    isCount: false,
  }

  it.each<[string, object]>([
    ['a.txt', SHOW],
    [
      '- --encoding ./t.json --count --special',
      { ...SHOW, file: '-', encoding: './t.json', isCount: true, specials: 'recognise' },
    ],
    ['a.txt --windows 4:1', { ...SHOW, windows: { length: 4, stride: 1 } }],
    ['a.txt --windows 4', { ...SHOW, windows: { length: 4, stride: 4 } }],
    [
      '--train src --train a.md --out t.json',
      { kind: 'train', places: ['src', 'a.md'], vocabularySize: 4000, out: 't.json' },
    ],
    [
      '--train src --vocabulary 300 --out t',
      { kind: 'train', places: ['src'], vocabularySize: 300, out: 't' },
    ],
  ])('%s', (line, action) => {
    expect(parse(line)).toEqual({
      command: 'tokens',
      action,
      screen: { json: false, quiet: false, color: 'auto' },
    })
  })

  it.each([
    ['', 'No file was given.', 'cerca tokens README.md'],
    ['a b', 'There is one argument too many: b', 'one file'],
    ['a --windows 0:1', '--windows cannot be "0:1".', 'LENGTH:STRIDE'],
    ['a --windows 4:', '--windows cannot be "4:".', 'LENGTH:STRIDE'],
    ['a --windows 4:1:1', '--windows cannot be "4:1:1".', 'LENGTH:STRIDE'],
    ['a --out t.json', '--out does not fit here.', '--train'],
    ['a --vocabulary 300', '--vocabulary does not fit here.', '--train'],
    ['--train src', '--train needs --out.', '--out tokenizer.json'],
    ['--train src more --out t', 'more is not part of --train.', '--train before each'],
    ['--train src --out t --count', '--count does not fit here.', 'makes a vocabulary'],
    ['--train src --out t --vocabulary 256', '--vocabulary cannot be "256".', '257 to 1000000'],
  ])('refuses: %s', (line, message, fixPart) => {
    let thrown: unknown
    try {
      parse(line)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(UsageError)
    expect(thrown).toMatchObject({ message, fix: expect.stringContaining(fixPart) })
  })
})
