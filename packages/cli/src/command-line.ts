/** What each command was asked to do; `arguments.ts` makes it from the words typed. */
import type { NaturalLanguage, SpecialTokenPolicy } from '@cerca/core'
import type { WordSplit, WordVectorFormat } from '@cerca/core/train'
import type { CommandName } from './help-texts.js'
import type { ScreenOptions } from './output/screen.js'

/** How to bring an index up to date. */
export interface IndexingOptions {
  readonly indexDir: string | undefined
  /** `undefined` means what the index was built with, else the core's default. */
  readonly maxFileBytes: number | undefined
  readonly workers: number | undefined
  readonly onLocked: 'wait' | 'fail'
  /** A folder, `none`, or `undefined` for the one that is shipped. */
  readonly model: string | undefined
}

/** Which hits to give, and how to show them. */
export interface ResultOptions {
  readonly limit: number
  readonly contextLines: number
  readonly filesOnly: boolean
  readonly languages: readonly string[]
  readonly paths: readonly string[]
  readonly content: 'all' | 'code' | 'docs'
  readonly explain: boolean
}

export interface SearchCommand {
  readonly command: 'search'
  /** The query's words and perhaps ROOT, which only the disk can tell; in a batch, ROOT or nothing. */
  readonly positionals: readonly string[]
  readonly isBatch: boolean
  /** `undefined` to tell it from the words. */
  readonly queryLanguage: NaturalLanguage | undefined
  readonly results: ResultOptions
  readonly indexing: IndexingOptions
  readonly screen: ScreenOptions
}

export interface SimilarCommand {
  readonly command: 'similar'
  readonly source:
    | { readonly kind: 'place'; readonly place: string }
    | { readonly kind: 'stdin'; readonly language: string | undefined }
    | { readonly kind: 'batch' }
  readonly root: string | undefined
  readonly results: ResultOptions
  readonly indexing: IndexingOptions
  readonly screen: ScreenOptions
}

export interface DuplicatesCommand {
  readonly command: 'duplicates'
  readonly root: string | undefined
  readonly limit: number
  /** `undefined` means the core's default, here and below. */
  readonly minLines: number | undefined
  readonly minSimilarity: number | undefined
  readonly tests: 'with' | 'without'
  readonly languages: readonly string[]
  readonly paths: readonly string[]
  readonly indexing: IndexingOptions
  readonly screen: ScreenOptions
}

export interface IndexCommand {
  readonly command: 'index'
  readonly root: string | undefined
  readonly rebuild: boolean
  readonly adapt: 'off' | 'auto' | 'full'
  readonly indexing: IndexingOptions
  readonly screen: ScreenOptions
}

export interface StatusCommand {
  readonly command: 'status'
  readonly root: string | undefined
  readonly why: string | undefined
  readonly indexing: IndexingOptions
  readonly screen: ScreenOptions
}

export interface CleanCommand {
  readonly command: 'clean'
  /** `all` means the indexes of every root. */
  readonly target: { readonly kind: 'all' } | { readonly kind: 'root'; readonly root: string | undefined }
  readonly indexDir: string | undefined
  readonly screen: ScreenOptions
}

/** Windows of `length` ids, a new one at every `stride`. */
export interface WindowShape {
  readonly length: number
  readonly stride: number
}

export type TokensAction =
  | {
      readonly kind: 'show'
      /** `-` is standard input. */
      readonly file: string
      /** A known name, or the path of a `tokenizer.json`. */
      readonly encoding: string
      readonly specials: SpecialTokenPolicy
      readonly windows: WindowShape | undefined
      readonly isCount: boolean
    }
  | {
      readonly kind: 'train'
      /** Files and folders to learn from. */
      readonly places: readonly string[]
      readonly vocabularySize: number
      readonly out: string
    }

export interface TokensCommand {
  readonly command: 'tokens'
  readonly action: TokensAction
  readonly screen: ScreenOptions
}

/** Mines a folder for pairs to train on. */
export interface TrainPairsAction {
  readonly kind: 'pairs'
  readonly root: string | undefined
  /** `undefined` when only the counts are wanted. */
  readonly out: string | undefined
  readonly isStats: boolean
  /** Where the commits are; `own` means those of ROOT. */
  readonly history:
    | { readonly kind: 'own' }
    | { readonly kind: 'none' }
    | { readonly kind: 'folder'; readonly folder: string }
  /** `undefined` means the core's default. */
  readonly maxPairs: number | undefined
}

/** Learns word vectors from texts. */
export interface TrainWordsAction {
  readonly kind: 'words'
  /** Folders, git addresses and files; none means the repository around the current folder. */
  readonly places: readonly string[]
  readonly out: string
  readonly format: WordVectorFormat
  /** A page that shows the course of the training. */
  readonly report: string | undefined
  readonly algorithm: WordAlgorithm
  readonly split: WordSplit
  /** `undefined` means the algorithm's default, here and below; of epochs, also what the size of the text asks for. */
  readonly dimensions: number | undefined
  readonly window: number | undefined
  readonly epochs: number | undefined
  readonly minCount: number | undefined
  readonly nNegative: number | undefined
  readonly nBuckets: number
  readonly nThreads: number
  readonly seed: number
}

export type WordAlgorithm = 'skip-gram' | 'cbow' | 'glove' | 'fasttext'

/** Trains a model of meaning on pairs of texts. */
export interface TrainModelAction {
  readonly kind: 'model'
  /** Files of pairs. */
  readonly pairs: readonly string[]
  /** The folder of a transformer to begin with what it knows of words. */
  readonly distil: string | undefined
  /** A repository whose own pairs are learnt from. */
  readonly on: string | undefined
  /** A folder. */
  readonly out: string
  readonly report: string | undefined
  /** `undefined` means the core's default, here and below. */
  readonly words: number | undefined
  readonly dimensions: number | undefined
  readonly epochs: number | undefined
  readonly nThreads: number
  readonly seed: number
}

export type TrainAction = TrainPairsAction | TrainWordsAction | TrainModelAction

export interface TrainCommand {
  readonly command: 'train'
  readonly action: TrainAction
  readonly indexing: IndexingOptions
  readonly screen: ScreenOptions
}

export type VectorsQuestion =
  | { readonly kind: 'summary' }
  | { readonly kind: 'similar'; readonly words: readonly string[] }
  | { readonly kind: 'odd'; readonly words: readonly string[] }
  /** Which word is to `other` as `to` is to `from`: `to` - `from` + `other`. */
  | { readonly kind: 'analogy'; readonly from: string; readonly to: string; readonly other: string }

export interface VectorsCommand {
  readonly command: 'vectors'
  readonly file: string
  readonly question: VectorsQuestion
  readonly limit: number
  readonly screen: ScreenOptions
}

export interface EvaluateCommand {
  readonly command: 'evaluate'
  readonly queries: string
  /** For a folder of questions, the folder that holds a folder for each of its files. */
  readonly root: string | undefined
  /** How many of the worst answers people see. */
  readonly nWorst: number
  readonly indexing: IndexingOptions
  readonly screen: ScreenOptions
}

export type CommandLine =
  | SearchCommand
  | SimilarCommand
  | DuplicatesCommand
  | IndexCommand
  | StatusCommand
  | CleanCommand
  | TokensCommand
  | TrainCommand
  | VectorsCommand
  | EvaluateCommand
  | { readonly command: 'help'; readonly topic: CommandName | undefined }
  | { readonly command: 'version' }
  | { readonly command: 'lsp'; readonly argv: readonly string[] }
