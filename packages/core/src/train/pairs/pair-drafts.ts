/** Takes proposed pairs, drops the ones that teach nothing, and gives the others their fields. */
import type { LineIndex } from '../../text/lines.js'
import { naturalLanguageOf } from '../../tokenize/natural-language.js'
import type { SourceFile } from '../../types.js'
import { cutText, documentOf, withoutName } from './document.js'
import { type NoiseReason, queryNoise } from './noise.js'
import { MAX_QUERY_CHARS, type Pair, type PairSource } from './pair.js'

export interface MinedPairs {
  readonly pairs: readonly Pair[]
  readonly dropped: ReadonlyMap<NoiseReason, number>
}

export interface Draft {
  readonly source: PairSource
  readonly query: string
  readonly code: string
  /** Where the code starts in the file. */
  readonly offset: number
  /** A name that the document must not give away; its path, too. */
  readonly hiddenName?: string
  /** The path would give the query away. */
  readonly hidesPath?: boolean
}

/** Less code than this, counted without blank space, says nothing: a brace, a lone name, `return x`. */
const MIN_CODE_CHARS = 30

export class PairDrafts {
  readonly #file: SourceFile
  readonly #lines: LineIndex | undefined
  readonly #pairs: Pair[] = []
  readonly #dropped = new Map<NoiseReason, number>()

  /** `lines` may be missing where nothing will be added. */
  constructor(file: SourceFile, lines: LineIndex | undefined) {
    this.#file = file
    this.#lines = lines
  }

  get result(): MinedPairs {
    return { pairs: this.#pairs, dropped: this.#dropped }
  }

  add({ source, query, code, offset, hiddenName = '', hidesPath = false }: Draft): void {
    const text = cutQuery(query)
    const noise = queryNoise(text)
    if (noise !== undefined) return this.drop(noise)
    const { path, language } = this.#file
    const whole = documentOf(hidesPath ? '' : path, trimCode(code))
    const document = hiddenName === '' ? whole : withoutName(whole, hiddenName)
    if (!hasSubstance(document, hidesPath ? 0 : path.length)) return this.drop('document too small')
    const naturalLanguage = naturalLanguageOf(text, [{ start: 0, end: text.length }])
    const line = (this.#lines?.lineAt(offset) ?? 0) + 1
    this.#pairs.push({ query: text, document, source, language, naturalLanguage, path, line })
  }

  drop(reason: NoiseReason): void {
    this.#dropped.set(reason, (this.#dropped.get(reason) ?? 0) + 1)
  }
}

function cutQuery(query: string): string {
  const text = query.trim()
  if (text.length <= MAX_QUERY_CHARS) return text
  const cut = cutText(text, MAX_QUERY_CHARS)
  const blank = cut.lastIndexOf(' ')
  return blank > 0 ? cut.slice(0, blank) : cut
}

/** Without blank lines around it; the first line keeps its indentation. */
function trimCode(code: string): string {
  return code.trimEnd().replace(/^(?:[ \t]*\r?\n)+/, '')
}

/** Whether at least `MIN_CODE_CHARS` characters that are not blank stand in `document` from `from` on. */
function hasSubstance(document: string, from: number): boolean {
  let nChars = 0
  for (let at = from; at < document.length; at++) {
    if (document.charCodeAt(at) > 32) nChars++
    if (nChars >= MIN_CODE_CHARS) return true
  }
  return false
}
