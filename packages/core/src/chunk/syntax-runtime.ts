/**
 * The WebAssembly behind all syntax trees of a thread, kept from remembering what it parsed. Grammars and their
 * scanners are C: some write past their buffers, and some texts make the parser call itself once for each bracket.
 * So the stack is large and watched, and after each text the memory is put back as it was before.
 */
import { type Language, Parser, type Tree } from 'web-tree-sitter'
import {
  clearStack,
  isStackOverused,
  loadTables,
  type MemorySnapshot,
  restoreSnapshot,
  restoreTables,
  startSyntaxMemory,
  takeSnapshot,
} from './syntax-memory.js'
import { isTrap } from './web-assembly.js'

export interface SyntaxRuntime {
  /** What `load` resolves to. Grammars are loaded in here only. */
  keep(load: () => Promise<Language>): Promise<Language>
  /**
   * What `read` makes of the tree that `parse` returns, the same whatever was parsed before (`parse` is also given a
   * function that says how many calls the parser has made for it); `undefined` when there
   * is no tree, when WebAssembly crashes, or when it needs more stack than any text of a person does. The tree is
   * freed afterwards, and `read` must have freed what it took of it. Throws what else `read` throws.
   */
  isolate<Result>(
    parse: (parser: Parser, nCalls: () => number) => Tree | undefined,
    read: (tree: Tree) => Result,
  ): Result | undefined
}

/**
 * Starts web-tree-sitter from the bytes of `web-tree-sitter.wasm`. There is one in a thread: throws
 * `syntax-started-twice` when called again.
 */
export async function startSyntaxRuntime(runtimeWasm: Uint8Array): Promise<SyntaxRuntime> {
  const memory = await startSyntaxMemory(runtimeWasm)
  const parser = new Parser()
  let nLoading = 0
  let lastLoad = Promise.resolve()
  let snapshot: MemorySnapshot | undefined
  return {
    keep(load) {
      nLoading++
      const loaded = lastLoad.then(() => loadTables(memory, load))
      const settle = () => {
        nLoading--
        snapshot = undefined
      }
      lastLoad = loaded.then(settle, settle)
      return lastLoad.then(() => loaded)
    },
    isolate(parse, read) {
      // A grammar that is being loaded takes its memory at a moment that nobody tells.
      if (snapshot === undefined || nLoading > 0) snapshot = takeSnapshot(memory)
      clearStack(memory)
      memory.calls.value = 0
      let outcome: Outcome<ReturnType<typeof read>> = NO_TREE
      try {
        outcome = readTree(() => parse(parser, () => memory.calls.value), read)
      } catch (error) {
        outcome = NO_TREE
        if (!isTrap(error)) throw error
      } finally {
        // Whether V8's own stack overflows first depends on the thread, so this must not depend on that.
        if (isStackOverused(memory)) outcome = NO_TREE
        restoreSnapshot(memory, snapshot)
        if (!outcome.isClean) restoreTables(memory)
      }
      return outcome.result
    },
  }
}

interface Outcome<Result> {
  readonly result: Result | undefined
  /** Whether nothing speaks for damage. */
  readonly isClean: boolean
}

const NO_TREE = { result: undefined, isClean: false } as const

function readTree<Result>(parse: () => Tree | undefined, read: (tree: Tree) => Result): Outcome<Result> {
  let tree: Tree | undefined
  try {
    tree = parse()
  } catch {
    // A trap, no stack left, or a scanner that calls a function which nobody has.
    return NO_TREE
  }
  if (tree === undefined) return NO_TREE
  try {
    return { result: read(tree), isClean: !tree.rootNode.hasError }
  } finally {
    tree.delete()
  }
}
