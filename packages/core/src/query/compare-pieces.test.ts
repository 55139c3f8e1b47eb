import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loadModel } from '../embed/static-model.js'
import { denseModel } from '../embed/testing/small-model.js'
import { embedSegment } from '../segment/segment-vectors.js'
import { chunksOfFile, fileOfChunk, findFile, makeSnapshot, pathOfFile } from '../segment/snapshot.js'
import { analyzedFile, type Project } from '../segment/testing/analyzed.js'
import { layers } from '../segment/testing/segments.js'
import { createTermAnalyzer } from '../tokenize/terms.js'
import { askPieces } from './compare-pieces.js'
import { buildDocumentVectors } from './document-vectors.js'
import { openMeaning } from './meaning.js'
import { createPieceBook } from './piece-book.js'
import { type SimilarInput, similar } from './similar.js'
import { buildSimilarityModel } from './similarity-model.js'
import { pieceText } from './testing/piece-text.js'
import { WHOLE } from './testing/search-input.js'

const WORDS = [
  'alpha',
  'beta',
  'betaGamma',
  'handler_stack',
  'delta',
  'open',
  'close',
  'func open',
  'func beta',
]

const randomLines = fc.array(
  fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
  { minLength: 1, maxLength: 6 },
)

/** Files of one chunk, in two languages and two parts. */
const randomIndex = fc
  .array(fc.tuple(fc.constantFrom('go', 'py'), randomLines), { minLength: 1, maxLength: 12 })
  .map((files) => files.map(([extension, lines], idx) => [`${idx}.${extension}`, lines.join('\n')] as const))

describe('pieces', () => {
  it.each(['words', 'meaning'] as const)(
    'are as alike as documents of the same text are to a search, by %s',
    (by) => {
      fc.assert(
        fc.property(randomIndex, randomLines, (files, lines) => {
          const input = inputOf(files, by)
          const analyzed = analyzedFile('asked.go', lines.join('\n'))
          const options = { ...WHOLE, k: 100, minSimilarity: 0, explain: false }
          const found = similar(input, { analyzed, self: undefined }, options)
          const expected = new Map(found.map(({ path, similarity }) => [path, similarity]))
          const book = createPieceBook()
          const asked = askPieces(input, book, [book.pieceOf(pieceText('asked.go', lines.join('\n')))])
          const others = files.map(([path, text]) => book.pieceOf(pieceText(path, text)))
          const pairs = others.map((_, other) => ({ asked: 0, other }))
          const likeness = asked.compare(others, pairs, () => 0)
          for (const [idx, [path]] of files.entries())
            expect(likeness[idx]).toBeCloseTo(expected.get(path) ?? 0, by === 'words' ? 9 : 2)
        }),
      )
    },
  )

  it('are as alike whatever else is asked, or not compared where that cannot be enough', () => {
    fc.assert(
      fc.property(randomIndex, fc.array(randomLines, { minLength: 1, maxLength: 4 }), (files, texts) => {
        const input = inputOf(files, 'meaning')
        const queries = texts.map((lines) => pieceText('asked.py', lines.join('\n')))
        const found = files.filter((_, idx) => idx % 2 === 0).map(([path, text]) => pieceText(path, text))
        const pairs = texts.flatMap((_, asked) => found.map((_, other) => ({ asked, other })))
        const book = createPieceBook()
        const asked = askPieces(input, book, queries.map(book.pieceOf))
        const others = found.map(book.pieceOf)
        const likeness = asked.compare(others, pairs, () => 0)
        const areAlike = asked.areAlike(others, pairs, 0.6)
        for (const [idx, { asked: query, other }] of pairs.entries()) {
          const another = createPieceBook()
          const alone = askPieces(input, another, [another.pieceOf(queries[query])])
          const one = [another.pieceOf(found[other])]
          const pair = [{ asked: 0, other: 0 }]
          const [atLeastNothing] = alone.compare(one, pair, () => 0)
          const [atLeastMuch] = alone.compare(one, pair, () => 0.6)
          expect(atLeastNothing).toBeCloseTo(likeness[idx], 9)
          expect([0, atLeastNothing]).toContain(atLeastMuch)
          if (atLeastNothing >= 0.6) expect(atLeastMuch).toBe(atLeastNothing)
          if (Math.abs(likeness[idx] - 0.6) > 1e-9) expect(areAlike[idx]).toBe(likeness[idx] > 0.6)
        }
      }),
    )
  })

  it('that hold the same words in another order are as alike to the bit', () => {
    const shuffled = fc
      .array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 30 })
      .chain((words) => fc.tuple(fc.constant(words), fc.shuffledSubarray(words, { minLength: words.length })))
    fc.assert(
      fc.property(randomIndex, randomLines, shuffled, (files, lines, orders) => {
        const book = createPieceBook()
        const asked = askPieces(inputOf(files, 'words'), book, [
          book.pieceOf(pieceText('asked.go', lines.join('\n'))),
        ])
        const others = orders.map((words) =>
          book.pieceOf({ path: 'a.go', language: 'go', text: words.join('\n'), names: [] }),
        )
        const pairs = others.map((_, other) => ({ asked: 0, other }))
        const [one, other] = asked.compare(others, pairs, () => 0)
        expect(other).toBe(one)
      }),
    )
  })

  it('lie in chunks that are found, and are not ruled out', () => {
    const share = fc.constantFrom(0.5, 0.6, 0.7, 0.9)
    fc.assert(
      fc.property(randomIndex, randomLines, share, fc.nat(5), (files, lines, minSimilarity, first) => {
        const input = inputOf(files, 'words')
        const book = createPieceBook()
        const asked = askPieces(input, book, [book.pieceOf(pieceText('asked.go', lines.join('\n')))])
        const near = asked.chunksLike(0, minSimilarity)
        for (const [path, text] of files) {
          // Some lines of the chunk are the definition.
          const piece = pieceText(path, text.split('\n').slice(first).join('\n'))
          if (piece.text === '') continue
          const [likeness] = asked.compare([book.pieceOf(piece)], [{ asked: 0, other: 0 }], () => 0)
          if (likeness < minSimilarity) continue
          const chunk = chunkOf(input, path)
          const chunks = { start: chunk, end: chunk + 1 }
          const name = piece.names.join(' ')
          expect(near).toContain(chunk)
          expect(asked.mayBeAlike(0, { chunks, name: () => name }, minSimilarity)).toBe(true)
          expect(asked.mayBeAlike(0, { chunks, name: () => undefined }, minSimilarity)).toBe(true)
        }
      }),
    )
  })

  it('are ruled out where they share too little of what is rare', () => {
    const files = [
      ['0.go', 'func open\nalpha beta delta'],
      ['1.go', 'func close\nalpha omega'],
      ['2.go', 'func open\nomega'],
    ] as const
    const input = inputOf(files, 'words')
    const book = createPieceBook()
    const asked = askPieces(input, book, [book.pieceOf(pieceText('asked.go', 'func open\nalpha beta delta'))])
    const mayBe = (path: string, name: string | undefined) => {
      const start = chunkOf(input, path)
      return asked.mayBeAlike(0, { chunks: { start, end: start + 1 }, name: () => name }, 0.7)
    }
    expect([mayBe('0.go', 'open'), mayBe('1.go', 'close'), mayBe('2.go', 'open')]).toEqual([
      true,
      false,
      false,
    ])
    // By the name alone nothing is ruled out here that its words do not rule out.
    expect([mayBe('0.go', 'close'), mayBe('0.go', undefined)]).toEqual([true, true])
  })

  it('lie in few chunks of very many, those that share most', () => {
    const files = Array.from({ length: 200 }, (_, idx) => {
      const shared = Array.from({ length: 20 }, (_, word) =>
        word <= idx / 10 ? `word${'abcdefghijklmnopqrst'[word]}` : '',
      )
      return [`${idx}.go`, `other${idx} ${shared.join(' ')}`] as const
    })
    const input = inputOf(files, 'words')
    const book = createPieceBook()
    const asked = askPieces(input, book, [book.pieceOf(pieceText('asked.go', files[199][1]))])
    const near = asked
      .chunksLike(0, 0.05)
      .map((chunk) => pathOfFile(input.snapshot, fileOfChunk(input.snapshot, chunk)))
    expect(near.length).toBeLessThan(50)
    expect(near).toEqual(expect.arrayContaining(Array.from({ length: 30 }, (_, idx) => `${170 + idx}.go`)))
  })
})

function chunkOf({ snapshot }: SimilarInput, path: string): number {
  return chunksOfFile(snapshot, findFile(snapshot, path)).start
}

/** Files by turns in two parts. */
function inputOf(files: readonly (readonly [string, string])[], by: 'words' | 'meaning'): SimilarInput {
  const projects: Project[] = [0, 1].map((turn) =>
    Object.fromEntries(files.filter((_, idx) => idx % 2 === turn)),
  )
  const snapshot = makeSnapshot(layers(projects))
  const model = buildSimilarityModel(snapshot, 'chunk')
  const loaded = loadModel(denseModel(['alpha', 'beta', 'gamma', 'open', 'close', 'stack']))
  const vectors = snapshot.parts.map(({ segment }) => embedSegment(segment, loaded))
  const meaning = openMeaning(loaded, vectors, undefined)
  return {
    snapshot,
    analyzer: createTermAnalyzer(),
    model,
    meaning:
      by === 'words' ? undefined : { loaded, documents: buildDocumentVectors(snapshot, meaning, model) },
  }
}
