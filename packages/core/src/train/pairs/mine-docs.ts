/** Doc comment → signature and body: its first sentence, and the rest of it. */
import { splitIdentifier } from '../../text/identifiers.js'
import { readComment } from './comment-text.js'
import { codeOf, type DocumentedDefinition, type FileView } from './file-view.js'
import { commentNoise, isLicence } from './noise.js'
import type { PairDrafts } from './pair-drafts.js'
import { hasGrammar, isEchoOf } from './words.js'

export function mineDocs(view: FileView, drafts: PairDrafts): void {
  for (const definition of view.definitions)
    if (definition.doc !== undefined) mineDoc(view, definition, drafts)
}

function mineDoc(view: FileView, definition: DocumentedDefinition, drafts: PairDrafts): void {
  const { doc, symbol } = definition
  if (doc === undefined) return
  const raw = view.file.text.slice(doc.start, doc.end)
  if (isLicence(raw.slice(0, MAX_LICENCE_CHARS))) return drafts.drop('licence')
  const { summary, rest, lines } = readComment(raw)
  const noise = commentNoise(lines)
  if (noise !== undefined) return drafts.drop(noise)
  const query = withoutLeadingName(summary, symbol.name)
  const code = codeOf(view, definition)
  const offset = symbol.extent.start
  if (query !== '' && isEchoOf(query, symbol.name)) drafts.drop('echo of the name')
  else drafts.add({ source: 'doc', query, code, offset })
  if (hasGrammar(rest) && !isEchoOf(rest, symbol.name))
    drafts.add({ source: 'doc-rest', query: rest, code, offset })
}

// A licence shows itself at the start.
const MAX_LICENCE_CHARS = 600

/**
 * Go's comments begin with the name, and so do many others: `Push adds …`, `push - adds …`, `push() adds …`. What
 * only calls by the name what is done, as in `Push a value`, stays.
 */
function withoutLeadingName(text: string, name: string): string {
  const start = QUOTE.test(text) ? 1 : 0
  if (!text.startsWith(name, start) || /\w/.test(text.charAt(start + name.length))) return text
  const rest = text.slice(start + name.length).replace(QUOTE, '')
  const isOneWord = splitIdentifier(name).length === 1
  if (isOneWord && !/^\(|^\s*(?:[-–—:]|\w+s\b)/.test(rest)) return text
  return rest.replace(/^\(\)?\s*|^\s*(?:[-–—:]+\s+)?/, '') || text
}

const QUOTE = /^['"`]/
