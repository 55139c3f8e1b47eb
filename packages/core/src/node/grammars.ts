/** Where the WebAssembly of the syntax trees lies: beside the bundle, or in the packages it comes from. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createSyntaxParser, type SyntaxParser } from '../chunk/syntax-parser.js'
import { startSyntaxRuntime } from '../chunk/syntax-runtime.js'
import { useBaselineCompiler, useTieringCompiler } from './wasm-compiler.js'

const RUNTIME = 'web-tree-sitter.wasm'

/** Its grammars stay in memory, so there is one in a thread. */
let opened: Promise<SyntaxParser> | undefined

/**
 * The syntax parser of this thread, which finds its grammars by itself. How much work there will be for it counts the
 * first time: optimizing takes longer than a few files do.
 */
export async function openSyntaxParser(work: 'little' | 'much'): Promise<SyntaxParser> {
  opened ??= open(work)
  const parser = await opened
  // For the grammars that are still to come: a kernel may have been compiled since.
  useBaselineCompiler()
  return parser
}

async function open(work: 'little' | 'much'): Promise<SyntaxParser> {
  if (work === 'much') useTieringCompiler()
  else useBaselineCompiler()
  return createSyntaxParser({
    runtime: await startSyntaxRuntime(readFileSync(findWasm(RUNTIME, `web-tree-sitter/${RUNTIME}`))),
    loadGrammar: async (grammar) => {
      const file = `tree-sitter-${grammar}.wasm`
      return readFileSync(findWasm(file, `@cursorless/tree-sitter-wasms/out/${file}`))
    },
  })
}

function findWasm(file: string, packagePath: string): string {
  const beside = join(fileURLToPath(new URL('.', import.meta.url)), 'grammars', file)
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(packagePath)
}
