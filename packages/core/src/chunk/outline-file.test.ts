import { beforeAll, describe, expect, it } from 'vitest'
import { type ChunkedFile, chunkFile } from './chunk-file.js'
import type { SyntaxParser } from './syntax-parser.js'
import { openTestParser } from './testing/test-parser.js'

let syntax: SyntaxParser

beforeAll(async () => {
  syntax = await openTestParser(['cpp', 'swift'])
})

/** Every definition in a chunk of its own, whatever its size. */
const ONE_EACH = { targetChars: 1, maxChars: 100_000, minChars: 0 }

function chunk(language: string, text: string): ChunkedFile {
  return chunkFile({ path: `a.${language}`, text, language }, syntax, ONE_EACH)
}

describe('a file that its grammar does not understand as it is, cut', () => {
  it('by the syntax of Swift where a type need not be copyable', () => {
    const text = `extension Shelf where Element: ~Copyable {
  mutating func put(at index: Int) { place(index) }
}
struct Box<Content: ~Copyable & ~Escapable>: ~Copyable {
  func open() { lift() }
}
`
    const { chunks, problem } = chunk('swift', text)
    expect(problem).toBeUndefined()
    expect(chunks.flatMap(({ symbols }) => symbols.map(({ scope, name }) => `${scope}.${name}`))).toEqual([
      'Shelf.put',
      '.Box',
      'Box.open',
    ])
  })

  it('by one branch of each condition where conditions cut statements in half', () => {
    const text = `class Shell {
  template <typename T, enable_if<conjunction<
#if defined(HAS_VIEW)
    negation<is_same<T, view>>,
#endif
#if defined(HAS_ANY) && (defined(A) || defined(B))
    negation<is_same<T, any>>,
#endif
    is_shell<T>>::value, int> = 0>
  operator T() const
#if defined(OLD)
  { return old<T>();
#else
  { return get<T>();
#endif
  }
  void open(int door) {
#if defined(OLD)
    if (door) {
#else
    if (door > 1) {
#endif
      knock(door); }
  }
  void close() { lock(); }
  void paint() { brush(); }
  void sell() { price(); }
};
`
    const { chunks, problem } = chunk('cpp', text)
    expect(problem).toBeUndefined()
    const names = chunks.flatMap(({ symbols }) => symbols.map(({ name }) => name))
    expect(names).toEqual(expect.arrayContaining(['Shell', 'open', 'close', 'paint', 'sell']))
  })
})
