/** A segment ↔ bytes. Opening makes views of the bytes; nothing is parsed. */
import {
  type Container,
  containerSteps,
  type ElementType,
  lastOf,
  type Section,
  writeContainer,
} from './container.js'
import { FIELD_NAMES, type FieldName, type Postings, type Segment } from './segment.js'
import type { StringTable } from './string-table.js'

const KIND = 'segment'
/** Raise with every change to what is stored; keep a file of the old version in tests/compat. */
export const SEGMENT_VERSION = 3
const OLDEST_READABLE_VERSION = 3

const FILE_COLUMNS = {
  path: 'uint32',
  language: 'uint32',
  bytes: 'uint32',
  traits: 'uint8',
  kind: 'uint8',
  hash: 'uint8',
  firstChunk: 'uint32',
} as const satisfies Record<keyof Segment['files'], ElementType>

const CHUNK_COLUMNS = {
  file: 'uint32',
  startLine: 'uint32',
  endLine: 'uint32',
  kind: 'uint8',
  traits: 'uint8',
  scope: 'uint32',
  firstSymbol: 'uint32',
} as const satisfies Record<keyof Segment['chunks'], ElementType>

const SYMBOL_COLUMNS = {
  name: 'uint32',
  kind: 'uint8',
  scope: 'uint32',
  startLine: 'uint32',
  endLine: 'uint32',
} as const satisfies Record<keyof Segment['symbols'], ElementType>

const TABLE_COLUMNS = {
  bytes: 'uint8',
  offsets: 'uint32',
  hashes: 'uint32',
  slots: 'uint32',
} as const satisfies Record<keyof StringTable, ElementType>

const POSTING_COLUMNS = {
  offsets: 'uint32',
  docs: 'uint32',
  frequencies: 'uint8',
  lengths: 'uint32',
  positionOffsets: 'uint32',
  positions: 'uint16',
  parts: 'uint8',
} as const satisfies Record<keyof Postings, ElementType>

type Columns = Readonly<Record<string, ElementType>>

/** Same segment, same bytes. */
export function encodeSegment(segment: Segment): Uint8Array {
  return writeContainer(KIND, SEGMENT_VERSION, [
    ...sections('files', FILE_COLUMNS, segment.files),
    ...sections('chunks', CHUNK_COLUMNS, segment.chunks),
    ...sections('symbols', SYMBOL_COLUMNS, segment.symbols),
    ...sections('strings', TABLE_COLUMNS, segment.strings),
    ...sections('terms', TABLE_COLUMNS, segment.terms),
    ...FIELD_NAMES.flatMap((field) => sections(field, POSTING_COLUMNS, segment.postings[field])),
  ])
}

/** The arrays are views of `bytes`. Throws `index-damaged`, `index-too-new` and `index-too-old`. */
export function decodeSegment(bytes: Uint8Array): Segment {
  return lastOf(segmentSteps(bytes))
}

/** The same, with pauses. */
export function* segmentSteps(bytes: Uint8Array): Generator<void, Segment> {
  const container = yield* containerSteps(bytes, {
    kind: KIND,
    version: SEGMENT_VERSION,
    oldestVersion: OLDEST_READABLE_VERSION,
  })
  const postings = Object.fromEntries(
    FIELD_NAMES.map((field) => [field, columns(container, field, POSTING_COLUMNS)]),
  ) as unknown as Record<FieldName, Postings>
  return {
    files: columns(container, 'files', FILE_COLUMNS),
    chunks: columns(container, 'chunks', CHUNK_COLUMNS),
    symbols: columns(container, 'symbols', SYMBOL_COLUMNS),
    strings: columns(container, 'strings', TABLE_COLUMNS),
    terms: columns(container, 'terms', TABLE_COLUMNS),
    postings,
  }
}

function sections<Names extends Columns>(
  group: string,
  types: Names,
  values: Readonly<Record<keyof Names, Section['data']>>,
): Section[] {
  return Object.keys(types).map((name) => ({ name: `${group}.${name}`, data: values[name as keyof Names] }))
}

function columns<Names extends Columns>(
  container: Container,
  group: string,
  types: Names,
): { [Name in keyof Names]: ReturnType<typeof container.get<Names[Name]>> } {
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, container.get(`${group}.${name}`, type)]),
  ) as { [Name in keyof Names]: ReturnType<typeof container.get<Names[Name]>> }
}
