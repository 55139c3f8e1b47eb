import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { chunkFile } from './chunk-file.js'
import type { ChunkOptions } from './chunk-options.js'

const NORMAL: ChunkOptions = { targetChars: 1500, maxChars: 2400, minChars: 200 }

const notebook = readFileSync(new URL('./fixtures/notebook.txt', import.meta.url), 'utf8')

function chunk(text: string, options = NORMAL) {
  return chunkFile({ path: 'a.ipynb', text, language: 'notebook' }, undefined, options).chunks
}

describe('chunkFile of a notebook', () => {
  it('packs small cells, decodes their sources and drops outputs', () => {
    const [packed, ...rest] = chunk(notebook)
    expect(rest).toEqual([])
    expect(packed.text).toBe('# Title\nSome "prose".\n\ndef area(r):\n    return 3.14 * r')
    expect(packed.kind).toBe('code')
    expect(packed.symbols.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'section Title',
      'function area',
    ])
    expect(packed.symbols.map(({ span }) => notebook.slice(span.start, span.end))).toEqual(['Title', 'area'])
  })

  it('gives one chunk a cell when cells are big enough, with the lines of the raw file', () => {
    const chunks = chunk(notebook, { targetChars: 10, maxChars: 1000, minChars: 1 })
    expect(chunks.map(({ kind, lines }) => [kind, lines])).toEqual([
      ['prose', { start: 5, end: 6 }],
      ['code', { start: 13, end: 15 }],
    ])
  })

  it('cuts a big cell into parts that together are its source', () => {
    const source = Array.from({ length: 50 }, (_, index) => `line_${index} = ${index}\n`)
    const text = JSON.stringify({ cells: [{ cell_type: 'code', source }] }, null, 1)
    const chunks = chunk(text, { targetChars: 100, maxChars: 150, minChars: 10 })
    expect(chunks.length).toBeGreaterThan(5)
    expect(`${chunks.map((part) => part.text).join('\n')}\n`).toBe(source.join(''))
    chunks.slice(1).forEach((part, index) => {
      expect(part.span.start).toBeGreaterThanOrEqual(chunks[index].span.end)
    })
  })

  it.each([
    ['cut short', notebook.slice(0, 200)],
    ['not an object', '[]'],
    ['without cells', '{"a": 1}'],
  ])('falls back to lines when the notebook is %s', (_, text) => {
    const chunks = chunk(text)
    expect(chunks.map(({ span }) => text.slice(span.start, span.end)).join('\n')).toBe(text.trimEnd())
    expect(chunks[0].text).toBeUndefined()
  })
})
