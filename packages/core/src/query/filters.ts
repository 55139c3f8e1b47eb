/** Which chunks a query's filters let through. */
import { CercaError } from '../errors.js'
import { locateTerm } from '../segment/bm25.js'
import { CONTENT_KINDS, SYMBOL_KINDS, traitBits } from '../segment/codes.js'
import type { Snapshot, SnapshotPart } from '../segment/snapshot.js'
import { stringAt } from '../segment/string-table.js'
import { LANGUAGES } from '../text/languages.js'
import { chunksWithPhrase } from './adjacency.js'
import type { QueryFilters, QueryPhrase } from './parse.js'

/** Filters that come from options rather than from the query's text. */
export interface ScopeOptions {
  readonly languages: readonly string[]
  readonly paths: readonly string[]
  readonly content: 'all' | 'code' | 'docs'
}

/** `chunks` has a byte a chunk id, `files` a byte a file id; `undefined` lets everything through. */
export interface AllowedIds {
  readonly chunks: Uint8Array | undefined
  readonly files: Uint8Array | undefined
}

/** Of a search that has no query text. */
export const NO_FILTERS: QueryFilters = {
  languages: [],
  notLanguages: [],
  paths: [],
  notPaths: [],
  kinds: [],
  traits: [],
  notTraits: [],
}

const EVERYTHING: AllowedIds = { chunks: undefined, files: undefined }

/** Throws `filter-unknown` for a language that does not exist. */
export function allowedIds(
  snapshot: Snapshot,
  filters: QueryFilters,
  phrases: readonly QueryPhrase[],
  scope: ScopeOptions,
): AllowedIds {
  const wanted = resolveFilters(filters, scope)
  if (isEmpty(wanted) && phrases.length === 0) return EVERYTHING
  const chunks = new Uint8Array(snapshot.nChunkIds)
  const files = new Uint8Array(snapshot.nFileIds)
  const withPhrase = phrases.map((phrase) => chunksWithAny(snapshot, phrase))
  for (const part of snapshot.parts) {
    const { segment, live, fileBase, chunkBase } = part
    for (let file = 0; file < segment.files.path.length; file++) {
      if ((live && !live[file]) || !allowsFile(part, file, wanted)) continue
      for (let chunk = segment.files.firstChunk[file]; chunk < segment.files.firstChunk[file + 1]; chunk++) {
        if (!allowsChunk(part, file, chunk, wanted)) continue
        if (!withPhrase.every((found) => found.has(chunkBase + chunk))) continue
        chunks[chunkBase + chunk] = 1
        files[fileBase + file] = 1
      }
    }
  }
  return { chunks, files }
}

function chunksWithAny(snapshot: Snapshot, readings: QueryPhrase): Set<number> {
  const found = new Set<number>()
  for (const parts of readings) {
    const located = parts.map((part) => locateTerm(snapshot, [{ term: part, weight: 1 }], 1))
    for (const chunk of chunksWithPhrase(snapshot, located)) found.add(chunk)
  }
  return found
}

interface ResolvedFilters {
  readonly languages: ReadonlySet<string>
  readonly notLanguages: ReadonlySet<string>
  /** Lower case; a path has to contain one of each list. */
  readonly pathLists: readonly (readonly string[])[]
  readonly notPaths: readonly string[]
  readonly kinds: ReadonlySet<number>
  readonly traits: number
  readonly notTraits: number
  readonly content: ScopeOptions['content']
}

function resolveFilters(filters: QueryFilters, scope: ScopeOptions): ResolvedFilters {
  const lower = (paths: readonly string[]) => paths.map((path) => path.toLowerCase())
  return {
    languages: new Set([...filters.languages, ...scope.languages].map(languageId)),
    notLanguages: new Set(filters.notLanguages.map(languageId)),
    pathLists: [lower(filters.paths), lower(scope.paths)].filter((list) => list.length > 0),
    notPaths: lower(filters.notPaths),
    kinds: new Set(filters.kinds.map((kind) => SYMBOL_KINDS.findIndex((known) => known === kind))),
    traits: traitBits(filters.traits),
    notTraits: traitBits(filters.notTraits),
    content: scope.content,
  }
}

function isEmpty(wanted: ResolvedFilters): boolean {
  return (
    wanted.languages.size === 0 &&
    wanted.notLanguages.size === 0 &&
    wanted.pathLists.length === 0 &&
    wanted.notPaths.length === 0 &&
    wanted.kinds.size === 0 &&
    wanted.traits === 0 &&
    wanted.notTraits === 0 &&
    wanted.content === 'all'
  )
}

/** Accepts an id (`csharp`), a name (`C#`) or an extension (`cs`, `.cs`). */
function languageId(value: string): string {
  const wanted = value.toLowerCase()
  const language =
    LANGUAGES.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted) ??
    LANGUAGES.find(({ extensions }) => extensions.includes(`.${wanted.replace(/^\./, '')}`))
  if (!language) throw new CercaError('filter-unknown', `language ${value}`)
  return language.id
}

function allowsFile({ segment }: SnapshotPart, file: number, wanted: ResolvedFilters): boolean {
  const language = stringAt(segment.strings, segment.files.language[file])
  if (wanted.languages.size > 0 && !wanted.languages.has(language)) return false
  if (wanted.notLanguages.has(language)) return false
  if (wanted.pathLists.length === 0 && wanted.notPaths.length === 0) return true
  const path = stringAt(segment.strings, segment.files.path[file]).toLowerCase()
  if (wanted.notPaths.some((part) => path.includes(part))) return false
  return wanted.pathLists.every((list) => list.some((part) => path.includes(part)))
}

function allowsChunk(
  { segment }: SnapshotPart,
  file: number,
  chunk: number,
  wanted: ResolvedFilters,
): boolean {
  const traits = segment.chunks.traits[chunk] | segment.files.traits[file]
  if ((traits & wanted.traits) !== wanted.traits || (traits & wanted.notTraits) !== 0) return false
  const isProse = CONTENT_KINDS[segment.chunks.kind[chunk]] === 'prose'
  if (wanted.content !== 'all' && isProse !== (wanted.content === 'docs')) return false
  if (wanted.kinds.size === 0) return true
  const { firstSymbol } = segment.chunks
  for (let symbol = firstSymbol[chunk]; symbol < firstSymbol[chunk + 1]; symbol++) {
    if (wanted.kinds.has(segment.symbols.kind[symbol])) return true
  }
  return false
}
