import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import { describe, expect, it } from 'vitest'
import { jsonOf, workspace } from './cerca.js'
import { SAMPLE } from './sample.js'

const TEXT =
  "I HAD always thought\n\tJack Gisburn rather a cheap genius -- ¡qué niño! 日本 👍🏽 it's <|endoftext|>"

interface Tokens {
  readonly ids: number[]
  readonly texts: string[]
  readonly count: number
}

describe('cerca tokens', () => {
  it('shows ids with their texts, and every blank', () => {
    const { cerca } = workspace({ 'a.txt': 'I HAD always\n' })
    expect(cerca(['tokens', 'a.txt', '--encoding', 'gpt2'])).toEqual({
      code: 0,
      err: '',
      out: [
        'a.txt: 13 bytes are 5 tokens of gpt2, 2.60 bytes a token',
        '0     40  I',
        '1    367  ·H',
        '2   2885  AD',
        '3   1464  ·always',
        '4    198  \\n',
        '',
      ].join('\n'),
    })
  })

  it.each([
    ['gpt2', 'hello world', [31373, 995]],
    ['cl100k', 'hello world', [15339, 1917]],
    ['o200k', 'hello world', [24912, 2375]],
  ])('knows %s', (encoding, text, ids) => {
    const { cerca } = workspace({})
    const outcome = cerca(['tokens', '-', '--encoding', encoding, '--json'], { input: text })
    expect(jsonOf(outcome)).toMatchObject({ encoding, count: 2, ids, texts: ['hello', ' world'] })
  })

  it('counts what it shows', () => {
    const { cerca } = workspace({ 'a.txt': TEXT })
    const { ids, texts, count } = jsonOf(cerca(['tokens', 'a.txt', '--json'])) as unknown as Tokens
    expect([ids.length, texts.length]).toEqual([count, count])
    expect(cerca(['tokens', 'a.txt', '--count']).out).toBe(`${count}\n`)
    expect(cerca(['tokens', 'a.txt']).out.trimEnd().split('\n')).toHaveLength(count + 1)
  })

  it('cuts windows and their targets', () => {
    const { cerca } = workspace({ 'a.txt': TEXT })
    const outcome = jsonOf(cerca(['tokens', 'a.txt', '--windows', '4:3', '--json']))
    const { ids, windows } = outcome as unknown as {
      ids: number[]
      windows: { count: number; rows: { position: number; input: number[]; target: number[] }[] }
    }
    const positions: number[] = []
    for (let at = 0; at < ids.length - 4; at += 3) positions.push(at)
    expect(windows.count).toBe(positions.length)
    expect(windows.rows).toEqual(
      positions.map((at) => ({
        position: at,
        input: ids.slice(at, at + 4),
        target: ids.slice(at + 1, at + 5),
      })),
    )
    const shown = cerca(['tokens', 'a.txt', '--windows', '4:3']).out
    expect(shown).toContain(`; ${positions.length} windows of 4, one at every 3\n`)
    expect(shown.split('\n')[1]).toMatch(/^ *0 {2}40 367 2885 1464 +→ {2}367 2885 1464 +1807$/)
  })

  it('learns a vocabulary that another library reads to the same ids', () => {
    const { cerca, root } = workspace(SAMPLE)
    const report = jsonOf(
      cerca(['tokens', '--train', '.', '--vocabulary', '400', '--out', 't.json', '--json']),
    )
    expect(report).toMatchObject({ out: 't.json', vocabulary: 400 })
    const theirs = new Tokenizer(JSON.parse(readFileSync(join(root, 't.json'), 'utf8')), {})
    for (const text of [...Object.values(SAMPLE), TEXT]) {
      const ours = cerca(['tokens', '-', '--encoding', './t.json', '--special', '--json'], { input: text })
      expect(jsonOf(ours)).toMatchObject({ ids: theirs.encode(text, { add_special_tokens: false }).ids })
    }
  })

  it('learns the same from the same files', () => {
    const { cerca, root } = workspace(SAMPLE)
    const learn = (out: string) => {
      expect(cerca(['tokens', '--train', 'shop', '--vocabulary', '350', '--out', out]).code).toBe(0)
      return readFileSync(join(root, out), 'utf8')
    }
    expect(learn('a.json')).toBe(learn('b.json'))
  })

  it.each<[string[], number, string]>([
    [['none.txt'], 2, 'usage'],
    [['a.txt', '--encoding', 'gpt7'], 2, 'encoding-unknown'],
    [['a.txt', '--encoding', './a.txt'], 2, 'tokenizer-damaged'],
    [['a.txt', '--windows', '0:0'], 2, 'usage'],
    [['binary'], 2, 'usage'],
  ])('refuses %j', (argv, code, errorCode) => {
    const { cerca } = workspace({ 'a.txt': TEXT, binary: new Uint8Array([0, 1, 2, 0, 3, 255, 0]) })
    const outcome = cerca(['tokens', ...argv, '--json'])
    expect(outcome.code).toBe(code)
    expect(jsonOf(outcome)).toMatchObject({ error: { code: errorCode } })
    expect(outcome.err).toMatch(/^cerca: .+\n {2}.+\n$/)
  })

  it('ends with 1 when there is nothing to show', () => {
    const { cerca } = workspace({ 'a.txt': 'I HAD' })
    expect(cerca(['tokens', 'a.txt', '--windows', '9:1'])).toMatchObject({ code: 1, err: '' })
  })
})
