/**
 * What the server knows of one workspace folder: an index that answers while it is brought up to date, with open
 * documents over it. Types only; `createFolderIndex` in `create-folder-index.ts` makes one.
 *
 * Nothing here blocks the thread that calls: a *search thread* answers, an *indexing process* reads files. They are
 * files beside the main bundle, so whoever bundles the server makes these entries in one folder:
 *
 *     search-thread.js      packages/server/src/threads/search-thread.ts
 *     indexing-process.js   packages/server/src/threads/indexing-process.ts
 *     worker.js             packages/core/src/node/worker.ts            analyses files
 *     training-worker.js    packages/core/src/node/training-worker.ts   adapts the model
 *
 * and beside them `grammars/`, `dictionaries/` and the model, as the command line's build lays them.
 *
 * Paths are relative to the root with `/`. Lines are 0-based and half-open, as in core; a line never crosses to
 * people from here. Errors are `CercaError` as core throws them, such as `query-empty`, `filter-unknown`,
 * `line-out-of-range` and `path-not-indexed`. A promise whose signal is aborted is rejected with the signal's
 * reason; a request that still waits for its turn is then never begun.
 */

import type { CercaError, Hit, LineRange } from '@cerca/core'
import type { DuplicateCluster, DuplicateProgress } from '@cerca/core/explore'
import type { LeftOutFile, LiveDefinition, LiveSubject } from '@cerca/core/node'
import type { FolderStatus } from '../protocol.js'

export interface FolderIndexOptions {
  /** Absolute path of the folder. */
  readonly root: string
  /** As for core's `IndexOptions`. */
  readonly indexDir: string | undefined
  readonly modelFolder: string | undefined
  readonly settings: FolderSettings
  /** A problem in words for people: what happened and what to do. */
  readonly describe: (error: CercaError) => string
  /** For the log: never holds a piece of the user's files. Problems are states, and logged as such. */
  readonly onLog: (level: 'info' | 'warning', message: string) => void
}

export interface FolderSettings {
  /** `undefined` means what the index was built with, else the default. */
  readonly maxFileBytes: number | undefined
  readonly adapt: 'off' | 'auto'
  /** Whether the folder is indexed at all in the background; otherwise only `reindex` does. */
  readonly isAutomatic: boolean
}

/** Which places may answer; empty lists let all through. */
export interface AnswerScope {
  readonly languages: readonly string[]
  readonly paths: readonly string[]
  readonly content: 'all' | 'code' | 'docs'
}

export interface SearchRequest extends AnswerScope {
  readonly query: string
  /** `undefined` to tell it from the words. */
  readonly queryLanguage: 'en' | 'es' | undefined
  readonly limit: number
}

export interface SearchAnswer {
  /** Best first. */
  readonly hits: readonly FoundPlace[]
  /** Whether the index was complete and current when it answered. */
  readonly isComplete: boolean
}

export interface FoundPlace extends Omit<Hit, 'explanation'> {
  readonly preview: PlacePreview
}

/** At most five lines around the one that shows best why it was found; from the open document where there is one. */
export interface PlacePreview {
  /** Line of the file that the text begins with. */
  readonly line: number
  /** Lines are joined with `\n`, whatever ends them in the file. `''` when the file no longer has them. */
  readonly text: string
  /** Words of the question: line counted from the preview's first, UTF-16 offsets in that line. */
  readonly matches: readonly { readonly line: number; readonly start: number; readonly end: number }[]
}

export interface SimilarRequest extends AnswerScope {
  readonly subject: LiveSubject
  readonly limit: number
  /** Leave out what is less alike, 0 to 1. */
  readonly minSimilarity: number
}

export interface SimilarAnswer {
  /** What was compared: the lines asked for, or those of the definition found. */
  readonly lines: LineRange
  /** Name of the definition compared; `''` when it has none. */
  readonly name: string
  /** Best first; never the subject itself. */
  readonly hits: readonly SimilarPlace[]
  readonly isComplete: boolean
}

export interface SimilarPlace extends FoundPlace {
  /** How alike, from 0 (nothing in common) to 1 (the same words); comparable between answers. */
  readonly similarity: number
}

export interface DuplicatesRequest {
  /** Functions of fewer lines of code are not compared; at least 1. */
  readonly minLines: number
  /** Only paths that contain one of these; empty lets all through. */
  readonly paths: readonly string[]
  /** Parts of paths that are left out; a path is looked at with a `/` in front. */
  readonly notPaths: readonly string[]
  readonly limit: number
}

export interface DuplicatesAnswer {
  /** Largest saving first. */
  readonly clusters: readonly DuplicateCluster[]
  readonly isComplete: boolean
}

export interface LeftOutAnswer {
  /** In the order of paths; a folder that is left out as a whole ends in `/`. */
  readonly files: readonly LeftOutFile[]
  /** How many there are in all. */
  readonly total: number
}

/** `leftOut` is empty until the folder was walked. */
export type FolderState = Omit<FolderStatus, 'folder' | 'name'>

export interface FolderIndex {
  readonly root: string

  search(request: SearchRequest, signal: AbortSignal): Promise<SearchAnswer>
  similar(request: SimilarRequest, signal: AbortSignal): Promise<SimilarAnswer>

  /** In the order of the file, for CodeLens; empty for a file that is neither open nor indexed. */
  definitions(path: string, signal: AbortSignal): Promise<readonly LiveDefinition[]>
  /** How many places are at least as alike as `minSimilarity` to each of these definitions, in their order. */
  countSimilar(
    path: string,
    definitions: readonly LineRange[],
    minSimilarity: number,
    signal: AbortSignal,
  ): Promise<readonly number[]>

  /**
   * Functions that are nearly the same, open documents as they are. Takes seconds for thousands of files, in which
   * other questions are answered.
   */
  duplicates(
    request: DuplicatesRequest,
    onProgress: (progress: DuplicateProgress) => void,
    signal: AbortSignal,
  ): Promise<DuplicatesAnswer>

  /** Which files are not indexed, and why. */
  leftOut(limit: number, signal: AbortSignal): Promise<LeftOutAnswer>

  /**
   * An open document, maybe unsaved, searched from now on in place of the file; `undefined` when it is as on disk
   * again. What rules leave out stays out of answers to others, but can be asked about. Cheap: the newest text of
   * a path is analysed when the search thread comes to it, those in between are skipped.
   */
  setDocument(path: string, text: string | undefined): void

  /**
   * Files or folders that were created, changed or removed on disk. A few are searchable at once; then the index
   * is brought up to date. `unknown` compares all files with the index. May be called for every event.
   */
  filesChanged(paths: readonly string[] | 'unknown'): void

  /** Resolves once the index is current; rejected when that fails or `cancelIndexing` or `close` ends it. */
  reindex(options: { readonly rebuild: boolean }): Promise<void>
  /** Ends the indexing that goes on; the index stays as it was. The next change begins it anew. */
  cancelIndexing(): void
  /** While paused nothing is indexed in the background; questions are answered, changes remembered. */
  setPaused(isPaused: boolean): void
  configure(settings: FolderSettings): void

  readonly state: FolderState
  /** Calls back on every change, at most a few times a second; the returned function ends it. */
  onState(listener: (state: FolderState) => void): () => void

  /** Ends the thread and the process; requests that wait are rejected. */
  close(): Promise<void>
}
