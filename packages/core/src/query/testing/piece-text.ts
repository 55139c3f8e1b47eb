import { analyzedFile } from '../../segment/testing/analyzed.js'
import type { PieceText } from '../term-book.js'

/** A text with the names that it defines, for tests. */
export function pieceText(path: string, text: string): PieceText {
  const { file, chunks } = analyzedFile(path, text)
  return { ...file, names: chunks.flatMap(({ symbols }) => symbols.map(({ name }) => name)) }
}
