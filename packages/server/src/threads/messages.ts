/** Everything that passes between the server's main thread, the search thread of a folder and its indexing process. */
import type { ErrorCode, LineRange } from '@cerca/core'
import type { DuplicateProgress } from '@cerca/core/explore'
import type { IndexReport, LiveDefinition } from '@cerca/core/node'
import type {
  DuplicatesAnswer,
  DuplicatesRequest,
  LeftOutAnswer,
  SearchAnswer,
  SearchRequest,
  SimilarAnswer,
  SimilarRequest,
} from './folder-index.js'

/** What the search thread is started with. */
export interface SearchThreadData {
  readonly root: string
  readonly indexDir: string | undefined
  readonly modelFolder: string | undefined
}

/** Questions to the search thread by kind, and what answers them. */
export interface Questions {
  readonly search: { readonly asked: SearchRequest; readonly answer: SearchAnswer }
  readonly similar: { readonly asked: SimilarRequest; readonly answer: SimilarAnswer }
  readonly duplicates: { readonly asked: DuplicatesRequest; readonly answer: DuplicatesAnswer }
  readonly definitions: { readonly asked: string; readonly answer: readonly LiveDefinition[] }
  /** To go over to the index that is on disk now; it has every change from before this time (milliseconds since 1970). */
  readonly reload: { readonly asked: number; readonly answer: OpenedFigures }
  readonly countSimilar: { readonly asked: CountRequest; readonly answer: readonly number[] }
}

export interface CountRequest {
  readonly path: string
  readonly definitions: readonly LineRange[]
  readonly minSimilarity: number
}

export type QuestionKind = keyof Questions

/** A question of one kind, with its number. */
export type Question<Kind extends QuestionKind = QuestionKind> = {
  [Each in Kind]: { readonly kind: Each; readonly id: number; readonly asked: Questions[Each]['asked'] }
}[Kind]

/** Main thread to search thread. */
export type ToSearchThread =
  | { readonly kind: 'ask'; readonly question: Question }
  /** Nobody waits for the answer any more. */
  | { readonly kind: 'cancel'; readonly id: number }
  | { readonly kind: 'setDocument'; readonly path: string; readonly text: string | undefined }
  | { readonly kind: 'filesChanged'; readonly paths: readonly string[] }

/** Search thread to main thread. */
export type FromSearchThread =
  | { readonly kind: 'opened'; readonly index: OpenedFigures }
  /** It answers from what another program has indexed. */
  | { readonly kind: 'reopened'; readonly index: OpenedFigures }
  /** Documents and files that it was told of are searched as they are. */
  | { readonly kind: 'settled' }
  /** How far the answer to a question is. */
  | { readonly kind: 'progress'; readonly id: number; readonly progress: DuplicateProgress }
  | { readonly kind: 'answered'; readonly id: number; readonly answer: Questions[QuestionKind]['answer'] }
  | { readonly kind: 'failed'; readonly id: number; readonly error: SentError }
  /** The index cannot be opened; the thread ends. */
  | { readonly kind: 'unopened'; readonly error: SentError }

export interface OpenedFigures {
  readonly isFound: boolean
  readonly files: number
  readonly chunks: number
  readonly indexBytes: number
  /** Whether the model of meaning learnt from the files; `undefined` without a model. */
  readonly isAdapted: boolean | undefined
}

/** What an update did, as figures. */
export type UpdateReport = Omit<
  IndexReport,
  'root' | 'indexPath' | 'indexBytes' | 'files' | 'chunks' | 'segments' | 'sourceBytes' | 'problems'
> & {
  readonly nProblems: number
}

/** Main thread to an indexing process: what it is started to do. */
export type IndexingTask =
  | {
      readonly kind: 'update'
      readonly root: string
      readonly indexDir: string | undefined
      readonly modelFolder: string | undefined
      readonly maxFileBytes: number | undefined
      readonly adapt: 'off' | 'auto'
      readonly rebuild: boolean
      readonly workers: number
    }
  | {
      readonly kind: 'leftOut'
      readonly root: string
      readonly indexDir: string | undefined
      readonly limit: number
    }

/** Indexing process to main thread; `updated`, `listed` and `failed` are its last. */
export type FromIndexingProcess =
  | {
      readonly kind: 'progress'
      readonly state: 'indexing' | 'adapting'
      readonly done: number
      readonly total: number
    }
  /** What changed from now on may be missing in the index that is made. */
  | { readonly kind: 'listing' }
  /** A new index is on disk, and more is to come. */
  | { readonly kind: 'stored' }
  | { readonly kind: 'notice'; readonly message: string }
  | {
      readonly kind: 'updated'
      readonly report: UpdateReport
    }
  | { readonly kind: 'listed'; readonly answer: LeftOutAnswer }
  | { readonly kind: 'failed'; readonly error: SentError }

/** An error as it passes between threads; `code` is `undefined` for one that is not ours. */
export interface SentError {
  readonly code: ErrorCode | undefined
  readonly detail: string
}
