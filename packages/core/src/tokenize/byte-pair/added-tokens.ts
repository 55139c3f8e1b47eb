/** Finds the tokens of a vocabulary that are spelt out in a text. */
import type { AddedToken } from './byte-pair-model.js'

/** A stretch of text between added tokens, or one of them. */
export type Section =
  | { readonly kind: 'text'; readonly start: number; readonly end: number }
  | { readonly kind: 'token'; readonly id: number }

/** Cuts a text at these tokens; where several begin at one place, the longest is meant. */
export function createSectionCutter(tokens: readonly AddedToken[]): (text: string) => readonly Section[] {
  const wanted = tokens.filter(({ content }) => content !== '')
  if (wanted.length === 0) return (text) => [{ kind: 'text', start: 0, end: text.length }]
  const byContent = new Map(wanted.map((token) => [token.content, token]))
  // The first alternative that fits wins, so the longest comes first.
  const alternatives = [...byContent.keys()].sort((a, b) => b.length - a.length).map(escapePattern)
  const pattern = new RegExp(alternatives.join('|'), 'g')
  return (text) => {
    const sections: Section[] = []
    let start = 0
    const pushText = (end: number) => {
      if (end > start) sections.push({ kind: 'text', start, end })
    }
    for (const match of text.matchAll(pattern)) {
      const token = byContent.get(match[0])
      if (token === undefined || match.index < start) continue
      pushText(token.lstrip ? start + text.slice(start, match.index).trimEnd().length : match.index)
      sections.push({ kind: 'token', id: token.id })
      start = match.index + match[0].length
      if (token.rstrip) start = text.length - text.slice(start).trimStart().length
    }
    pushText(text.length)
    return sections
  }
}

function escapePattern(text: string): string {
  return text.replace(/[$()*+.?[\\\]^{|}/-]/g, '\\$&')
}
