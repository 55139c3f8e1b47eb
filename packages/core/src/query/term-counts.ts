/** In how many documents of each language a term stands. */
import { GrowingUint32 } from '../segment/growing.js'

/** Counts of the terms of one field and one part of a snapshot, added term by term in the order of their ids. */
export class TermCounts {
  /** Entries of term t are `#starts[t]` to `#starts[t + 1]`. */
  readonly #starts = new GrowingUint32()
  readonly #languages = new GrowingUint32()
  readonly #counts = new GrowingUint32()

  constructor() {
    this.#starts.push(0)
  }

  /** `byLanguage` holds the counts of the languages in `touched`, each once; a term may have none. */
  push(byLanguage: Uint32Array, touched: readonly number[]): void {
    for (const language of touched) {
      this.#languages.push(language)
      this.#counts.push(byLanguage[language])
    }
    this.#starts.push(this.#languages.length)
  }

  /** Documents of a language, and of all, that have the term. */
  of(term: number, language: number): { readonly own: number; readonly all: number } {
    let own = 0
    let all = 0
    for (let at = this.#starts.at(term); at < this.#starts.at(term + 1); at++) {
      const count = this.#counts.at(at)
      if (this.#languages.at(at) === language) own = count
      all += count
    }
    return { own, all }
  }

  /** Writes the counts of a term to `byLanguage` and returns their sum. */
  read(term: number, byLanguage: Uint32Array): number {
    let sum = 0
    for (let at = this.#starts.at(term); at < this.#starts.at(term + 1); at++) {
      byLanguage[this.#languages.at(at)] = this.#counts.at(at)
      sum += this.#counts.at(at)
    }
    return sum
  }
}
