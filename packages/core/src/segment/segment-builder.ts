/** Files with their chunks → a segment. */
import { forEachWord } from '../text/identifiers.js'
import { naturalLanguageOf } from '../tokenize/natural-language.js'
import type { NaturalLanguage } from '../tokenize/stop-words.js'
import type { TermAnalyzer } from '../tokenize/terms.js'
import type { Chunk, ChunkTrait, ContentKind, SourceFile, Span } from '../types.js'
import { CONTENT_KINDS, SYMBOL_KINDS, traitBits } from './codes.js'
import { GrowingUint32 } from './growing.js'
import { PostingsBuilder } from './postings-builder.js'
import { FIELD_NAMES, FIELDS, type FieldName, type Postings, type Segment } from './segment.js'
import { StringTableBuilder } from './string-table.js'

/** A file ready to be indexed. Chunks are in order; comments are in order and disjoint. */
export interface AnalyzedFile {
  readonly file: SourceFile
  readonly kind: ContentKind
  readonly traits: readonly ChunkTrait[]
  readonly chunks: readonly Chunk[]
  readonly comments: readonly Span[]
  /** Line of an offset, 0-based. */
  readonly lineAt: (offset: number) => number
  /** Bytes on disk and content hash, 32 hexadecimal digits. */
  readonly bytes: number
  readonly hash: string
}

/** Where a file says what it is about (the prototype's measure of a file's beginning). */
const HEAD_CHARS = 1500

/** A name says more about a file than the folders it lies in. */
const FILE_NAME_WEIGHT = 2

/** The terms of one word as ids of this segment. */
interface TermIds {
  readonly parts: readonly number[]
  readonly joined: readonly number[]
}

/** A segment of these files. */
export function buildSegment(analyzer: TermAnalyzer, files: readonly AnalyzedFile[]): Segment {
  const builder = new SegmentBuilder(analyzer)
  for (const file of files) builder.addFile(file)
  return builder.finish()
}

/** Builds one segment. Files must be added in the order of their paths. Same files, same bytes. */
export class SegmentBuilder {
  readonly #analyzer: TermAnalyzer
  readonly #termIds: Record<NaturalLanguage, Map<string, TermIds>> = { en: new Map(), es: new Map() }
  readonly #terms = new StringTableBuilder()
  readonly #strings = new StringTableBuilder()
  readonly #fields: Record<FieldName, PostingsBuilder>
  readonly #files = columns(['path', 'language', 'bytes', 'traits', 'kind', 'firstChunk'])
  readonly #hashes: number[] = []
  readonly #chunks = columns(['file', 'startLine', 'endLine', 'kind', 'traits', 'scope', 'firstSymbol'])
  readonly #symbols = columns(['name', 'kind', 'scope', 'startLine', 'endLine'])

  constructor(analyzer: TermAnalyzer) {
    this.#analyzer = analyzer
    this.#fields = Object.fromEntries(
      FIELD_NAMES.map((name) => [name, new PostingsBuilder(FIELDS[name])]),
    ) as Record<FieldName, PostingsBuilder>
  }

  addFile(analyzed: AnalyzedFile): void {
    const { file, chunks } = analyzed
    const fileIdx = this.#files.path.length
    this.#files.path.push(this.#strings.intern(file.path))
    this.#files.language.push(this.#strings.intern(file.language))
    this.#files.bytes.push(analyzed.bytes)
    this.#files.traits.push(traitBits(analyzed.traits))
    this.#files.kind.push(CONTENT_KINDS.indexOf(analyzed.kind))
    this.#files.firstChunk.push(this.#chunks.file.length)
    this.#hashes.push(...hashBytesOf(analyzed.hash))

    const naturalSpans = analyzed.kind === 'prose' ? chunks.map((chunk) => chunk.span) : analyzed.comments
    const language = naturalLanguageOf(file.text, naturalSpans)
    this.#addPath(file.path)
    let nHeadTerms = 0
    for (const chunk of chunks) {
      nHeadTerms += this.#addChunk(analyzed, chunk, fileIdx, language)
    }
    this.#fields.head.endDocument(nHeadTerms)
  }

  finish(): Segment {
    const nTerms = this.#terms.size
    const postings = Object.fromEntries(
      FIELD_NAMES.map((name) => [name, this.#fields[name].finish(nTerms)]),
    ) as Record<FieldName, Postings>
    this.#files.firstChunk.push(this.#chunks.file.length)
    this.#chunks.firstSymbol.push(this.#symbols.name.length)
    return {
      files: {
        path: this.#files.path.toArray(),
        language: this.#files.language.toArray(),
        bytes: this.#files.bytes.toArray(),
        traits: Uint8Array.from(this.#files.traits.view()),
        kind: Uint8Array.from(this.#files.kind.view()),
        hash: Uint8Array.from(this.#hashes),
        firstChunk: this.#files.firstChunk.toArray(),
      },
      chunks: {
        file: this.#chunks.file.toArray(),
        startLine: this.#chunks.startLine.toArray(),
        endLine: this.#chunks.endLine.toArray(),
        kind: Uint8Array.from(this.#chunks.kind.view()),
        traits: Uint8Array.from(this.#chunks.traits.view()),
        scope: this.#chunks.scope.toArray(),
        firstSymbol: this.#chunks.firstSymbol.toArray(),
      },
      symbols: {
        name: this.#symbols.name.toArray(),
        kind: Uint8Array.from(this.#symbols.kind.view()),
        scope: this.#symbols.scope.toArray(),
        startLine: this.#symbols.startLine.toArray(),
        endLine: this.#symbols.endLine.toArray(),
      },
      strings: this.#strings.finish(),
      terms: this.#terms.finish(),
      postings,
    }
  }

  #addPath(path: string): void {
    const nameStart = path.lastIndexOf('/') + 1
    let nTerms = 0
    forEachWord(path, 0, path.length, (start, end) => {
      const weight = start >= nameStart ? FILE_NAME_WEIGHT : 1
      for (let time = 0; time < weight; time++) {
        nTerms += this.#addWord('path', path.slice(start, end), 'en', 0)
      }
    })
    this.#fields.path.endDocument(nTerms)
  }

  /** Adds a chunk and returns how many of its terms stand in the file's head. */
  #addChunk(analyzed: AnalyzedFile, chunk: Chunk, fileIdx: number, language: NaturalLanguage): number {
    this.#chunks.file.push(fileIdx)
    this.#chunks.startLine.push(chunk.lines.start)
    this.#chunks.endLine.push(chunk.lines.end)
    this.#chunks.kind.push(CONTENT_KINDS.indexOf(chunk.kind))
    this.#chunks.traits.push(traitBits(chunk.traits))
    this.#chunks.scope.push(this.#strings.intern(chunk.scope))
    this.#chunks.firstSymbol.push(this.#symbols.name.length)
    this.#addSymbols(analyzed, chunk, language)
    return this.#addText(analyzed, chunk, language)
  }

  #addSymbols(analyzed: AnalyzedFile, chunk: Chunk, language: NaturalLanguage): void {
    let nTerms = 0
    const addName = (name: string) => {
      const wordLanguage = chunk.kind === 'prose' ? language : 'en'
      forEachWord(name, 0, name.length, (start, end) => {
        nTerms += this.#addWord('symbols', name.slice(start, end), wordLanguage, 0)
      })
    }
    for (const symbol of chunk.symbols) {
      this.#symbols.name.push(this.#strings.intern(symbol.name))
      this.#symbols.kind.push(SYMBOL_KINDS.indexOf(symbol.kind))
      this.#symbols.scope.push(this.#strings.intern(symbol.scope))
      this.#symbols.startLine.push(analyzed.lineAt(symbol.extent.start))
      this.#symbols.endLine.push(analyzed.lineAt(Math.max(symbol.extent.start, symbol.extent.end - 1)) + 1)
      addName(symbol.name)
    }
    // A paragraph is about what its headings say; a method's class is named in its own definition.
    if (chunk.kind === 'prose') addName(chunk.scope)
    this.#fields.symbols.endDocument(nTerms)
  }

  #addText(analyzed: AnalyzedFile, chunk: Chunk, language: NaturalLanguage): number {
    const isCell = chunk.text !== undefined
    const text = chunk.text ?? analyzed.file.text
    const start = isCell ? 0 : chunk.span.start
    const end = isCell ? text.length : chunk.span.end
    const comments = isCell ? [] : analyzed.comments
    let commentIdx = firstEndingAfter(comments, start)
    let position = 0
    let nCommentTerms = 0
    let nHeadTerms = 0
    forEachWord(text, start, end, (wordStart, wordEnd) => {
      while (commentIdx < comments.length && comments[commentIdx].end <= wordStart) commentIdx++
      const isComment = commentIdx < comments.length && comments[commentIdx].start <= wordStart
      const isNatural = isComment || chunk.kind === 'prose'
      const ids = this.#idsOf(text.slice(wordStart, wordEnd), isNatural ? language : 'en')
      if (isComment) nCommentTerms += this.#addIds('comments', ids, 0)
      if (!isCell && wordStart < HEAD_CHARS) nHeadTerms += this.#addIds('head', ids, 0)
      position += this.#addIds('body', ids, position)
    })
    this.#fields.body.endDocument(position)
    this.#fields.comments.endDocument(nCommentTerms)
    return nHeadTerms
  }

  #addWord(field: FieldName, word: string, language: NaturalLanguage, position: number): number {
    return this.#addIds(field, this.#idsOf(word, language), position)
  }

  /** Joined terms stand at the position of the word's first part and do not lengthen the document. */
  #addIds(field: FieldName, ids: TermIds, position: number): number {
    const postings = this.#fields[field]
    for (const id of ids.joined) postings.addJoined(id, position)
    for (let idx = 0; idx < ids.parts.length; idx++) postings.addPart(ids.parts[idx], position + idx)
    return ids.parts.length
  }

  #idsOf(word: string, language: NaturalLanguage): TermIds {
    const known = this.#termIds[language].get(word)
    if (known) return known
    const terms = this.#analyzer.analyze(word, language)
    const ids = {
      parts: terms.parts.map((term) => this.#terms.intern(term)),
      joined: terms.joined.map((term) => this.#terms.intern(term)),
    }
    this.#termIds[language].set(word, ids)
    return ids
  }
}

function columns<Name extends string>(names: readonly Name[]): Record<Name, GrowingUint32> {
  return Object.fromEntries(names.map((name) => [name, new GrowingUint32(256)])) as Record<
    Name,
    GrowingUint32
  >
}

function hashBytesOf(hash: string): number[] {
  return Array.from({ length: 16 }, (_, idx) => Number.parseInt(hash.slice(idx * 2, idx * 2 + 2), 16))
}

/** First span that ends after `offset`, by binary search. */
function firstEndingAfter(spans: readonly Span[], offset: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (spans[middle].end <= offset) low = middle + 1
    else high = middle
  }
  return low
}
