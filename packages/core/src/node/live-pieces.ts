/** Definitions in the files of a live index, to be compared with a place. */
import type { DefinitionLines } from '../chunk/definition-around.js'
import type { AnalyzedFile } from '../segment/segment-builder.js'
import { LineIndex } from '../text/lines.js'
import type { Hit, HitSymbol, LineRange } from '../types.js'
import { analyzedText, type PlaceQuery } from './similar-target.js'

/** The lines of a file as it is; of none where there is no such file. */
export type LinesOf = (path: string) => LineIndex

/** Reads each file once. */
export function readLinesOnce(textOf: (path: string) => string | undefined): LinesOf {
  const texts = new Map<string, LineIndex>()
  return (path) => {
    const known = texts.get(path)
    if (known) return known
    const lines = new LineIndex(textOf(path) ?? '')
    texts.set(path, lines)
    return lines
  }
}

/** A definition as a document of its own. */
export function pieceOf(
  { path, language }: Pick<Hit, 'path' | 'language'>,
  symbol: HitSymbol,
  text: string,
): AnalyzedFile {
  const own: DefinitionLines = { name: symbol.name, kind: symbol.kind, ...symbol.lines }
  return analyzedText(path, text, language, [own])
}

/** Whether lines of a file are those of the place, or touch them. */
export function isSelf({ self }: PlaceQuery, path: string, lines: LineRange): boolean {
  return self?.path === path && (self.lines === undefined || overlaps(self.lines, lines))
}

export function overlaps(a: LineRange, b: LineRange): boolean {
  return a.start < b.end && b.start < a.end
}
