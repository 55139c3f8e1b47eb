import type { bestLines } from '@cerca/core'
import type { IndexOptions, IndexReport, IndexStatus, SearchIndex, WhyAnswer } from '@cerca/core/node'
import type { DuplicateTools } from './duplicate-tools.js'
import type { EvaluationTools } from './evaluation-tools.js'
import type { ModelTools } from './model-tools.js'
import type { PairTools } from './pair-tools.js'
import type { TokenTools } from './token-tools.js'
import type { WordTools } from './word-tools.js'

/** What the commands need of the core on this machine; `core.ts` has the real one, tests pass a small fake. */
export interface CoreApi {
  /** Folder of the model that is used unless another one is named; `undefined` for none. */
  readonly defaultModelFolder: string | undefined
  updateIndex(options: IndexOptions): Promise<IndexReport>
  /** Opens the index, brought up to date first where it is missing or stale. */
  ensureIndex(
    options: IndexOptions,
  ): Promise<{ readonly index: SearchIndex; readonly report: IndexReport | undefined }>
  /** `maxFileBytes` as in `IndexOptions`. */
  readStatus(
    root: string,
    indexDir: string | undefined,
    maxFileBytes: number | undefined,
    modelFolder: string | undefined,
  ): Promise<IndexStatus>
  /** False when there was none. */
  removeIndex(root: string, indexDir: string | undefined): Promise<boolean>
  /** How many were removed. */
  removeAllIndexes(indexDir: string | undefined): Promise<number>
  /** `path` is absolute or relative to the root; the rest is as for `readStatus`. */
  why(
    root: string,
    path: string,
    indexDir: string | undefined,
    maxFileBytes: number | undefined,
  ): Promise<WhyAnswer>
  /** The folder without links. Throws `root-not-found`, `root-not-a-folder`, `root-unreadable`. */
  realRootOf(root: string): string
  /** The text of a file as the index reads it, whatever its encoding; `undefined` when it is none. */
  decode(bytes: Buffer): { readonly text: string } | undefined
  /** Which of a hit's lines to show. */
  readonly bestLines: typeof bestLines
  isGitUrl(text: string): boolean
  /** What turns texts into tokens, loaded on demand. */
  loadTokenTools(): Promise<TokenTools>
  /** What finds pairs to train on, loaded on demand. */
  loadPairTools(): Promise<PairTools>
  /** What counts as a duplicate unless the user says otherwise, loaded on demand. */
  loadDuplicateTools(): Promise<DuplicateTools>
  /** What measures answers, loaded on demand. */
  loadEvaluationTools(): Promise<EvaluationTools>
  /** What trains models of meaning, loaded on demand. */
  loadModelTools(): Promise<ModelTools>
  /** What learns word vectors and asks them, loaded on demand. */
  loadWordTools(): Promise<WordTools>
  /** The folder of an up-to-date clone, kept beside the indexes. */
  cloneToCache(
    url: string,
    indexDir: string | undefined,
    onNotice: (message: string) => void,
  ): Promise<string>
}
