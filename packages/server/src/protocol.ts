/**
 * What the server answers beyond the language server protocol, as `docs/protocol.md` describes it. Types and names
 * only: clients import this file and nothing else of the server. Positions and ranges are the protocol's own:
 * 0-based lines, UTF-16 code units, ends exclusive.
 */
import type { Location, Position, Range, TextDocumentIdentifier, URI } from 'vscode-languageserver-types'

/** Request, `SearchParams` → `SearchResult`: the places that answer a question in words. */
export const SEARCH = 'cerca/search'
/** Request, `SimilarParams` → `SimilarResult`: the places that do what a piece of code does. */
export const SIMILAR = 'cerca/similar'
/** Request, `DuplicatesParams` → `DuplicatesResult`: clusters of nearly the same code. Supports work-done progress. */
export const DUPLICATES = 'cerca/duplicates'
/** Request without parameters → `Status`. */
export const STATUS = 'cerca/status'
/** Notification from the server with a `Status`, whenever it changes and at most a few times a second. */
export const STATUS_CHANGED = 'cerca/statusChanged'
/** Request, `ReindexParams` → null once the index is current. */
export const REINDEX = 'cerca/reindex'
/** Request, `PauseParams` → `Status`: stop or go on with background indexing; questions are still answered. */
export const PAUSE = 'cerca/pause'
/** Request, `LeftOutParams` → `LeftOutResult`: which files are not indexed, and why. */
export const LEFT_OUT = 'cerca/leftOut'

/** Commands of `workspace/executeCommand`. */
export const COMMANDS = {
  /** Arguments `[SimilarParams]` → `Location[]`; what code lenses and code actions carry. */
  findSimilar: 'cerca.findSimilar',
  /** Arguments `[SearchParams | string]` → `Location[]`. */
  search: 'cerca.search',
  /** Arguments `[ReindexParams]` → null. */
  reindex: 'cerca.reindex',
} as const

/** Second argument of `COMMANDS.findSimilar` and `COMMANDS.search`, for clients that show no answer themselves. */
export interface ShowOptions {
  /** Open the place found, after a choice among several, by `window/showDocument`. */
  readonly show: boolean
}

/** Kind of the code action that finds similar code. */
export const CODE_ACTION_KIND = 'cerca.findSimilar'

/** What a client may say as `initializationOptions`. */
export interface InitializationOptions {
  /** Settings below `cerca`, nested or dotted, for clients without `workspace/configuration`. */
  readonly settings?: Readonly<Record<string, unknown>>
  /** The client has `COMMANDS` itself: the server does not announce them. Lenses and actions name them all the same. */
  readonly hasCommands?: boolean
  /** The client wants `cerca/statusChanged`: others would warn of a message they do not know. */
  readonly wantsStatus?: boolean
}

/** Which places may answer; what is left out does not narrow. */
export interface Scope {
  /** Language ids as the index names them, such as `typescript`. */
  readonly languages?: readonly string[]
  /** Only paths that contain one of these, relative to their folder with `/`. */
  readonly paths?: readonly string[]
  readonly content?: 'all' | 'code' | 'docs'
  /** Only these root folders. */
  readonly folders?: readonly URI[]
  /** How many hits at most, 1 to 1,000; 20 when left out. */
  readonly limit?: number
}

export interface SearchParams extends Scope {
  readonly query: string
  /** Language of the question; told from its words when left out. */
  readonly queryLanguage?: 'en' | 'es'
}

export interface SearchResult {
  readonly hits: readonly Hit[]
  /** Whether the index was complete and current when it answered. */
  readonly isComplete: boolean
}

export interface SimilarParams extends Scope {
  readonly textDocument: TextDocumentIdentifier
  /** What is selected; an empty range or a `position` means the definition around it. */
  readonly range?: Range
  readonly position?: Position
  /** Leave out hits that are less alike than this, 0 to 1. */
  readonly minSimilarity?: number
}

export interface SimilarResult {
  /** What was compared: the selection, or the definition found around the position. */
  readonly target: Location
  /** Name of the definition compared; `''` when it has none. */
  readonly targetName: string
  readonly hits: readonly SimilarHit[]
  readonly isComplete: boolean
}

export interface Hit {
  readonly uri: URI
  /** Whole lines: from the first column of the first to the end of the last. */
  readonly range: Range
  /** Root folder that the hit is in, and its path below it with `/`. */
  readonly folder: URI
  readonly path: string
  /** Higher is better; comparable within one answer only. */
  readonly score: number
  readonly language: string
  readonly kind: 'code' | 'prose' | 'data'
  /** Such as `test`, `example`, `generated`. */
  readonly traits: readonly string[]
  /** Enclosing names joined with `.`; `''` at top level. */
  readonly scope: string
  /** What it defines: first the definition that was meant, then the others from top to bottom. */
  readonly symbols: readonly HitSymbol[]
  /** The lines that show best why it was found, at most five, as text; and where the words of the query are in it. */
  readonly preview: Preview
}

export interface SimilarHit extends Hit {
  /** How alike, from 0 (nothing in common) to 1 (the same); comparable between answers. */
  readonly similarity: number
}

export interface HitSymbol {
  readonly name: string
  /** As the index names kinds, such as `function`. */
  readonly kind: string
  readonly range: Range
}

export interface Preview {
  /** Line of the document that the text begins with. */
  readonly line: number
  readonly text: string
  /** Relative to `text`: line 0 is its first. */
  readonly matches: readonly Range[]
}

export interface DuplicatesParams {
  readonly folders?: readonly URI[]
  /** Functions shorter than this are not compared; the setting `cerca.duplicates.minimumLines` when left out. */
  readonly minLines?: number
  /** Clusters at most, largest saving first; 200 when left out. */
  readonly limit?: number
}

export interface DuplicatesResult {
  readonly clusters: readonly DuplicateCluster[]
  readonly isComplete: boolean
}

export interface DuplicateCluster {
  /** The least similarity of two members that are linked, 0 to 1; 1 means the same but for layout and names. */
  readonly similarity: number
  /** Lines that would go if only the longest member stayed. */
  readonly savedLines: number
  /** At least two, longest first, then by path. */
  readonly members: readonly DuplicateMember[]
}

export interface DuplicateMember {
  readonly uri: URI
  readonly range: Range
  readonly folder: URI
  readonly path: string
  readonly name: string
  readonly language: string
}

export interface Status {
  readonly folders: readonly FolderStatus[]
}

export interface FolderStatus {
  readonly folder: URI
  readonly name: string
  /**
   * `opening` the index on disk, `ready`, `indexing` (questions are answered from what there is), `adapting` the
   * model, `paused` by the user, `problem` (see `message`).
   */
  readonly state: 'opening' | 'ready' | 'indexing' | 'adapting' | 'paused' | 'problem'
  /** What happened and what to do, for people; `''` when all is well. */
  readonly message: string
  /** Whether an answer would be of all files as they are now; one that was not is worth asking for again. */
  readonly isComplete: boolean
  /** Another number, a higher one, whenever answers come from another state of the index; typing changes none. */
  readonly generation: number
  readonly files: number
  readonly chunks: number
  /** Of the indexing or adapting that goes on; equal when none does. */
  readonly done: number
  readonly total: number
  /** Bytes on disk; 0 until known. */
  readonly indexBytes: number
  /** Files left out, by reason. */
  readonly leftOut: Readonly<Record<string, number>>
}

export interface ReindexParams {
  readonly folders?: readonly URI[]
  /** Forget what is on disk and build everything again. */
  readonly rebuild?: boolean
}

export interface PauseParams {
  readonly isPaused: boolean
}

export interface LeftOutParams {
  readonly folders?: readonly URI[]
  /** Files at most; 1,000 when left out. */
  readonly limit?: number
}

export interface LeftOutResult {
  readonly files: readonly {
    readonly uri: URI
    readonly path: string
    readonly reason: string
    /** The reason in a word or two, and in a sentence with the rule or cause; for people, in their language. */
    readonly label: string
    readonly sentence: string
  }[]
  /** How many there are in all. */
  readonly total: number
}
