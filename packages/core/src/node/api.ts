/** Types of the node entry: what the command line, the server and others call. */
import type { DuplicateProgress, Duplicates } from '../explore/find-duplicates.js'
import type { NaturalLanguage } from '../tokenize/stop-words.js'
import type { Hit, LineRange } from '../types.js'

export interface Progress {
  readonly phase: 'scan' | 'analyse' | 'write' | 'adapt'
  readonly filesDone: number
  readonly filesTotal: number
  readonly bytesDone: number
  readonly bytesTotal: number
}

export interface IndexOptions {
  readonly root: string
  /** Folder that holds all indexes; `undefined` means CERCA_INDEX_DIR or the user's cache folder. */
  readonly indexDir: string | undefined
  /** Files above this many bytes are left out; `undefined` means what the index was built with, else the default. */
  readonly maxFileBytes: number | undefined
  /** Worker threads; `undefined` means one fewer than the cores, 0 means none. */
  readonly workers: number | undefined
  /** What to do when another process is writing: wait for it or fail with `index-locked`. */
  readonly onLocked: 'wait' | 'fail'
  /** Folder of the model that gives chunks their vectors; `undefined` for an index of words alone. */
  readonly modelFolder: string | undefined
  /**
   * Whether `updateIndex` goes on to train the model on the files it has indexed: never, within a few seconds
   * (a large repository is sampled), or on all of them.
   */
  readonly adapt: 'off' | 'auto' | 'full'
  /** Forget what is on disk and build everything again. */
  readonly rebuild: boolean
  readonly onProgress: (progress: Progress) => void
  /** One sentence for people, such as "3 files changed, bringing the index up to date". */
  readonly onNotice: (message: string) => void
}

export interface IndexReport {
  readonly root: string
  /** Folder of this root's index. */
  readonly indexPath: string
  readonly files: number
  readonly chunks: number
  readonly segments: number
  /** Bytes of the indexed source files, and of the index on disk. */
  readonly sourceBytes: number
  readonly indexBytes: number
  readonly added: number
  readonly changed: number
  readonly removed: number
  readonly unchanged: number
  /** Count of what was left out, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
  /** Files whose syntax could not be used, with the reason; they are indexed by lines. */
  readonly problems: readonly { readonly path: string; readonly message: string }[]
  readonly milliseconds: number
  /** `undefined` when the model was not trained now. */
  readonly adaptation: AdaptationReport | undefined
  /** Why the index that was there could not be built upon; `undefined` when it could, or there was none. */
  readonly rebuilt: RebuildReason | undefined
}

export interface RebuildReason {
  readonly reason: 'damaged' | 'other-version'
  /** A sentence. */
  readonly detail: string
}

/** What training the model on the files did. */
export interface AdaptationReport {
  readonly pairs: number
  /** Beside the milliseconds of indexing. */
  readonly milliseconds: number
}

export interface SearchOptions {
  readonly k: number
  /** Only these languages (ids), only paths that contain one of these, only this kind; empty or undefined means all. */
  readonly languages: readonly string[]
  readonly paths: readonly string[]
  readonly content: 'all' | 'code' | 'docs'
  readonly explain: boolean
  /** Language of the query, for `search` only; `undefined` to tell it from the words. */
  readonly queryLanguage: NaturalLanguage | undefined
}

/** Code to find the like of: a place in an indexed file, or text that need not be indexed. */
export type SimilarTarget =
  | { readonly kind: 'file'; readonly path: string }
  /** A line means the function or section around it when `lines` has length 1. */
  | { readonly kind: 'lines'; readonly path: string; readonly lines: LineRange }
  | { readonly kind: 'text'; readonly text: string; readonly language: string | undefined }

/** Which functions are compared with each other, and from where on they are duplicates. */
export interface DuplicatesOptions {
  /** Only these languages, only paths that contain one of these; empty means all. */
  readonly languages: readonly string[]
  readonly paths: readonly string[]
  /** Parts of paths that are left out; a path is looked at with a `/` in front, so that `/gen/` means any folder. */
  readonly notPaths: readonly string[]
  readonly tests: 'with' | 'without'
  /** Lines of code that a function must have; at least 1. */
  readonly minLines: number
  /** From this resemblance on, above 0, at most 1. */
  readonly minSimilarity: number
  readonly onProgress: (progress: DuplicateProgress) => void
  /** What it is aborted with is what the promise is rejected with. */
  readonly signal: AbortSignal | undefined
}

/** An immutable, opened index. */
export interface SearchIndex {
  readonly root: string
  readonly files: number
  readonly chunks: number
  /** Throws `query-empty` and `filter-unknown`. */
  search(query: string, options: SearchOptions): readonly Hit[]
  /** Throws `path-not-indexed` and `line-out-of-range`. */
  similar(target: SimilarTarget, options: SearchOptions): readonly Hit[]
  /**
   * Clusters of functions that are nearly the same; generated files are left out. Reads the files again, and lets
   * others run in between. Throws `filter-unknown`.
   */
  duplicates(options: DuplicatesOptions): Promise<Duplicates>
  /** The language in which `search` reads a query when it is not told. Throws `filter-unknown`. */
  languageOf(query: string): NaturalLanguage
  /** Spans (UTF-16 offsets in `line`) that match the query's words, for highlighting. */
  matches(
    query: string,
    line: string,
    queryLanguage: NaturalLanguage,
  ): readonly { readonly start: number; readonly end: number }[]
}

// Entry functions (in node/index.ts):
//   updateIndex(options: IndexOptions): Promise<IndexReport>
//   ensureIndex(options: IndexOptions): Promise<{ index: SearchIndex; report: IndexReport | undefined }>
//        opens the index; when missing or stale brings it up to date first (onNotice says so)
//   readStatus(root, indexDir, maxFileBytes): Promise<IndexStatus>
//   why(...) from node/why.ts
//   removeIndex(root, indexDir): Promise<boolean>

export interface IndexStatus {
  readonly root: string
  readonly indexPath: string
  readonly state: 'missing' | 'current' | 'stale' | 'damaged'
  /** Why it is damaged, or what is stale. */
  readonly detail: string
  readonly files: number
  readonly chunks: number
  readonly segments: number
  readonly sourceBytes: number
  readonly indexBytes: number
  /** Files by language, most first. */
  readonly languages: readonly { readonly language: string; readonly files: number }[]
  /** Changes on disk that the index does not know yet. */
  readonly pending: { readonly added: number; readonly changed: number; readonly removed: number }
  readonly leftOut: Readonly<Record<string, number>>
}
