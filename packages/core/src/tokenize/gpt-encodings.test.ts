import { describe, expect, it } from 'vitest'
import { ODD_TEXTS } from './byte-pair/testing/texts.js'
import { encodingNames, loadGptEncoding } from './gpt-encodings.js'

describe('the encodings of GPT', () => {
  it('have names', async () => {
    expect(encodingNames).toEqual(['gpt2', 'cl100k', 'o200k'])
    for (const name of encodingNames) expect((await loadGptEncoding(name)).name).toBe(name)
    await expect(loadGptEncoding('gpt9')).rejects.toMatchObject({ code: 'encoding-unknown' })
    await expect(loadGptEncoding('toString')).rejects.toMatchObject({ code: 'encoding-unknown' })
  })

  // Ids as in OpenAI's documentation and in its library's tests.
  it.each<[string, string, number[]]>([
    ['gpt2', 'hello world', [31373, 995]],
    ['cl100k', 'hello world', [15339, 1917]],
    ['o200k', 'hello world', [24912, 2375]],
    ['gpt2', 'I HAD always thought', [40, 367, 2885, 1464, 1807]],
    ['cl100k', 'tiktoken is great!', [83, 1609, 5963, 374, 2294, 0]],
    ['cl100k', '', []],
  ])('%s: %j', async (name, text, ids) => {
    expect([...(await loadGptEncoding(name)).encode(text, 'recognise')]).toEqual(ids)
  })

  it.each<[string, number, number]>([
    ['gpt2', 50_256, 50_257],
    ['cl100k', 100_257, 100_277],
    ['o200k', 199_999, 200_019],
  ])('%s: recognises special tokens anywhere only when asked', async (name, id, vocabularySize) => {
    const encoding = await loadGptEncoding(name)
    expect(encoding.vocabularySize).toBe(vocabularySize)
    expect(encoding.specialTokens.get('<|endoftext|>')).toBe(id)
    const text = 'a<|endoftext|>b<|endoftext|>'
    const ids = encoding.encode(text, 'recognise')
    expect([ids.length, ids[1], ids[3]]).toEqual([4, id, id])
    expect([...encoding.encode(text, 'as-text')]).not.toContain(id)
    expect(encoding.decode(ids)).toBe(text)
    expect(encoding.decode(encoding.encode(text, 'as-text'))).toBe(text)
  })

  it.each(encodingNames)('%s: gives back every text, whatever was decoded before', async (name) => {
    const encoding = await loadGptEncoding(name)
    for (const text of ODD_TEXTS) {
      const whole = Buffer.from(text).toString()
      const ids = encoding.encode(whole, 'as-text')
      expect(encoding.decode(ids)).toBe(whole)
      // A cut character must not show up in the next text.
      encoding.decode(ids.subarray(0, 1))
    }
    expect(() => encoding.decode([999_999])).toThrow(expect.objectContaining({ code: 'token-unknown' }))
  })
})
