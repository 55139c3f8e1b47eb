/** A place in a file, or a text, as the query of a search for similar code. */
import { CercaError } from '../errors.js'
import type { SimilarQuery } from '../query/similar.js'
import { SYMBOL_KINDS } from '../segment/codes.js'
import { chunksOfFile, findFile, partOfFile, type Snapshot } from '../segment/snapshot.js'
import { stringAt } from '../segment/string-table.js'
import { commentSpans } from '../text/comments.js'
import { languageById, languageOf } from '../text/languages.js'
import { LineIndex } from '../text/lines.js'
import type { LanguageId, LineRange, SymbolDefinition } from '../types.js'
import type { SimilarTarget } from './api.js'

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
  const file = findFile(snapshot, target.path)
  if (file < 0) throw new CercaError('path-not-indexed', target.path)
  const { segment, fileBase } = partOfFile(snapshot, file)
  const language = stringAt(segment.strings, segment.files.language[file - fileBase])
  const symbols = symbolsOfFile(snapshot, file)
  if (target.kind === 'file') {
    return {
      analyzed: analyzedText(target.path, text, language, symbols),
      self: { path: target.path, lines: undefined },
    }
  }
  const index = new LineIndex(text)
  if (target.lines.start < 0 || target.lines.start >= index.count || target.lines.end <= target.lines.start) {
    throw new CercaError('line-out-of-range', `${target.path} has ${index.count} lines`)
  }
  const lines = widen(snapshot, file, symbols, target.lines)
  const inside = symbols.filter(({ start, end }) => start >= lines.start && end <= lines.end)
  return {
    analyzed: analyzedText(target.path, index.slice(lines), language, inside),
    self: { path: target.path, lines },
  }
}

interface FileSymbol extends LineRange {
  readonly name: string
  readonly kind: SymbolDefinition['kind']
}

function symbolsOfFile(snapshot: Snapshot, file: number): FileSymbol[] {
  const { segment, chunkBase } = partOfFile(snapshot, file)
  const chunks = chunksOfFile(snapshot, file)
  const { firstSymbol } = segment.chunks
  const { name, kind, startLine, endLine } = segment.symbols
  const symbols: FileSymbol[] = []
  for (let idx = firstSymbol[chunks.start - chunkBase]; idx < firstSymbol[chunks.end - chunkBase]; idx++) {
    symbols.push({
      name: stringAt(segment.strings, name[idx]),
      kind: SYMBOL_KINDS[kind[idx]],
      start: startLine[idx],
      end: endLine[idx],
    })
  }
  return symbols
}

/** One line means the smallest definition around it, or else its chunk; more lines mean themselves. */
function widen(
  snapshot: Snapshot,
  file: number,
  symbols: readonly FileSymbol[],
  lines: LineRange,
): LineRange {
  if (lines.end - lines.start > 1) return lines
  const around = symbols
    .filter(({ start, end }) => start <= lines.start && end >= lines.end && end - start > 1)
    .sort((a, b) => a.end - a.start - (b.end - b.start))[0]
  if (around) return { start: around.start, end: around.end }
  const { segment, chunkBase } = partOfFile(snapshot, file)
  const chunks = chunksOfFile(snapshot, file)
  for (let chunk = chunks.start - chunkBase; chunk < chunks.end - chunkBase; chunk++) {
    const [start, end] = [segment.chunks.startLine[chunk], segment.chunks.endLine[chunk]]
    if (start <= lines.start && end >= lines.end) return { start, end }
  }
  return lines
}

function analyzedText(
  path: string,
  text: string,
  language: LanguageId,
  symbols: readonly FileSymbol[],
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
