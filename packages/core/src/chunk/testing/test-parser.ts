import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { LanguageId } from '../../types.js'
import { createSyntaxParser, type SyntaxParser } from '../syntax-parser.js'
import { type SyntaxRuntime, startSyntaxRuntime } from '../syntax-runtime.js'

const require = createRequire(import.meta.url)

export function readRuntime(): Uint8Array {
  return readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm'))
}

/** The runtime for syntax trees; once in a file of tests. */
export function startTestRuntime(): Promise<SyntaxRuntime> {
  return startSyntaxRuntime(readRuntime())
}

export async function readGrammar(grammar: string): Promise<Uint8Array> {
  return readFileSync(require.resolve(`@cursorless/tree-sitter-wasms/out/tree-sitter-${grammar}.wasm`))
}

/** A parser with the grammars of these languages. */
export async function openTestParser(
  languages: Iterable<LanguageId>,
  runtime?: SyntaxRuntime,
): Promise<SyntaxParser> {
  const syntax = createSyntaxParser({
    runtime: runtime ?? (await startTestRuntime()),
    loadGrammar: readGrammar,
  })
  for (const language of languages) await syntax.prepare(language)
  return syntax
}
