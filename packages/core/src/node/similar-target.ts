/** A place in a file, or a text, as the query of a search for similar code. */
import { type DefinitionLines, definitionAround } from '../chunk/definition-around.js'
import { CercaError } from '../errors.js'
import type { SimilarQuery } from '../query/similar.js'
import type { PieceText } from '../query/term-book.js'
import { SYMBOL_KINDS } from '../segment/codes.js'
import { chunksOfFile, findFile, partOfFile, type Snapshot } from '../segment/snapshot.js'
import { stringAt } from '../segment/string-table.js'
import { commentSpans } from '../text/comments.js'
import { languageById, languageOf } from '../text/languages.js'
import { LineIndex } from '../text/lines.js'
import type { LanguageId, LineRange } from '../types.js'
import type { SimilarTarget } from './api.js'
import type { CutFile } from './cut-source.js'

/** A file's text and what is known of its lines. */
export interface FileOutline {
  readonly path: string
  readonly lines: LineIndex
  readonly language: LanguageId
  /** In order. */
  readonly definitions: readonly DefinitionLines[]
  readonly chunks: readonly LineRange[]
}

/** Code to be compared, and what it is. */
export interface PlaceQuery extends SimilarQuery {
  /** The lines asked for, or those of the definition found around one. */
  readonly lines: LineRange
  /** `''` unless it is one definition. */
  readonly name: string
}

/** Code that need not be indexed. */
export function queryOfText(target: {
  readonly text: string
  readonly language: string | undefined
}): SimilarQuery {
  const language = target.language ?? languageOf('', target.text)
  return { analyzed: analyzedText('', target.text, language, []), self: undefined }
}

/** Throws `path-not-indexed` and `line-out-of-range`. */
export function placeInFile(
  snapshot: Snapshot,
  text: string,
  target: Exclude<SimilarTarget, { readonly kind: 'text' }>,
): SimilarQuery {
  const outline = outlineInIndex(snapshot, target.path, text)
  if (target.kind === 'lines') return placeInOutline(outline, target.lines)
  return {
    analyzed: analyzedText(target.path, text, outline.language, outline.definitions),
    self: { path: target.path, lines: undefined },
  }
}

/** One line means the definition around it, or else its chunk; more lines mean themselves. Throws `line-out-of-range`. */
export function placeInOutline(outline: FileOutline, lines: LineRange): PlaceQuery {
  const { path, lines: index, language, definitions, chunks } = outline
  if (lines.start < 0 || lines.start >= index.count || lines.end <= lines.start) {
    throw new CercaError('line-out-of-range', `${path} has ${index.count} lines`)
  }
  const isOne = lines.end - lines.start === 1
  const around = isOne ? definitionAround(definitions, chunks, lines.start) : undefined
  const place = { start: around?.start ?? lines.start, end: around?.end ?? lines.end }
  const inside = definitions.filter(({ start, end }) => start >= place.start && end <= place.end)
  // What is selected as a whole is called by its name, too.
  const whole = inside.find(({ start, end }) => start === place.start && end === place.end)
  return {
    analyzed: analyzedText(path, index.slice(place), language, inside),
    self: { path, lines: place },
    lines: place,
    name: around?.name ?? whole?.name ?? '',
  }
}

/** What the index knows of a file whose text is `text`. Throws `path-not-indexed`. */
export function outlineInIndex(snapshot: Snapshot, path: string, text: string): FileOutline {
  const file = findFile(snapshot, path)
  if (file < 0) throw new CercaError('path-not-indexed', path)
  const { segment, fileBase, chunkBase } = partOfFile(snapshot, file)
  const { startLine, endLine, firstSymbol } = segment.chunks
  const { start, end } = chunksOfFile(snapshot, file)
  const chunks: LineRange[] = []
  for (let chunk = start - chunkBase; chunk < end - chunkBase; chunk++)
    chunks.push({ start: startLine[chunk], end: endLine[chunk] })
  const definitions: DefinitionLines[] = []
  const { symbols } = segment
  for (let idx = firstSymbol[start - chunkBase]; idx < firstSymbol[end - chunkBase]; idx++) {
    definitions.push({
      name: stringAt(segment.strings, symbols.name[idx]),
      kind: SYMBOL_KINDS[symbols.kind[idx]],
      start: symbols.startLine[idx],
      end: symbols.endLine[idx],
    })
  }
  const language = stringAt(segment.strings, segment.files.language[file - fileBase])
  return { path, lines: new LineIndex(text), language, definitions, chunks }
}

/** What cutting a file tells of it. */
export function outlineOfCut({ file: { path, text, language }, chunked }: CutFile): FileOutline {
  const lines = new LineIndex(text)
  const definitions = chunked.chunks.flatMap(({ symbols }) =>
    symbols.map(({ name, kind, extent }) => ({ name, kind, ...lines.linesOf(extent) })),
  )
  return { path, lines, language, definitions, chunks: chunked.chunks.map((chunk) => chunk.lines) }
}

/** A text of `analyzedText` to be compared with others. */
export function pieceTextOf({ file, chunks }: SimilarQuery['analyzed']): PieceText {
  return { ...file, names: chunks.flatMap(({ symbols }) => symbols.map(({ name }) => name)) }
}

/** A text as if it were a file of one chunk. */
function analyzedText(
  path: string,
  text: string,
  language: LanguageId,
  symbols: readonly DefinitionLines[],
): SimilarQuery['analyzed'] {
  const span = { start: 0, end: text.length }
  const known = languageById(language)
  const empty = { start: 0, end: 0 }
  return {
    file: { path, text, language },
    kind: known.kind,
    traits: [],
    chunks: [
      {
        span,
        lines: { start: 0, end: 1 },
        kind: known.kind,
        traits: [],
        scope: '',
        symbols: symbols.map(({ name, kind }) => ({ name, kind, scope: '', span: empty, extent: empty })),
        docComment: undefined,
        text: undefined,
      },
    ],
    comments: commentSpans(text, known),
    lineAt: () => 0,
    bytes: 0,
    hash: '0'.repeat(32),
  }
}
