import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chunkFile } from '../../../chunk/chunk-file.js'
import { chunkOptionsFor } from '../../../chunk/chunk-options.js'
import { createSyntaxParser, type SyntaxParser } from '../../../chunk/syntax-parser.js'
import { languageById, languageOf } from '../../../text/languages.js'
import { mineFile } from '../mine-file.js'
import type { MinedPairs } from '../pair-drafts.js'

const require = createRequire(import.meta.url)

/** A parser with the grammars of these languages. */
export async function openTestParser(languages: readonly string[]): Promise<SyntaxParser> {
  const syntax = await createSyntaxParser({
    runtimeWasm: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    loadGrammar: async (grammar) =>
      readFileSync(require.resolve(`@cursorless/tree-sitter-wasms/out/tree-sitter-${grammar}.wasm`)),
  })
  await Promise.all(languages.map((language) => syntax.prepare(language)))
  return syntax
}

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
