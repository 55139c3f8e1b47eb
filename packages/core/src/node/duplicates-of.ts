/** The duplicates among the functions of an index. */
import { type Duplicates, findDuplicates } from '../explore/find-duplicates.js'
import type { FunctionExtent, FunctionFile } from '../explore/function-bags.js'
import { allowedIds, NO_FILTERS } from '../query/filters.js'
import { SYMBOL_KINDS } from '../segment/codes.js'
import type { Snapshot, SnapshotPart } from '../segment/snapshot.js'
import { stringAt } from '../segment/string-table.js'
import type { SymbolKind } from '../types.js'
import type { DuplicatesOptions } from './api.js'

/** Kinds of definitions that hold statements; a class is compared by its methods. */
const FUNCTION_KINDS: ReadonlySet<SymbolKind> = new Set(['function', 'method', 'macro', 'test'])

/**
 * Compares the functions of a snapshot's files; `read` gives the text that a file was analysed with, `undefined` when
 * it is gone. Generated files are left out. Between steps other events of this thread are handled.
 */
export function duplicatesOf(
  snapshot: Snapshot,
  read: (path: string) => string | undefined,
  options: DuplicatesOptions,
): Promise<Duplicates> {
  const { minLines, minSimilarity, signal } = options
  return findDuplicates([...functionFiles(snapshot, read, options)], {
    minLines,
    minSimilarity,
    signal,
    onProgress: (progress) => {
      options.onProgress(progress)
      return new Promise((resolve) => setImmediate(resolve))
    },
  })
}

function* functionFiles(
  snapshot: Snapshot,
  read: (path: string) => string | undefined,
  { languages, paths, notPaths, tests }: DuplicatesOptions,
): Generator<FunctionFile> {
  const filters = { ...NO_FILTERS, notTraits: UNWANTED[tests] }
  const allowed = allowedIds(snapshot, filters, [], { languages, paths, content: 'all' })
  for (const part of snapshot.parts) {
    const { files, strings } = part.segment
    for (let file = 0; file < files.path.length; file++) {
      if (part.live && !part.live[file]) continue
      const functions = functionsOfFile(part, file, (chunk) => allowed.chunks?.[chunk] !== 0)
      if (functions.length === 0) continue
      const path = stringAt(strings, files.path[file])
      if (notPaths.some((part) => `/${path}`.includes(part))) continue
      yield { path, language: stringAt(strings, files.language[file]), functions, read: () => read(path) }
    }
  }
}

const UNWANTED = { with: ['generated'], without: ['generated', 'test'] } as const

function functionsOfFile(
  { segment, chunkBase }: SnapshotPart,
  file: number,
  isAllowed: (chunk: number) => boolean,
): FunctionExtent[] {
  const { files, chunks, symbols, strings } = segment
  const functions: FunctionExtent[] = []
  for (let chunk = files.firstChunk[file]; chunk < files.firstChunk[file + 1]; chunk++) {
    if (!isAllowed(chunkBase + chunk)) continue
    for (let symbol = chunks.firstSymbol[chunk]; symbol < chunks.firstSymbol[chunk + 1]; symbol++) {
      if (!FUNCTION_KINDS.has(SYMBOL_KINDS[symbols.kind[symbol]])) continue
      const lines = { start: symbols.startLine[symbol], end: symbols.endLine[symbol] }
      functions.push({ name: stringAt(strings, symbols.name[symbol]), lines })
    }
  }
  return functions
}
