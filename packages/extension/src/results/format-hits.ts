/** Results as they are copied: for a terminal or a chat, and for a page. */
import { percent } from '../percent.js'
import { nameOfHit, type Wording } from './describe-hit.js'
import { linesOfRange, type ResultHit } from './result-hit.js'

/** A line for each hit, `path:first-last`, then its name and similarity; below it the indented preview. */
export function hitsAsText(hits: readonly ResultHit[], { locale }: Pick<Wording, 'locale'>): string {
  return hits
    .map((hit) => {
      const head = [placeOf(hit), nameOfHit(hit), alikeOf(hit, locale)].filter(Boolean).join('  ')
      const lines = previewOf(hit).map((line) => (line === '' ? '' : `    ${line}`))
      return [head, ...lines, ''].join('\n')
    })
    .join('\n')
}

/** A list item for each hit with its preview as a block of code. */
export function hitsAsMarkdown(hits: readonly ResultHit[], { locale }: Pick<Wording, 'locale'>): string {
  return hits
    .map((hit) => {
      const name = nameOfHit(hit)
      const head = [`\`${placeOf(hit)}\``, name && `\`${name}\``, alikeOf(hit, locale)]
        .filter(Boolean)
        .join(' · ')
      const lines = previewOf(hit)
      if (lines.length === 0) return `- ${head}\n`
      const fence = fenceFor(lines.join('\n'))
      return [`- ${head}`, '', ...[`${fence}${hit.language}`, ...lines, fence].map(indented), ''].join('\n')
    })
    .join('\n')
}

/** Where a terminal would look for it: `path:first-last`. */
export function placeOf(hit: ResultHit): string {
  const { first, last } = linesOfRange(hit.range)
  return first === last ? `${hit.path}:${first}` : `${hit.path}:${first}-${last}`
}

/** The lines of the preview, without the indentation they share and without blank ones around them. */
export function previewOf(hit: ResultHit): string[] {
  const lines = hit.preview.text.split(/\r?\n/).map((line) => line.trimEnd())
  while (lines[0] === '') lines.shift()
  while (lines.at(-1) === '') lines.pop()
  const indents = lines.filter(Boolean).map((line) => line.length - line.trimStart().length)
  const indent = Math.min(...indents)
  return lines.map((line) => line.slice(indent))
}

/** A fence of code that the text cannot close. */
export function fenceFor(text: string): string {
  const runs = text.match(/`{3,}/g) ?? []
  return '`'.repeat(Math.max(2, ...runs.map(({ length }) => length)) + 1)
}

// Blank lines stay empty: blanks at the end of a line mean something in Markdown.
function indented(line: string): string {
  return line === '' ? '' : `  ${line}`
}

function alikeOf(hit: ResultHit, locale: string): string {
  return hit.similarity === undefined ? '' : percent(hit.similarity, locale)
}
