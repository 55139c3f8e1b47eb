/** A model of one's own, from pairs to search, by the command as it was built. */
import { describe, expect, it } from 'vitest'
import { jsonOf, pathsOf, workspace } from './cerca.js'
import { SAMPLE } from './sample.js'

/** What a company calls its things: a word that stands nowhere in the code. */
const JARGON = Array.from({ length: 200 }, (_, idx) => {
  const [word, thing] = [
    ['kraken', 'cart of products and their total price'],
    ['walrus', 'convert degrees of weather'],
    ['gnome', 'credit card payment at the bank'],
    ['yeti', 'refund of money'],
  ][idx % 4] as [string, string]
  return JSON.stringify({ query: `where is the ${word}`, document: thing })
}).join('\n')

describe('cerca train model', () => {
  it('teaches search the words of a company', () => {
    const { cerca, write } = workspace(SAMPLE)
    write('../mine.jsonl', JARGON)
    const argv = [
      'train',
      'model',
      '--pairs',
      '../mine.jsonl',
      '--on',
      '.',
      '--model',
      'none',
      '--epochs',
      '40',
    ]
    const outcome = cerca([...argv, '--out', '../model', '--report', '../report.html', '--json'])
    expect(outcome).toMatchObject({ code: 0, err: '' })
    expect(jsonOf(outcome)).toMatchObject({ start: 'none', isComplete: true, dimensions: 256 })
    const found = cerca(['search', 'where is the kraken', '--model', '../model', '--json'])
    expect(pathsOf(found)[0]).toBe('shop/cart.py')
  })

  it('gives the same model again, whatever the number of threads', () => {
    const { cerca, write } = workspace(SAMPLE)
    write('../mine.jsonl', JARGON)
    const train = (threads: string) =>
      jsonOf(
        cerca([
          'train',
          'model',
          '--pairs',
          '../mine.jsonl',
          '--model',
          'none',
          '--out',
          `../m${threads}`,
          '--json',
          '--threads',
          threads,
        ]),
      ).fingerprint
    const fingerprint = train('1')
    expect(fingerprint).toMatch(/^[0-9a-f]{32}$/)
    expect(train('2')).toBe(fingerprint)
  })
})
