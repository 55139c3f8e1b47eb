/** The subject of a commit → the lines it wrote. */
import { comparePaths } from '../../text/compare-text.js'
import { languageById, languageOf } from '../../text/languages.js'
import { LineIndex } from '../../text/lines.js'
import { traitsOfPath } from '../../text/traits.js'
import type { Commit, Hunk } from './commit-log.js'
import { isLicence, type NoiseReason } from './noise.js'
import type { Pair } from './pair.js'
import { type MinedPairs, PairDrafts } from './pair-drafts.js'

/** A change of more files is a move, a format, an upgrade: its subject says nothing of a single hunk. */
const MAX_FILES = 12
/** The hunks with the most new lines are what the subject is about. */
const MAX_HUNKS = 3
const MIN_ADDED_LINES = 2

const NOT_ABOUT_CODE =
  /^(?:merge|revert|release|bump|upgrade|update|prepare|version|v?\d+\.\d+|wip|initial|first|typos?|fix(?:ed)? typos?|lint|format|style|chore|ci|build|deps?|cleanup|clean up|fmt|changelog|readme|copyright|whitespace|rubocop|fixup!|squash!|auto|\[bot\]|minor|misc|oops|tests?|docs?|fix(?:es|ed)? (?:tests?|build|ci|lint|docs?)|address(?:ed)? (?:review|comments|feedback)|code review|review|regenerate|generated?)(?=$|[\s:(\]!/.-])(?!\s*\w+\s+\w+\s+\w+\s+\w+\s+\w+)/i
const VAGUE =
  /^(?:a |some |few |couple of |various |several |small |minor |more |further |additional |another )+(?:\w+ )?(?:fix(?:es)?|corrections?|clean-?ups?|tweaks?|improvements?|changes?|updates?|refactoring|polish)\W*$/i
const VERSION_CHANGE = /\bto v?\d+\.\d+|\bfrom v?\d+\.\d+|\bv?\d+\.\d+\.\d+\b|\bdependabot\b|\brenovate\b/i

/** The pairs of one commit; at most `MAX_HUNKS`. */
export function mineCommit({ subject, hunks }: Commit): MinedPairs {
  const query = cleanSubject(subject)
  const nFiles = new Set(hunks.map(({ path }) => path)).size
  if (query === '' || nFiles > MAX_FILES) return { pairs: [], dropped: new Map() }
  const best = hunks
    .filter(
      ({ path, nAdded, text }) =>
        nAdded >= MIN_ADDED_LINES && isLearnt(path) && !isLicence(text.slice(0, 400)),
    )
    .sort(compareHunks)
    .slice(0, MAX_HUNKS)
  const pairs: Pair[] = []
  const dropped = new Map<NoiseReason, number>()
  for (const { path, line, text } of best) {
    const file = { path, text, language: languageOf(path, text) }
    const drafts = new PairDrafts(file, new LineIndex(text))
    drafts.add({ source: 'commit', query, code: text, offset: 0 })
    pairs.push(...drafts.result.pairs.map((pair) => ({ ...pair, line: pair.line + line - 1 })))
    for (const [reason, nPairs] of drafts.result.dropped)
      dropped.set(reason, (dropped.get(reason) ?? 0) + nPairs)
  }
  return { pairs, dropped }
}

/** What a commit is about stands in the code rather than in its tests; then the most new lines first. */
function compareHunks(a: Hunk, b: Hunk): number {
  const isTest = (hunk: Hunk): number => (traitsOfPath(hunk.path).includes('test') ? 1 : 0)
  return isTest(a) - isTest(b) || b.nAdded - a.nAdded || comparePaths(a, b) || a.line - b.line
}

function isLearnt(path: string): boolean {
  const { kind } = languageById(languageOf(path, ''))
  return kind === 'code' && !traitsOfPath(path).includes('generated')
}

/** A subject without prefixes, numbers and signatures; `''` when it is not about the code. */
function cleanSubject(subject: string): string {
  const text = subject
    .replace(
      /\s*\((?:#|gh-|pr\s*#?|closes|fixes|issue)\s*#?\d+[^()]*\)|\s*\[(?:skip ci|ci skip|#?\d+)\]/gi,
      '',
    )
    .replace(
      /^\s*(?:(?:feat|fix|refactor|perf|docs?|tests?|chore|style|build|ci|improvement|bug|bugfix)(?:\([^()]{0,40}\))?!?:\s*)/i,
      '',
    )
    .replace(/^\s*(?:\[[^[\]]{1,40}\]|#\d+|[A-Z]{2,10}-\d+|gh-\d+)[:\s-]*/i, '')
    .replace(/\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?|see|refs?)\s*:?\s*(?:[\w-]+\/[\w-]+)?#\d+/gi, '')
    .replace(/#\d+\b/g, '')
    .replace(/\s+/g, ' ')
    .replace(/^[\s:,-]+|[\s:,-]+$/g, '')
  return NOT_ABOUT_CODE.test(text) || VAGUE.test(text) || VERSION_CHANGE.test(text) ? '' : text
}
