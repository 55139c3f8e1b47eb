/** Patterns over letters and digits of all scripts that cost no more than ASCII where the text is ASCII. */
import { isAscii } from './identifiers.js'

/** What each class is among ASCII characters. */
const ASCII_CLASSES: Readonly<Record<string, string>> = {
  '\\p{L}': 'a-zA-Z',
  '\\p{Lu}': 'A-Z',
  '\\p{Ll}': 'a-z',
  '\\p{N}': '0-9',
}

/**
 * A regular expression with `\p{L}`, `\p{Lu}`, `\p{Ll}` and `\p{N}` inside of brackets. The engine takes up to a
 * millisecond to compile one, a hundredth of what a search takes from start to end; nearly all texts are ASCII, for
 * which a small one says the same.
 */
export class LetterPattern {
  readonly #source: string
  readonly #flags: string
  readonly #ascii: RegExp
  #unicode: RegExp | undefined

  /** `flags` without `u`. */
  constructor(source: string, flags = '') {
    this.#source = source
    this.#flags = flags
    this.#ascii = new RegExp(
      source.replace(/\\p\{\w+\}/g, (name) => ASCII_CLASSES[name]),
      flags,
    )
  }

  /** The expression to be used on this text. */
  for(text: string): RegExp {
    if (isAscii(text)) return this.#ascii
    this.#unicode ??= new RegExp(this.#source, `${this.#flags}u`)
    return this.#unicode
  }
}
