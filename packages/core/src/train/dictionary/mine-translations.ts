/** Documents in two languages → the translations in them. */
import type { NaturalLanguage } from '../../tokenize/stop-words.js'
import { alignBlocks } from './align-blocks.js'
import { documentBlocks, type Markup } from './document-blocks.js'
import { plainTextOf } from './plain-text.js'
import { readPo } from './read-po.js'
import { type Translation, usableTranslations } from './translation.js'

/** Documents of which less than this share of the blocks finds a partner are not translations of each other. */
const MIN_ALIGNED_SHARE = 0.4

/** The translations of a gettext catalogue from English. */
export function mineCatalogue(text: string, language: NaturalLanguage): readonly Translation[] {
  return readPo(text).flatMap(({ original, translated }) =>
    usableTranslations(plainTextOf(translated), plainTextOf(original), language),
  )
}

/** The translations in a document and its English original; none when they differ too much. */
export function mineDocuments(
  foreign: string,
  english: string,
  markup: Markup,
  language: NaturalLanguage,
): readonly Translation[] {
  const a = documentBlocks(foreign, markup)
  const b = documentBlocks(english, markup)
  const pairs = alignBlocks(a, b)
  if (pairs.length < MIN_ALIGNED_SHARE * Math.max(a.length, b.length)) return []
  return pairs
    .filter(([i]) => a[i].kind !== 'code')
    .flatMap(([i, j]) => usableTranslations(plainTextOf(a[i].text), plainTextOf(b[j].text), language))
}
