/** The words of a name → the body, with the name removed. */
import type { SymbolKind } from '../../types.js'
import { codeOf, type FileView } from './file-view.js'
import type { PairDrafts } from './pair-drafts.js'
import { contentWords, wordsOfName } from './words.js'

const NAMED: ReadonlySet<SymbolKind> = new Set([
  'function',
  'method',
  'class',
  'interface',
  'type',
  'enum',
  'macro',
  'module',
])

// A signature alone, or a body that only hands on, could be anything's once its name is gone.
const MIN_BODY_CHARS = 100

export function mineNames(view: FileView, drafts: PairDrafts): void {
  for (const definition of view.definitions) {
    const { symbol, isTest } = definition
    const { name, kind, extent } = symbol
    if (isTest || !NAMED.has(kind) || extent.end - extent.start < MIN_BODY_CHARS) continue
    const code = codeOf(view, definition)
    if (code.length < MIN_BODY_CHARS) continue
    drafts.add({
      source: 'name',
      query: queryOf(name, symbol.scope),
      code,
      offset: extent.start,
      hiddenName: name,
    })
  }
}

/** A name of one word is asked for together with where it stands: `Cart.total` → cart total. */
function queryOf(name: string, scope: string): string {
  const words = wordsOfName(name)
  if (contentWords(words, 2).length >= 2) return words
  return `${wordsOfName(scope.slice(scope.lastIndexOf('.') + 1))} ${words}`
}
