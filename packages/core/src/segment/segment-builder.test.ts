import { describe, expect, it } from 'vitest'
import type { Chunk, Span } from '../types.js'
import { analyzedFile } from './testing/analyzed.js'
import { contentOf, segmentOfFiles } from './testing/segments.js'

describe('SegmentBuilder', () => {
  it('gives each term of a chunk its positions; a joined term stands where its first part does', () => {
    expect(bodyOf('a.go', 'parse HTTPBody parse_url\n')).toEqual({
      '': 5,
      pars: [0, 3],
      httpbodi: [1],
      http: [1],
      bodi: [2],
      parseurl: [3],
      url: [4],
    })
  })

  it('tells parts of words from parts that are only joined, document by document', () => {
    const [joined, both, apart] = chunksOf('a.go', 'fileName\n\nfileName filename\n\nname filename\n')
    expect(joined.parts).toEqual(['file', 'name'])
    expect(both.parts).toEqual(['file', 'filenam', 'name'])
    expect(apart.parts).toEqual(['filenam', 'name'])
    expect(fileOf('src/filename.go', '').parts).toEqual(['filenam', 'go', 'src'])
    expect(fileOf('src/fileName.go', '').parts).toEqual(['file', 'go', 'name', 'src'])
  })

  it('indexes grammar words too, for phrases', () => {
    expect(bodyOf('a.md', 'end of the line\n')).toEqual({ '': 4, end: [0], of: [1], the: [2], line: [3] })
  })

  it('counts the words of comments apart, and in the body', () => {
    const [chunk] = chunksOf('a.go', 'open() // closes the file\nclose() // never\n')
    expect(chunk.fields.comments).toEqual({ '': 4, close: 1, the: 1, file: 1, never: 1 })
    expect(chunk.fields.body).toEqual({ '': 6, open: [0], close: [1, 4], the: [2], file: [3], never: [5] })
  })

  it('tells a word beside a comment from one in it', () => {
    const analyzed = {
      ...analyzedFile('a.go', '/*tea*/two/*nut*/ four'),
      comments: [span(0, 7), span(10, 17)],
    }
    const content = contentOf([{ segment: segmentOfFiles([analyzed]), live: undefined }])
    expect(content.get('a.go')?.chunks[0].fields.comments).toEqual({ '': 2, tea: 1, nut: 1 })
  })

  it('stems Spanish where the comments are Spanish, and code always as English', () => {
    const [chunk] = chunksOf('a.go', 'archivos() // los archivos de la sesión\n')
    expect(Object.keys(chunk.fields.comments)).toEqual(['', 'los', 'archiv', 'de', 'la', 'sesion'])
    expect(chunk.fields.body.archivo).toEqual([0])
    expect(chunk.fields.body.archiv).toEqual([2])
  })

  it('counts the name of a file twice in its path', () => {
    expect(fileOf('src/http/client_pool.go', '').fields.path).toEqual({
      '': 8,
      src: 1,
      http: 1,
      clientpool: 2,
      client: 2,
      pool: 2,
      go: 2,
    })
  })

  it('takes the names that a chunk defines for its symbols', () => {
    const [first, second] = chunksOf('a.py', 'def load_file\n\nclass Loader\n')
    expect(first.fields.symbols).toEqual({ '': 2, load: 1, file: 1, loadfil: 1 })
    expect(second.fields.symbols).toEqual({ '': 1, loader: 1 })
  })

  it('takes the headings that prose stands under for its symbols', () => {
    const [heading, paragraph, subheading] = chunksOf(
      'a.md',
      '# Plugins\n\nRun this.\n\n## Removing plugins\n',
    )
    expect(heading.fields.symbols).toEqual({ '': 1, plugin: 1 })
    expect(paragraph.fields.symbols).toEqual({ '': 1, plugin: 1 })
    expect(subheading.fields.symbols).toEqual({ '': 3, remov: 1, plugin: 2 })
  })

  it('takes the first 1,500 characters of a file for its head', () => {
    const text = `start\n\n${'x '.repeat(740)}inside\n\n${' '.repeat(10)}outside\n`
    expect(text.indexOf('inside')).toBeLessThan(1500)
    expect(text.indexOf('outside')).toBeGreaterThan(1500)
    const { head } = fileOf('a.txt', text).fields
    expect(head).toEqual({ '': 742, start: 1, x: 255, insid: 1 })
  })

  it('indexes the text of a notebook cell in place of the span', () => {
    const analyzed = analyzedFile('a.txt', '{"source": ["raw"]}\n')
    const cell: Chunk = { ...analyzed.chunks[0], text: 'cell words' }
    const content = contentOf([
      { segment: segmentOfFiles([{ ...analyzed, chunks: [cell] }]), live: undefined },
    ])
    const file = content.get('a.txt')
    expect(file?.chunks[0].fields.body).toEqual({ '': 2, cell: [0], word: [1] })
    expect(file?.fields.head).toEqual({ '': 0 })
  })

  it('keeps what is known of files, chunks and symbols', () => {
    const file = fileOf('lib/b_test.py', '# go\ndef one\n  pass\n\n\nx = 1\n')
    const [, bytes, ...rest] = file.columns
    expect([file.columns[0], bytes]).toEqual(['python', 28])
    // Bit 0 is `test`, kind 0 is `code`; the hash has 16 bytes.
    expect(rest.slice(0, 2)).toEqual([1, 0])
    expect(String(rest[2]).split(' ')).toHaveLength(16)
    expect(file.chunks.map(({ columns }) => columns)).toEqual([
      [true, 0, 3, 0, 1, '', [['one', 0, '', 1, 3]]],
      [true, 5, 6, 0, 1, '', []],
    ])
  })

  it('keeps the scope of a symbol', () => {
    const [{ columns }] = chunksOf('a.py', 'class Stack\n  def push\n')
    expect(columns.at(-1)).toEqual([
      ['Stack', 2, '', 0, 2],
      ['push', 0, 'Stack', 1, 2],
    ])
  })

  it('has files without chunks, and segments without files', () => {
    expect(fileOf('empty.go', '\n\n')).toMatchObject({ chunks: [], fields: { head: { '': 0 } } })
    expect(contentOf([{ segment: segmentOfFiles([]), live: undefined }]).size).toBe(0)
  })
})

function span(start: number, end: number): Span {
  return { start, end }
}

function fileOf(path: string, text: string) {
  const segment = segmentOfFiles([analyzedFile(path, text)])
  return contentOf([{ segment, live: undefined }]).get(path)!
}

function chunksOf(path: string, text: string) {
  return fileOf(path, text).chunks
}

function bodyOf(path: string, text: string) {
  return chunksOf(path, text)[0].fields.body
}
