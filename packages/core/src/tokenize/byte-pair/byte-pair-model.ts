/** A byte-pair vocabulary as data: what training makes and a `tokenizer.json` holds. */

/** Any value that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A token that is found in the text by its spelling, before anything else happens. */
export interface AddedToken {
  readonly id: number
  readonly content: string
  /** Takes the blank space before it with it. */
  readonly lstrip: boolean
  /** Takes the blank space after it with it. */
  readonly rstrip: boolean
  /** A command to a model rather than a piece of text. */
  readonly special: boolean
}

/** The parts of a `tokenizer.json` beside vocabulary and merges, in its own words. */
export interface TokenizerSettings {
  readonly normalizer: Json
  readonly preTokenizer: Json
  readonly postProcessor: Json
  readonly decoder: Json
  /** A piece that is a token is never cut, whatever the merges say. */
  readonly ignoreMerges: boolean
}

/** Byte-pair encoding after Sennrich et al. 2016, https://aclanthology.org/P16-1162, over bytes as in GPT-2. */
export interface BytePairModel {
  /** Id → bytes; `undefined` for an added token or an unused id. */
  readonly tokens: readonly (Uint8Array | undefined)[]
  /** `[nMerges, 3]`, row-major: left id, right id, id of both together. An earlier merge goes first. */
  readonly merges: Uint32Array
  readonly addedTokens: readonly AddedToken[]
  readonly settings: TokenizerSettings
}

/** How GPT-2 cuts texts into pieces; what this project trains uses the same. */
export const GPT2_SETTINGS: TokenizerSettings = {
  normalizer: null,
  preTokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
  postProcessor: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: false, use_regex: true },
  decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
  ignoreMerges: false,
}
