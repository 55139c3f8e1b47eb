/** Tells texts that teach nothing about the code beside them. */
import { contentWords, isGrammar } from './words.js'

/** Why a pair was not made. */
export const NOISE_REASONS = [
  'licence',
  'todo',
  'commented-out code',
  'directive',
  'echo of the name',
  'too short',
  'not English or Spanish',
  'document too small',
] as const

export type NoiseReason = (typeof NOISE_REASONS)[number]

/** A query needs this many words with content: with one, it names a thing and asks nothing. */
const MIN_CONTENT_WORDS = 2

const LICENCE =
  /copyright\b|\(c\)\s*\d{4}|©|\bspdx-|\blicen[cs]ed (?:under|to|as|by)\b|\ball rights reserved\b|permission is hereby|without warrant|\bwarrant(?:y|ies) of\b|redistribution and use|derived from software contributed|this (?:file|code|source|program|software|library|module) is (?:part of|free software|provided|released|distributed|under|licensed)|you may (?:obtain|not use)|applicable law|\bgnu (?:lesser |affero )?general public|\b(?:mit|bsd|apache|gpl|lgpl|mpl)(?:-[\d.]+)? licen[cs]e|see (?:the )?\W?licen[cs]e|licen[cs]e (?:file|terms|text|notice)|should have received a copy|\bthis notice\b|@licen[cs]e|@preserve/i

const TODO = /^[\W_]*(?:todo|to-do|fixme|fix me|xxx+|hack|nocommit|tbd|wtf|bug|undone)\b/i

const DIRECTIVE =
  /^[\s!@#:-]*(?:eslint|tslint|jshint|jslint|jscs|prettier|biome|oxlint|stylelint|istanbul|c8 ignore|v8 ignore|@?ts-|type:\s|noqa|nosec|pylint|flake8|pyright|mypy|isort|fmt:|yapf|pragma|nolint|lint:|golint|go:|\+build|line\s|clang-|nolintnext|cppcheck|coverity|lcov|gcov|swiftlint|swiftformat|ktlint|detekt|noinspection|suppress|checkstyle|spotless|rubocop|standard:|steep:|sorbet|typed:|frozen.string|encoding:|coding[:=]|-\*-|vim?:|emacs|local variables|end:|shellcheck|dialyzer|credo|hlint|scalafmt|scalastyle|scala-steward|phpcs|phpstan|psalm|codecoverageignore|codingstandards|@formatter|formatter:|region\b|endregion\b|end\s?region|#?mark:|webpack\w*:|@vite|vitest-|jest-|(?:end)?section:|snippet:|@jest|@flow|flow\b|@jsx|sourcemappingurl|generated\b|auto-?generated|do not edit|stylua|luacheck|selene|zig fmt|rustfmt|tarpaulin|editorconfig|ignore\b|exhaustive|created (?:by|on)\b|(?:package|import|module|namespace) [\w.:\\]+;?$|falls? ?through|no ?op\b|keep\b$|empty\b|nothing\b|end (?:of )?(?:if|for|while|class|def|function|namespace|module|block|case|switch|struct|enum|#))/i

const CODE_LINE =
  /[;{}]\s*$|^\s*[})\]]|=>|\)\s*[{:]\s*$|^\s*(?:if|else|elif|for|while|switch|case|return|import|from|const|let|var|val|def|func|fn|function|class|struct|public|private|protected|static|print\w*|puts|echo|end|use|using|include|require|assert\w*)\b[^.]*[(=;:{]|^\s*[\w.[\]"'$@]+\s*(?:[-+*/|&.]?=|:=|<-)\s*\S|^\s*<\/?\w[^<>]*>|^\s*@?[\w.:>-]+\([^()]*\)[;,]?\s*$|^\s*[\w.]+\s*::\s|^\s*[#$>]\s*\w/

// Grammar words are rare in code, and every third word of a text.
const MIN_GRAMMAR_SHARE = 0.12
const MIN_LETTER_SHARE = 0.6

/** Grammar of programming languages, too. */
const KEYWORDS: ReadonlySet<string> = new Set([
  'if',
  'for',
  'while',
  'do',
  'in',
  'is',
  'not',
  'and',
  'or',
  'this',
  'from',
  'with',
  'as',
])

/** Whether a comment is a licence or names its owner. */
export function isLicence(text: string): boolean {
  return LICENCE.test(text)
}

/** Why `lines`, a comment without its marks, is not worth a query; `undefined` when it may be. */
export function commentNoise(lines: readonly string[]): NoiseReason | undefined {
  const first = lines.find((line) => /\S/.test(line))
  if (first === undefined) return 'too short'
  if (TODO.test(first)) return 'todo'
  if (DIRECTIVE.test(first)) return 'directive'
  return isCode(lines) ? 'commented-out code' : undefined
}

/** Why `query` is not worth a pair; `undefined` when it is. */
export function queryNoise(query: string): NoiseReason | undefined {
  if (contentWords(query, MIN_CONTENT_WORDS).length < MIN_CONTENT_WORDS) return 'too short'
  return latinShare(query) < MIN_LETTER_SHARE ? 'not English or Spanish' : undefined
}

/** Whether a comment is code that somebody switched off. */
function isCode(lines: readonly string[]): boolean {
  // The first lines tell.
  const filled = lines.filter((line) => /\S/.test(line)).slice(0, MAX_LINES_READ)
  const nCode = filled.filter((line) => CODE_LINE.test(line)).length
  if (nCode * 2 < filled.length) return false
  const text = filled.join(' ')
  const words = text.match(/\p{L}{2,}/gu) ?? []
  const nGrammar = words.filter((word) => isGrammar(word) && !KEYWORDS.has(word)).length
  return words.length === 0 || nGrammar / words.length < MIN_GRAMMAR_SHARE
}

const MAX_LINES_READ = 12

/** Share of Latin letters and blanks in `text`: low in other scripts, formulas and tables. */
function latinShare(text: string): number {
  let nLatin = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const isLatin =
      (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0x17f)
    if (isLatin || code === 32) nLatin++
  }
  return text.length === 0 ? 0 : nLatin / text.length
}
