/** The text of a file → its chunks, by the means that its language has. */
import { type ChunkedFile, chunkFile } from '../chunk/chunk-file.js'
import { chunkOptionsFor } from '../chunk/chunk-options.js'
import type { SyntaxParser } from '../chunk/syntax-parser.js'
import { languageById, languageOf } from '../text/languages.js'
import type { ContentKind, LanguageId, SourceFile } from '../types.js'

export interface CutFile {
  readonly file: SourceFile
  readonly kind: ContentKind
  readonly chunked: ChunkedFile
}

/** Makes the grammar of the file's language ready first; a file is never refused. */
export async function cutSource(
  path: string,
  text: string,
  syntax: SyntaxParser,
  language: LanguageId = languageOf(path, text),
): Promise<CutFile> {
  await syntax.prepare(language)
  const { kind } = languageById(language)
  const file = { path, text, language }
  return { file, kind, chunked: chunkFile(file, syntax, chunkOptionsFor(kind)) }
}
