/** What a file is called, as terms: what people remember of a file is its name. */
import type { Spelling } from '../segment/bm25.js'
import { forEachWord, splitIdentifier } from '../text/identifiers.js'
import { type TermAnalyzer, wholeTerm } from '../tokenize/terms.js'
import { BETWEEN_WORDS, foldName } from './parse.js'

export interface FileName {
  /** Stems of the parts of the name without its extension, distinct. */
  readonly stems: readonly string[]
  /** The name's letters and digits in lower case, and its whole term, for comparison with a symbol. */
  readonly folded: string
  readonly joined: string
  /** Letters and digits of the name less the words that say it is a test: a test and what it tests share it. */
  readonly subject: string
}

/** What the names of tests say beside their subject, in any case. */
const TEST_WORDS = new Set(['test', 'tests', 'spec', 'specs', 'suite', 'it', 'testing'])

/** Names that stand for the folder they lie in, in Rust, JavaScript, Python and others. */
const FOLDER_MODULES = new Set([
  'mod',
  'index',
  '__init__',
  'init',
  'main',
  'lib',
  'default',
  'package',
  'root',
  'readme',
])

/** The name of a path; a file that stands for its folder takes the folder's name. */
export function fileNameOf(path: string, analyzer: TermAnalyzer): FileName {
  const segments = path.split('/')
  const base = withoutExtension(segments[segments.length - 1])
  // `index.d.ts` and `index.test.js` too.
  const standsForFolder = FOLDER_MODULES.has(base.split('.', 1)[0].toLowerCase())
  const name = standsForFolder && segments.length > 1 ? segments[segments.length - 2] : base
  return nameOf(name, analyzer)
}

/** Any name or title as terms. */
export function nameOf(name: string, analyzer: TermAnalyzer): FileName {
  const stems = new Set<string>()
  forEachWord(name, 0, name.length, (start, end) => {
    for (const part of analyzer.analyze(name.slice(start, end), 'en').parts) stems.add(part)
  })
  const joined = wholeTerm(name.replace(BETWEEN_WORDS.for(name), '_'), analyzer)
  return {
    stems: [...stems],
    folded: foldName(name),
    joined,
    subject: subjectOf(name),
  }
}

function subjectOf(name: string): string {
  const words = splitIdentifier(name.replace(BETWEEN_WORDS.for(name), '_'))
  return words
    .map((word) => word.toLowerCase())
    .filter((word) => !TEST_WORDS.has(word))
    .join('')
}

/** Shortest common beginning that makes two words relatives, and its least share of the longer one. */
const MIN_PREFIX_CHARS = 4
const MIN_PREFIX_SHARE = 0.6
/** What a relative counts, where the same word counts 1. */
const PREFIX_MATCH = 0.8

/** How alike two stems are: 1 the same, 0.8 for `router` and `routing`, 0 otherwise. */
export function stemSimilarity(a: string, b: string): number {
  if (a === b) return 1
  const shorter = Math.min(a.length, b.length)
  let common = 0
  while (common < shorter && a[common] === b[common]) common++
  const isRelative = common >= MIN_PREFIX_CHARS && common >= MIN_PREFIX_SHARE * Math.max(a.length, b.length)
  return isRelative ? PREFIX_MATCH : 0
}

/** Largest similarity of any spelling, as far as it counts, with any of a list of stems. */
export function bestSimilarity(spellings: readonly Spelling[], stems: readonly string[]): number {
  let best = 0
  for (const { term, weight } of spellings) {
    for (const stem of stems) best = Math.max(best, weight * stemSimilarity(term, stem))
  }
  return best
}

// What stands before the last dot tells files apart: `Serializer.Json.cs` is less of a serializer than `Serializer.cs`.
function withoutExtension(name: string): string {
  return name.replace(/(?<=.)(?:\.d)?\.[^.]*$/, '')
}
