import { commentSpans } from '../text/comments.js'
import { type Language, languageById } from '../text/languages.js'
import { LineIndex } from '../text/lines.js'
import { traitsOfFile } from '../text/traits.js'
import type { Chunk, ChunkTrait, SourceFile, Span, SymbolDefinition } from '../types.js'
import type { ChunkOptions } from './chunk-options.js'
import { cutOutline, type Piece } from './cut.js'
import { docCommentOf } from './doc-comment.js'
import { lineKinds } from './line-kinds.js'
import { chunkNotebook } from './notebook.js'
import { symbolsOf } from './outline.js'
import { outlineFile } from './outline-file.js'
import type { SyntaxParser } from './syntax-parser.js'

export interface ChunkedFile {
  /** In order and disjoint; they cover every non-blank line of the file, except in notebooks. */
  readonly chunks: Chunk[]
  /** All comments of the file, in order and disjoint. */
  readonly comments: Span[]
  /** Why the syntax could not be used, for people; `undefined` when all is well. */
  readonly problem: string | undefined
}

/**
 * Cuts a file into chunks. Uses `syntax` where it is ready for the file's language, lines elsewhere.
 * A chunk is longer than `maxChars` only when it is a single line.
 */
export function chunkFile(
  file: SourceFile,
  syntax: SyntaxParser | undefined,
  options: ChunkOptions,
): ChunkedFile {
  const language = languageById(file.language)
  const traits = traitsOfFile(file.path, file.text)
  const lines = new LineIndex(file.text)
  if (language.outline === 'cells') {
    const cells = chunkNotebook(lines, options)
    if (cells !== undefined) {
      return { chunks: cells.map((chunk) => ({ ...chunk, traits })), comments: [], problem: undefined }
    }
  }
  const comments = commentSpans(file.text, language)
  const kinds = lineKinds(lines, comments)
  const { items, problem } = outlineFile(file, language, syntax, { lines, kinds, comments, options })
  const pieces = cutOutline(items, { lines, kinds, options })
  return {
    chunks: toChunks(pieces, symbolsOf(items), language, traits, { lines, kinds, comments }),
    comments,
    problem,
  }
}

interface ChunkSource {
  readonly lines: LineIndex
  readonly kinds: Uint8Array
  readonly comments: readonly Span[]
}

function toChunks(
  pieces: readonly Piece[],
  allSymbols: readonly SymbolDefinition[],
  language: Language,
  fileTraits: readonly ChunkTrait[],
  { lines, kinds, comments }: ChunkSource,
): Chunk[] {
  let next = 0
  return pieces.map((piece) => {
    const span = { start: lines.start(piece.start), end: lines.end(piece.end - 1) }
    const range = { start: piece.start, end: piece.end }
    const first = next
    while (next < allSymbols.length && allSymbols[next].span.start < span.end) next++
    const symbols = allSymbols.slice(first, next)
    const docComment =
      symbols.length > 0 ? docCommentOf(symbols[0], range, lines, kinds, comments) : undefined
    const traits = traitsOf(piece, fileTraits)
    return {
      span,
      lines: range,
      kind: language.kind,
      traits,
      scope: piece.scope,
      symbols,
      docComment,
      text: undefined,
    }
  })
}

function traitsOf(piece: Piece, fileTraits: readonly ChunkTrait[]): readonly ChunkTrait[] {
  const isTest = piece.nItems > 0 && piece.nTests === piece.nItems && !fileTraits.includes('test')
  const isDeclared =
    piece.nItems > 0 && piece.nDeclarations === piece.nItems && !fileTraits.includes('declaration')
  if (!isTest && !isDeclared) return fileTraits
  return [
    ...fileTraits,
    ...(isTest ? (['test'] as const) : []),
    ...(isDeclared ? (['declaration'] as const) : []),
  ]
}
