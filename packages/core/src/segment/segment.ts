/** One immutable searchable piece of an index: some files, their chunks, and where every term stands. */
import type { StringTable } from './string-table.js'

/** What is kept of the postings of a field beside documents and frequencies. */
export interface FieldTraits {
  readonly documents: 'chunk' | 'file'
  readonly hasPositions: boolean
  /** Whether postings tell parts of words from parts that are only joined: what vectors are made of. */
  readonly hasParts: boolean
}

/** The fields a term can stand in, and what their documents are. */
export const FIELDS = {
  /** Everything in a chunk, comments too. The only field with positions. */
  body: { documents: 'chunk', hasPositions: true, hasParts: true },
  /** A chunk's comments. */
  comments: { documents: 'chunk', hasPositions: false, hasParts: false },
  /** Names that a chunk defines; of a section of prose also the headings it stands under. */
  symbols: { documents: 'chunk', hasPositions: false, hasParts: false },
  /** The first 1,500 characters of a file. */
  head: { documents: 'file', hasPositions: false, hasParts: false },
  /** A file's path, its name counted twice. */
  path: { documents: 'file', hasPositions: false, hasParts: true },
} as const satisfies Readonly<Record<string, FieldTraits>>

export type FieldName = keyof typeof FIELDS

/** In the order in which they are stored. */
export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[]

/**
 * Postings of one field. Term t stands in documents `docs[offsets[t]]` to `docs[offsets[t + 1]]`, ascending,
 * `frequencies` times each (255 at most). Positions, where the field has them, follow the same order:
 * those of term t begin at `positionOffsets[t]`, `frequencies` of them a posting.
 */
export interface Postings {
  readonly offsets: Uint32Array
  readonly docs: Uint32Array
  readonly frequencies: Uint8Array
  /** Terms in each document, `[documents]`. */
  readonly lengths: Uint32Array
  readonly positionOffsets: Uint32Array
  /** Position in the chunk, counted in terms; 65,535 and beyond are not kept. */
  readonly positions: Uint16Array
  /**
   * A bit a posting, lowest first, in fields that have parts: 1 when the term is a part of a word somewhere in the
   * document, 0 when it is only parts joined.
   */
  readonly parts: Uint8Array
}

/** Largest frequency kept: scores saturate long before. */
export const MAX_FREQUENCY = 255
/** Positions from here on are not stored; only a chunk of one enormous line has them. */
export const MAX_POSITION = 0xffff

/** One value a file, `[files]`. Strings are ids in the segment's `strings`. */
export interface FileColumns {
  readonly path: Uint32Array
  readonly language: Uint32Array
  /** Bytes on disk. */
  readonly bytes: Uint32Array
  /** Bits of `CHUNK_TRAITS`. */
  readonly traits: Uint8Array
  /** Index in `CONTENT_KINDS`. */
  readonly kind: Uint8Array
  /** Content hash of the file, 16 bytes each. */
  readonly hash: Uint8Array
  /** Chunks of file f are `firstChunk[f]` to `firstChunk[f + 1]`, `[files + 1]`. */
  readonly firstChunk: Uint32Array
}

/** One value a chunk, `[chunks]`. */
export interface ChunkColumns {
  readonly file: Uint32Array
  /** Half-open, 0-based. */
  readonly startLine: Uint32Array
  readonly endLine: Uint32Array
  readonly kind: Uint8Array
  readonly traits: Uint8Array
  readonly scope: Uint32Array
  /** Symbols of chunk c are `firstSymbol[c]` to `firstSymbol[c + 1]`, `[chunks + 1]`. */
  readonly firstSymbol: Uint32Array
}

/** One value a symbol, `[symbols]`. */
export interface SymbolColumns {
  readonly name: Uint32Array
  /** Index in `SYMBOL_KINDS`. */
  readonly kind: Uint8Array
  readonly scope: Uint32Array
  /** Lines of the whole definition, half-open, 0-based. */
  readonly startLine: Uint32Array
  readonly endLine: Uint32Array
}

export interface Segment {
  readonly files: FileColumns
  readonly chunks: ChunkColumns
  readonly symbols: SymbolColumns
  /** Paths, languages, names and scopes. */
  readonly strings: StringTable
  readonly terms: StringTable
  readonly postings: Readonly<Record<FieldName, Postings>>
}
