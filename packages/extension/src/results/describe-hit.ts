/** How one hit reads in a tree, in a list and aloud. */
import { percent } from '../percent.js'
import type { Translate } from '../translate.js'
import { mainSymbolOf } from './main-symbol.js'
import { lineSpan, linesOfRange, type ResultHit } from './result-hit.js'
import { wordForKind, wordForTrait } from './words.js'

export interface Wording {
  readonly t: Translate
  readonly locale: string
}

export interface HitDescription {
  readonly label: string
  /** Where the words of the query are in `label`: start and end in UTF-16 units. */
  readonly highlights: readonly (readonly [number, number])[]
  readonly description: string
  /** For a screen reader: everything that is seen at a glance, in words. */
  readonly spoken: string
  /** Name of one of VS Code's icons. */
  readonly icon: string
}

/** Kinds of definitions that VS Code has an icon of the same name for, below `symbol-`. */
const SYMBOL_ICONS: Readonly<Record<string, string>> = {
  function: 'symbol-function',
  method: 'symbol-method',
  class: 'symbol-class',
  interface: 'symbol-interface',
  type: 'symbol-type-parameter',
  enum: 'symbol-enum',
  module: 'symbol-module',
  constant: 'symbol-constant',
  variable: 'symbol-variable',
  field: 'symbol-field',
  macro: 'symbol-snippet',
  section: 'symbol-string',
  test: 'beaker',
}

const KIND_ICONS: Readonly<Record<string, string>> = { prose: 'book', data: 'json', code: 'code' }

export function describeHit(hit: ResultHit, { t, locale }: Wording): HitDescription {
  const { first, last } = linesOfRange(hit.range)
  const symbol = mainSymbolOf(hit)
  const name = nameOfHit(hit)
  const traits = hit.traits.map((trait) => wordForTrait(trait, t))
  const line = name === '' ? bestLineOf(hit) : { text: name, highlights: [] }
  const alike = hit.similarity === undefined ? '' : percent(hit.similarity, locale)
  const spokenName = name === '' ? line.text : `${name}, ${wordForKind(symbol?.kind ?? hit.kind, t)}`
  const place = t('{0}, lines {1} to {2}', hit.path, first, last)
  return {
    label: line.text,
    highlights: line.highlights,
    description: [alike, lineSpan(hit.range), ...traits].filter(Boolean).join(' · '),
    spoken: [spokenName, ...traits, place, alike && t('{0} similar', alike)].filter(Boolean).join(', '),
    icon: SYMBOL_ICONS[symbol?.kind ?? ''] ?? KIND_ICONS[hit.kind] ?? 'code',
  }
}

/** The name that was meant, after the names around the hit; `''` when it defines none. */
export function nameOfHit(hit: ResultHit): string {
  const name = mainSymbolOf(hit)?.name ?? ''
  return name === '' || hit.scope === '' ? name : `${hit.scope}.${name}`
}

/** The line of the preview with the first match, else the first that is not blank; trimmed. */
export function bestLineOf(hit: ResultHit): Pick<HitDescription, 'highlights'> & { text: string } {
  const lines = hit.preview.text.split('\n')
  const firstMatch = hit.preview.matches[0]?.start.line
  const lineIdx =
    firstMatch ??
    Math.max(
      0,
      lines.findIndex((line) => line.trim() !== ''),
    )
  const line = lines[lineIdx] ?? ''
  const text = line.trim()
  if (text === '') return { text: hit.path.split('/').at(-1) ?? hit.path, highlights: [] }
  const nBlanks = line.length - line.trimStart().length
  const highlights = hit.preview.matches
    .filter(({ start, end }) => start.line === lineIdx && end.line === lineIdx)
    .map(({ start, end }) => [start.character - nBlanks, end.character - nBlanks] as const)
    .filter(([start, end]) => start >= 0 && end <= text.length)
  return { text, highlights }
}
