import { chunkFile } from '../../../chunk/chunk-file.js'
import { chunkOptionsFor } from '../../../chunk/chunk-options.js'
import type { SyntaxParser } from '../../../chunk/syntax-parser.js'
import { languageById, languageOf } from '../../../text/languages.js'
import { mineFile } from '../mine-file.js'
import type { MinedPairs } from '../pair-drafts.js'

/** The pairs of a text as if it were the file `path`. */
export function mineText(path: string, text: string, syntax: SyntaxParser | undefined): MinedPairs {
  const language = languageOf(path, text)
  const file = { path, text, language }
  return mineFile(file, chunkFile(file, syntax, chunkOptionsFor(languageById(language).kind)))
}

/** `source line: query => document`, the path of the document left out, line ends as `⏎`, blanks collapsed. */
export function describePairs({ pairs }: MinedPairs): string[] {
  return pairs.map(({ source, line, query, document, path }) => {
    const code = document.startsWith(`${path}\n`) ? document.slice(path.length + 1) : `(no path) ${document}`
    return `${source} ${line}: ${query} => ${code.replaceAll('\n', '⏎').replace(/[ \t]+/g, ' ')}`
  })
}
