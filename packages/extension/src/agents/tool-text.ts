/** Answers as text for a language model: places it can open, names, and the lines that show why. */
import { nameOfHit } from '../results/describe-hit.js'
import { fenceFor, placeOf, previewOf } from '../results/format-hits.js'
import { mainSymbolOf } from '../results/main-symbol.js'
import type { ResultHit } from '../results/result-hit.js'

export interface ToolAnswer {
  readonly hits: readonly ResultHit[]
  readonly isComplete: boolean
  /** What was asked, as the first line says it. */
  readonly question: string
  /** Whether paths need the name of their root folder in front. */
  readonly hasSeveralFolders: boolean
}

export function toolText({ hits, isComplete, question, hasSeveralFolders }: ToolAnswer): string {
  const warning = isComplete ? [] : ['The index is still being built: there may be more later.']
  if (hits.length === 0) return [`Nothing found for ${question}.`, ...warning].join('\n')
  const head =
    hits.length === 1 ? `1 place for ${question}:` : `${hits.length} places for ${question}, best first:`
  const blocks = hits.map((hit) => {
    const root = hasSeveralFolders ? `${decodeURIComponent(hit.folder.split('/').at(-1) ?? '')}/` : ''
    const alike = hit.similarity === undefined ? '' : `${Math.round(hit.similarity * 100)} % similar`
    const facts = [mainSymbolOf(hit)?.kind ?? '', nameOfHit(hit), ...hit.traits, alike].filter(Boolean)
    const lines = previewOf(hit)
    const fence = fenceFor(lines.join('\n'))
    const code = lines.length === 0 ? [] : [`${fence}${hit.language}`, ...lines, fence]
    return [`${root}${placeOf(hit)}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`, ...code].join('\n')
  })
  return [[head, ...warning].join('\n'), ...blocks].join('\n\n')
}
