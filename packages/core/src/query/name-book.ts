/** Paths, names and standing of files and passages as a search compares them, each worked out once. */
import { countUsers } from '../segment/count-users.js'
import { partOfChunk, pathOfFile, type Snapshot } from '../segment/snapshot.js'
import { stringAt } from '../segment/string-table.js'
import type { TermAnalyzer } from '../tokenize/terms.js'
import { type FileName, fileNameOf, nameOf } from './file-names.js'

/** By file id and chunk id. Every question asks for the names of much the same candidates. */
export interface NameBook {
  pathOf(file: number): string
  fileName(file: number): FileName
  /** A passage is called what its last heading says. */
  title(chunk: number): FileName
  /** How many files use what a file defines, in logarithms: 0 none, 1 the most of any file. */
  prominence(file: number): number
}

/** An empty book, which fills as it is read. `users` are those of `countUsers`, where they are known. */
export function createNameBook(
  snapshot: Snapshot,
  analyzer: TermAnalyzer,
  users: Uint32Array | undefined,
): NameBook {
  const paths = new Map<number, string>()
  const fileNames = new Map<number, FileName>()
  const titles = new Map<number, FileName>()
  let prominences: Float64Array | undefined
  const pathOf = (file: number) => remembered(paths, file, () => pathOfFile(snapshot, file))
  return {
    pathOf,
    fileName: (file) => remembered(fileNames, file, () => fileNameOf(pathOf(file), analyzer)),
    title: (chunk) => remembered(titles, chunk, () => nameOf(titleOf(snapshot, chunk), analyzer)),
    prominence(file) {
      prominences ??= prominencesOf(users ?? countUsers(snapshot))
      return prominences[file]
    },
  }
}

function prominencesOf(users: Uint32Array): Float64Array {
  const logarithms = Float64Array.from(users, Math.log1p)
  const most = logarithms.reduce((largest, value) => Math.max(largest, value), 0)
  return logarithms.map((value) => (most > 0 ? value / most : 0))
}

function remembered<Value>(known: Map<number, Value>, id: number, make: () => Value): Value {
  const found = known.get(id)
  if (found !== undefined) return found
  const made = make()
  known.set(id, made)
  return made
}

function titleOf(snapshot: Snapshot, chunk: number): string {
  const { segment, chunkBase } = partOfChunk(snapshot, chunk)
  const { firstSymbol, scope } = segment.chunks
  const local = chunk - chunkBase
  return firstSymbol[local] < firstSymbol[local + 1]
    ? stringAt(segment.strings, segment.symbols.name[firstSymbol[local]])
    : (stringAt(segment.strings, scope[local]).split('.').at(-1) ?? '')
}
