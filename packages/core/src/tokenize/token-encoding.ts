/** What a tokenizer of a model can do, whoever made it. */

/**
 * What becomes of the spelling of a special token, such as `<|endoftext|>`, inside a text: `recognise` gives the one
 * id that a model takes as a command, `as-text` the ids of its letters. Text from files is data, so `as-text` is the
 * safe answer for it.
 */
export type SpecialTokenPolicy = 'recognise' | 'as-text'

/** Text ↔ token ids. Ids are dense integers below `vocabularySize`, some perhaps unused. */
export interface TokenEncoding {
  readonly name: string
  readonly vocabularySize: number
  /** Spelling → id. */
  readonly specialTokens: ReadonlyMap<string, number>
  /** Ids of a text, in order. Lone surrogates count as U+FFFD, as in UTF-8. No token is added at either end. */
  encode(text: string, specials: SpecialTokenPolicy): Uint32Array
  /**
   * The text of these ids. `decode(encode(text))` is the text, unless the tokenizer normalizes or adds a space; bytes
   * that are no UTF-8, because a character was cut between tokens, become U+FFFD. Throws `token-unknown`.
   */
  decode(ids: ArrayLike<number>): string
  /** The bytes of one token, which need not be whole characters. Throws `token-unknown`. */
  bytesOf(id: number): Uint8Array
}
