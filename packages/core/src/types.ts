/** Shared nouns of the whole project; every other type lives beside its owner. */

/** Half-open range in UTF-16 code units of a file's text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Half-open range of 0-based line numbers. People and JSON see `start + 1` to `end`. */
export interface LineRange {
  readonly start: number
  readonly end: number
}

/** Key of a row in the table of `text/languages.ts`, `plaintext` when nothing else fits. */
export type LanguageId = string

/** A file as read: `path` is relative to the root with `/`, `text` has no BOM. */
export interface SourceFile {
  readonly path: string
  readonly text: string
  readonly language: LanguageId
}

/** What a chunk mainly is; `data` is configuration and markup such as JSON, YAML, TOML, CSS. */
export type ContentKind = 'code' | 'prose' | 'data'

/** What else is known of a chunk, from its path, its file's header or its syntax. */
export type ChunkTrait = 'test' | 'generated' | 'example' | 'declaration' | 'legacy'

/** What a definition defines, the same words for every language. */
export type SymbolKind =
  | 'function'
  | 'method'
  | 'class'
  | 'interface'
  | 'type'
  | 'enum'
  | 'module'
  | 'constant'
  | 'variable'
  | 'field'
  | 'macro'
  | 'section'
  | 'test'

/** A name that a chunk defines. `scope` joins the enclosing names with `.`; `''` at top level. */
export interface SymbolDefinition {
  readonly name: string
  readonly kind: SymbolKind
  readonly scope: string
  /** The name itself. */
  readonly span: Span
  /** The whole definition, its doc comment left out. */
  readonly extent: Span
}

/** A piece of a file, the unit that is searched and shown. Chunks of a file are in order and disjoint. */
export interface Chunk {
  readonly span: Span
  readonly lines: LineRange
  readonly kind: ContentKind
  readonly traits: readonly ChunkTrait[]
  /** Enclosing names joined with `.`; `''` at top level. */
  readonly scope: string
  /** Definitions whose name stands in this chunk, in order. */
  readonly symbols: readonly SymbolDefinition[]
  /** The comment that documents the first definition of the chunk. */
  readonly docComment: Span | undefined
  /** Indexed and shown in place of the span's text; only notebook cells have it. */
  readonly text: string | undefined
}

/** A score as a tree: `value` is the node's share of its parent's value. */
export interface Explanation {
  readonly label: string
  readonly value: number
  readonly detail: string
  readonly children: readonly Explanation[]
}

/** A name that a hit defines, and the lines of its whole definition. */
export interface HitSymbol {
  readonly name: string
  readonly kind: SymbolKind
  readonly scope: string
  readonly lines: LineRange
}

/** One answer. Higher score is better; equal scores are ordered by path, then line. */
export interface Hit {
  readonly path: string
  readonly lines: LineRange
  readonly score: number
  readonly language: LanguageId
  readonly kind: ContentKind
  readonly traits: readonly ChunkTrait[]
  readonly scope: string
  readonly symbols: readonly HitSymbol[]
  readonly explanation: Explanation | undefined
}

/** Turns texts into unit vectors. The fingerprint names everything that changes a vector. */
export interface Embedder {
  readonly fingerprint: string
  readonly dimensions: number
  /** One row a text, `[texts.length, dimensions]`, row-major, every row of length 1 or all zero. */
  embed(texts: readonly string[], role: 'query' | 'document'): Promise<Float32Array>
}

/** Nearest unit vectors by dot product, higher is nearer; equal scores are ordered by row. */
export interface VectorIndex {
  readonly fingerprint: string
  readonly dimensions: number
  readonly size: number
  search(query: Float32Array, k: number): readonly { readonly row: number; readonly score: number }[]
}
