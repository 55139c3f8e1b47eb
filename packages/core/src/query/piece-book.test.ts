import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadModel } from '../embed/static-model.js'
import { denseModel } from '../embed/testing/small-model.js'
import { hasBit } from '../segment/bits.js'
import { buildSegment } from '../segment/segment-builder.js'
import { embedSegment } from '../segment/segment-vectors.js'
import { makeSnapshot } from '../segment/snapshot.js'
import { stringAt } from '../segment/string-table.js'
import { analyzedFile } from '../segment/testing/analyzed.js'
import { layers } from '../segment/testing/segments.js'
import { createTermAnalyzer } from '../tokenize/terms.js'
import { dequantizeRows } from '../vector/int8-rows.js'
import { buildDocumentVectors } from './document-vectors.js'
import { openMeaning } from './meaning.js'
import { createPieceBook } from './piece-book.js'
import { buildSimilarityModel } from './similarity-model.js'
import { frequencyOf, type HeldTerms, numberOf, type TermBook } from './term-book.js'
import { pieceText } from './testing/piece-text.js'

const WORDS = [
  ...[
    'handlerStack',
    'handler_stack',
    'open',
    'readHTTPBody2',
    'función',
    'x',
    '// para el archivo que se abre',
  ],
  ...['func openFile', 'configuración', '// no way', '// the file is open', 'año'],
]
const randomText = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 30 })
  .map((words) => words.join('\n'))

describe('what a piece holds', () => {
  it.each([
    ['body', 'code', 'a.go'],
    ['symbols', 'code', 'a.go'],
    ['body', 'prose', 'a.md'],
    ['symbols', 'prose', 'a.md'],
  ] as const)('is what the postings of a segment of it say: %s of %s', (field, _kind, path) => {
    const book = createPieceBook()
    const analyzer = createTermAnalyzer()
    fc.assert(
      fc.property(randomText, (text) => {
        const whole = path.endsWith('.md') ? `# función openFile\n${text}` : text
        const { terms, postings } = buildSegment(analyzer, [analyzedFile(path, whole)])
        const { offsets, frequencies, parts } = postings[field]
        const expected = new Map<string, number>()
        const expectedParts: string[] = []
        for (let id = 0; id + 1 < offsets.length; id++) {
          if (offsets[id] === offsets[id + 1]) continue
          expected.set(stringAt(terms, id), frequencies[offsets[id]])
          if (field === 'body' && hasBit(parts, offsets[id])) expectedParts.push(stringAt(terms, id))
        }
        const { entries, nParts } = book.pieceOf(pieceText(path, whole))[field]
        expect(countsOf(book.terms, entries)).toEqual(expected)
        if (field === 'body')
          expect([...countsOf(book.terms, entries.subarray(0, nParts)).keys()].sort()).toEqual(
            expectedParts.sort(),
          )
      }),
    )
  })

  it('counts no further than postings do', () => {
    const book = createPieceBook()
    const { entries } = book.pieceOf(pieceText('a.go', 'again '.repeat(300))).body
    expect([...countsOf(book.terms, entries)]).toEqual([['again', 255]])
  })
})

describe('a vector of what a piece means', () => {
  it('is that of a segment of it', () => {
    const loaded = loadModel(denseModel(['handler', 'stack', 'open', 'read', 'http', 'func']))
    const snapshot = makeSnapshot(layers([{ 'b.py': 'read open', 'c.py': 'stack handler' }]))
    const model = buildSimilarityModel(snapshot, 'chunk')
    const vectors = snapshot.parts.map(({ segment }) => embedSegment(segment, loaded))
    const documents = buildDocumentVectors(snapshot, openMeaning(loaded, vectors, undefined), model)
    fc.assert(
      fc.property(fc.array(randomText, { minLength: 1, maxLength: 4 }), (texts) => {
        const book = createPieceBook()
        const paths = texts.map((_, idx) => `stack/open${idx}.go`)
        const pieces = texts.map((text, idx) => book.pieceOf(pieceText(paths[idx], text)))
        // No document is of their language, so nothing is taken from them.
        const found = book.meanings({ loaded, documents }, pieces, model)
        for (const [idx, text] of texts.entries()) {
          const file = analyzedFile(paths[idx], text)
          const rows = embedSegment(buildSegment(createTermAnalyzer(), [file]), loaded).files
          const expected = dequantizeRows(rows)
          const length = Math.hypot(...expected) || 1
          for (const [at, value] of found[idx].entries()) expect(value).toBeCloseTo(expected[at] / length, 6)
        }
      }),
    )
  })
})

function countsOf(terms: TermBook, entries: HeldTerms['entries']): Map<string, number> {
  return new Map(Array.from(entries, (entry) => [terms.termOf(numberOf(entry)), frequencyOf(entry)]))
}
