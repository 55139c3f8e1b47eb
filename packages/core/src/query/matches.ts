/** Which words of a line a query means, for highlighting. */

import { CercaError } from '../errors.js'
import { forEachWord } from '../text/identifiers.js'
import type { TermAnalyzer } from '../tokenize/terms.js'
import type { Span } from '../types.js'
import { parseQuery, type QueryLanguages } from './parse.js'

/**
 * For a query, what finds the spans of the words in a line that share a term with it, in order; none for a query
 * without words.
 */
export function createMatcher(
  query: string,
  analyzer: TermAnalyzer,
  languages: QueryLanguages,
): (line: string) => Span[] {
  const wanted = wantedTerms(query, analyzer, languages)
  return (line) => {
    const spans: Span[] = []
    forEachWord(line, 0, line.length, (start, end) => {
      const word = line.slice(start, end)
      const { parts, joined } = analyzer.analyze(word, 'en')
      const isMatch =
        parts.some((term) => wanted.has(term)) ||
        joined.some((term) => wanted.has(term)) ||
        analyzer.analyze(word, 'es').parts.some((term) => wanted.has(term))
      if (isMatch) spans.push({ start, end })
    })
    return spans
  }
}

function wantedTerms(query: string, analyzer: TermAnalyzer, languages: QueryLanguages): Set<string> {
  try {
    return new Set(
      parseQuery(query, analyzer, languages).terms.flatMap(({ spellings }) =>
        spellings.map(({ term }) => term),
      ),
    )
  } catch (error) {
    if (error instanceof CercaError) return new Set()
    throw error
  }
}
