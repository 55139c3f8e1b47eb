import { CercaError } from '../../errors.js'

/**
 * A pattern as model files write it (Oniguruma's syntax) → a JavaScript one with the flags `gu`.
 *
 * Of what JavaScript lacks, the two things that such files use are translated: `(?i:…)` around plain alternatives, and
 * possessive quantifiers (`\p{N}++`), which become greedy ones; for a pattern that only lists alternatives they match
 * the same. Throws `tokenizer-unsupported` for a pattern that JavaScript cannot read even so.
 */
export function translatePattern(source: string): RegExp {
  const translated = source
    .replace(
      /\(\?i:((?:[^()[\]\\]|\(\?:|\))*?)\)(?=$|[|)?*+])/g,
      (_whole, inside: string) => `(?:${ignoreCase(inside)})`,
    )
    // A quantifier and a plus; an escaped or bracketed one is no quantifier.
    .replace(
      /(\\(?:[pPx]\{[^}]*\}|.)|\[(?:\\.|[^\]])*\])|([*+?}])\+/g,
      (_whole, other: string | undefined, quantifier: string) => other ?? quantifier,
    )
  try {
    return new RegExp(translated, 'gu')
  } catch (error) {
    throw new CercaError('tokenizer-unsupported', `the pattern ${source}`, { cause: error })
  }
}

/** `'s|'re` → `'[sS]|'[rR][eE]`. */
function ignoreCase(alternatives: string): string {
  return alternatives.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`)
}
