import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  documentFrequency,
  inverseDocumentFrequency,
  locateTerm,
  type Spelling,
  scoreDocuments,
  scoreFiles,
} from './bm25.js'
import type { LiveSegment } from './merge.js'
import { FIELD_NAMES, FIELDS, type FieldName } from './segment.js'
import { chunksOfFile, fileOfChunk, makeSnapshot, pathOfFile, type Snapshot } from './snapshot.js'
import { type Statistics, statisticsOf } from './statistics.js'
import { randomLayers } from './testing/random-project.js'
import { contentOf, type DocumentTerms, layers } from './testing/segments.js'

const PARAMETERS = { k1: 1.1, b: 0.6 }
const TERMS = ['alpha', 'beta', 'betagamma', 'handler', 'configur', 'the', 'absent']

/** Name → its terms. A file is named by its path, a chunk also by its place in the file. */
type Documents = ReadonlyMap<string, DocumentTerms>

describe('scoreDocuments', () => {
  it('is BM25 written out, over the live documents of all parts', () => {
    fc.assert(
      fc.property(
        randomLayers,
        fc.constantFrom(...FIELD_NAMES),
        fc.subarray(TERMS),
        (random, field, terms) => {
          const { parts, snapshot, statistics } = open(random)
          const scores = new Float64Array(
            FIELDS[field].documents === 'chunk' ? snapshot.nChunkIds : snapshot.nFileIds,
          )
          const located = terms.map((term, idx) => locateTerm(snapshot, spelled(term), idx + 1))
          const idf = scoreDocuments(snapshot, statistics, field, located, PARAMETERS, scores)
          const slow = slowBm25(documentsOf(parts, field), terms)
          expect(rounded(idf)).toEqual(rounded(slow.idf))
          expect(nonZero(scores, (doc) => nameOf(snapshot, field, doc))).toEqual(slow.scores)
        },
      ),
    )
  })
})

describe('scoreFiles', () => {
  it('is BM25 written out, the chunks of a file as one document and the spellings of a term as one', () => {
    fc.assert(
      fc.property(
        randomLayers,
        fc.constantFrom('body', 'symbols'),
        fc.subarray([...TERMS, 'alpha|beta', 'configuracion|configur', 'alpha:5|handler', 'beta:3|absent:4']),
        (random, field, terms) => {
          const { parts, snapshot, statistics } = open(random)
          const lengths = field === 'body' ? statistics.bodyLengths : statistics.symbolLengths
          const scores = new Float64Array(snapshot.nFileIds)
          const located = terms.map((term, idx) => locateTerm(snapshot, spelled(term), idx + 1))
          scoreFiles(snapshot, field as 'body' | 'symbols', lengths, located, PARAMETERS, scores)
          const { scores: expected } = slowBm25(wholeFiles(parts, field as FieldName), terms)
          expect(nonZero(scores, (file) => pathOfFile(snapshot, file))).toEqual(expected)
        },
      ),
    )
  })
})

describe('documentFrequency', () => {
  it('adds up the spellings of a term, and leaves out files that are gone', () => {
    const projects = [
      { 'a.go': 'alpha beta\n', 'b.go': 'alpha\n' },
      { 'b.go': 'beta\n', 'c.go': 'gamma\n' },
    ]
    const frequency = (gone: string[], ...spellings: string[]) => {
      const snapshot = makeSnapshot(layers(projects, gone))
      return documentFrequency(snapshot, 'body', locateTerm(snapshot, spelled(spellings.join('|')), 1))
    }
    expect(frequency([], 'alpha')).toBe(1)
    expect(frequency([], 'beta')).toBe(2)
    expect(frequency(['a.go'], 'beta')).toBe(1)
    expect(frequency([], 'alpha', 'gamma')).toBe(2)
    expect(frequency([], 'beta:5', 'gamma')).toBe(2)
    expect(frequency([], 'absent')).toBe(0)
  })
})

describe('inverseDocumentFrequency', () => {
  it('falls as documents have the term, and is never negative', () => {
    for (const nDocuments of [1, 2, 10]) {
      // Two spellings of a term in one document count twice.
      for (let frequency = 0; frequency < nDocuments * 2; frequency++) {
        const idf = inverseDocumentFrequency(nDocuments, frequency)
        expect(idf).toBeGreaterThanOrEqual(inverseDocumentFrequency(nDocuments, frequency + 1))
        expect(idf).toBeGreaterThan(0)
      }
    }
  })
})

/** Spellings are parted by `|`, each may have a weight in tenths behind a colon. */
function spelled(term: string): Spelling[] {
  return term.split('|').map((spelling) => {
    const [written, tenths] = spelling.split(':')
    return { term: written, weight: tenths === undefined ? 1 : Number(tenths) / 10 }
  })
}

function open({ projects, gone }: { projects: Parameters<typeof layers>[0]; gone: readonly string[] }): {
  readonly parts: LiveSegment[]
  readonly snapshot: Snapshot
  readonly statistics: Statistics
} {
  const parts = layers(projects, gone)
  const snapshot = makeSnapshot(parts)
  return { parts, snapshot, statistics: statisticsOf(snapshot) }
}

function documentsOf(parts: readonly LiveSegment[], field: FieldName): Documents {
  const documents = new Map<string, DocumentTerms>()
  for (const [path, file] of contentOf(parts)) {
    if (FIELDS[field].documents === 'file') documents.set(path, file.fields[field])
    else
      for (const [idx, chunk] of file.chunks.entries()) documents.set(`${path}#${idx}`, chunk.fields[field])
  }
  return documents
}

function wholeFiles(parts: readonly LiveSegment[], field: FieldName): Documents {
  const files = new Map<string, DocumentTerms>()
  for (const [path, file] of contentOf(parts)) {
    const sums: Record<string, number> = { '': 0 }
    for (const { fields } of file.chunks) {
      for (const term of Object.keys(fields[field]))
        sums[term] = (sums[term] ?? 0) + frequencyIn(fields[field], term)
    }
    files.set(path, sums)
  }
  return files
}

/** Scores of the documents that have any term; a term weighs its place in the list, counted from 1. */
function slowBm25(documents: Documents, terms: readonly string[]) {
  const { k1, b } = PARAMETERS
  const all = [...documents.values()]
  const average = Math.max(
    1,
    all.reduce((sum, document) => sum + frequencyIn(document, ''), 0) / Math.max(1, all.length),
  )
  const idf = terms.map((term) => {
    const weightIn = (document: DocumentTerms) =>
      Math.max(
        ...spelled(term).map((spelling) => (frequencyIn(document, spelling.term) > 0 ? spelling.weight : 0)),
      )
    const nWith = all.reduce((sum, document) => sum + weightIn(document), 0)
    return Math.log(1 + (all.length - nWith + 0.5) / (nWith + 0.5))
  })
  const scores = [...documents].flatMap(([name, document]): [string, number][] => {
    const norm = k1 * (1 - b + (b * frequencyIn(document, '')) / average)
    const shares = terms.map((term, idx) => {
      const frequency = frequencyIn(document, term)
      return ((idx + 1) * idf[idx] * frequency * (k1 + 1)) / (frequency + norm)
    })
    const score = shares.reduce((sum, share) => sum + share, 0)
    return score > 0 ? [[name, score]] : []
  })
  return { idf, scores: Object.fromEntries(scores.map(([name, score]) => [name, score.toFixed(9)])) }
}

/** How often any spelling of a term stands in a document; the document's length for the empty term. */
function frequencyIn(document: DocumentTerms, term: string): number {
  const frequencies = spelled(term).map(({ term: spelling, weight }) => {
    const found = document[spelling] ?? 0
    return weight * (typeof found === 'number' ? found : found.length)
  })
  return frequencies.reduce((sum, frequency) => sum + frequency, 0)
}

function nameOf(snapshot: Snapshot, field: FieldName, doc: number): string {
  if (FIELDS[field].documents === 'file') return pathOfFile(snapshot, doc)
  const file = fileOfChunk(snapshot, doc)
  return `${pathOfFile(snapshot, file)}#${doc - chunksOfFile(snapshot, file).start}`
}

function nonZero(scores: Float64Array, nameOfDoc: (doc: number) => string): Record<string, string> {
  const docs = [...scores.keys()].filter((doc) => scores[doc] !== 0)
  return Object.fromEntries(docs.map((doc) => [nameOfDoc(doc), scores[doc].toFixed(9)]))
}

function rounded(values: readonly number[]): string[] {
  return values.map((value) => value.toFixed(9))
}
