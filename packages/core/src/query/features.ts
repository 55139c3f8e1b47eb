/**
 * The signals that candidates are ranked by, each between 0 and 1. A candidate is a file of code, or a passage of
 * prose: a reader of code wants the file to open, a reader of a manual the section to read.
 */

import type { Spelling } from '../segment/bm25.js'
import { CHUNK_TRAITS, CONTENT_KINDS } from '../segment/codes.js'
import { chunksOfFile, forEachFile, partOfFile, type Snapshot } from '../segment/snapshot.js'
import type { Statistics } from '../segment/statistics.js'
import type { ChunkTrait } from '../types.js'
import type { Evidence } from './evidence.js'
import { bestSimilarity, type FileName } from './file-names.js'
import type { AllowedIds } from './filters.js'
import type { NameBook } from './name-book.js'
import { nameMatch } from './name-match.js'
import type { ParsedQuery, QuerySymbol } from './parse.js'

/** What each feature is; their order is the order of a feature row. */
export const FEATURES = {
  bestChunk: 'BM25 of the best chunk, as a share of the best of any file',
  topChunks: 'sum of the three best chunks, as a share of the largest such sum',
  file: 'BM25 of the whole file',
  head: 'BM25 of the first 1,500 characters',
  path: 'BM25 of the path, the file name counted twice',
  definitions: 'BM25 of the names defined',
  comments: 'BM25 of the best chunk, comments only',
  nearness: 'how near the meaning of the nearest chunk is, from the median file to the nearest of all',
  fileNearness: 'the same of the whole file',
  testedBy: 'topChunks of the best test that is named after the file',
  pairs: 'share of adjacent query words that are adjacent in the file',
  namePrecision: 'share of the words of the file name that the query has',
  nameFirst: 'the name of a file of code has the first or second word of the query',
  nameLast: 'that name has the last word of the query',
  definesSymbol: 'the file defines a symbol that the query names',
  namedLikeSymbol: 'the file is named like a symbol that the query names',
  prominence: 'how many files use the names defined here, in logarithms, as a share of the most of any file',
  length: 'ln(1 + terms) / 10',
  isTest: 'the path looks like a test',
  isExample: 'the path looks like an example',
  isGenerated: 'the file is generated',
  isLegacy: 'the path speaks of something old',
  isProse: 'the file is documentation',
  isData: 'the file is configuration or data',
} as const

export type FeatureName = keyof typeof FEATURES

export const FEATURE_NAMES = Object.keys(FEATURES) as readonly FeatureName[]

/** Position of each feature in a row. */
const AT = Object.fromEntries(FEATURE_NAMES.map((name, idx) => [name, idx])) as Readonly<
  Record<FeatureName, number>
>

const TRAIT_BITS = Object.fromEntries(CHUNK_TRAITS.map((trait, idx) => [trait, 1 << idx])) as Readonly<
  Record<ChunkTrait, number>
>

/** What may answer, with its features in the order of `FEATURE_NAMES`. */
export interface Candidate {
  readonly file: number
  /** The passage; `undefined` when the candidate is the whole file. */
  readonly chunk: number | undefined
  readonly path: string
  readonly values: Float64Array
}

/** Enough that a wanted file is hardly ever missing: 99 % of them are among the 50 best of a crude order. */
const MAX_CANDIDATES = 200

/** In choosing the passages of a file, the nearest meaning of all counts as much as a rare word. */
const NEARNESS_WEIGHT = 4

/** Passages of one file that are ranked at most. */
const MAX_PASSAGES = 6

/** What is worth ranking, with its features. */
export function collectCandidates(
  snapshot: Snapshot,
  statistics: Statistics,
  query: ParsedQuery,
  evidence: Evidence,
  allowed: AllowedIds,
  names: NameBook,
): Candidate[] {
  const files = bestChunksOfFiles(snapshot, evidence)
  const largest = {
    best: largestOf(files.best),
    top: largestOf(files.top),
    comments: largestOf(files.comments),
    head: largestOf(evidence.fileHead),
    path: largestOf(evidence.filePath),
    symbols: largestOf(evidence.fileSymbols),
    chunkSymbols: largestOf(evidence.chunkSymbols),
    body: largestOf(evidence.fileBody),
  }
  const crude = (file: number) => {
    const words =
      share(files.top[file], largest.top) +
      share(evidence.filePath[file], largest.path) +
      share(evidence.fileSymbols[file], largest.symbols) +
      evidence.fileDefines[file]
    // Of words that the model does not know, the vectors say too little to stand alone.
    if (words === 0 && !evidence.isMeant) return 0
    return words + evidence.bestChunkNearness[file] + evidence.fileNearness[file]
  }

  const asked = askedNames(query)
  const isAllowed = (file: number) => !allowed.files || allowed.files[file] === 1
  const order = crudeOrder(snapshot, crude, isAllowed)
  const tests = bestTests(snapshot, order, files.top, names)
  const candidates: Candidate[] = []
  for (const file of order) {
    const part = partOfFile(snapshot, file)
    const local = file - part.fileBase
    const traits = part.segment.files.traits[local]
    const kind = CONTENT_KINDS[part.segment.files.kind[local]]
    const values = new Float64Array(FEATURE_NAMES.length)
    values[AT.bestChunk] = share(files.best[file], largest.best)
    values[AT.topChunks] = share(files.top[file], largest.top)
    values[AT.file] = share(evidence.fileBody[file], largest.body)
    values[AT.head] = share(evidence.fileHead[file], largest.head)
    values[AT.path] = share(evidence.filePath[file], largest.path)
    values[AT.definitions] = share(evidence.fileSymbols[file], largest.symbols)
    values[AT.comments] = share(files.comments[file], largest.comments)
    values[AT.nearness] = evidence.bestChunkNearness[file]
    values[AT.fileNearness] = evidence.fileNearness[file]
    values[AT.pairs] = evidence.filePairs[file]
    values[AT.definesSymbol] = evidence.fileDefines[file]
    values[AT.length] = lengthFeature(statistics.bodyLengths[file])
    values[AT.isTest] = hasTrait(traits, TRAIT_BITS.test)
    values[AT.isExample] = hasTrait(traits, TRAIT_BITS.example)
    values[AT.isGenerated] = hasTrait(traits, TRAIT_BITS.generated)
    values[AT.isLegacy] = hasTrait(traits, TRAIT_BITS.legacy)
    values[AT.isProse] = kind === 'prose' ? 1 : 0
    values[AT.isData] = kind === 'data' ? 1 : 0
    const path = names.pathOf(file)
    if (kind !== 'prose') {
      const name = names.fileName(file)
      nameFeatures(asked, name, values)
      nameOrderFeatures(asked, name, values)
      values[AT.prominence] = names.prominence(file)
      values[AT.testedBy] = values[AT.isTest] === 1 ? 0 : share(tests.get(name.subject) ?? 0, largest.top)
      candidates.push({ file, chunk: undefined, path, values })
      continue
    }
    for (const chunk of bestPassages(snapshot, evidence, allowed, file)) {
      const ofPassage = values.slice()
      ofPassage[AT.bestChunk] = share(evidence.chunkBody[chunk], largest.best)
      ofPassage[AT.definitions] = share(evidence.chunkSymbols[chunk], largest.chunkSymbols)
      ofPassage[AT.nearness] = evidence.chunkNearness[chunk]
      ofPassage[AT.pairs] = evidence.chunkPairs[chunk]
      ofPassage[AT.definesSymbol] = evidence.chunkDefines[chunk]
      ofPassage[AT.length] = lengthFeature(part.segment.postings.body.lengths[chunk - part.chunkBase])
      nameFeatures(asked, names.title(chunk), ofPassage)
      candidates.push({ file, chunk, path, values: ofPassage })
    }
  }
  return candidates
}

function bestPassages(snapshot: Snapshot, evidence: Evidence, allowed: AllowedIds, file: number): number[] {
  const { start, end } = chunksOfFile(snapshot, file)
  const scored: { chunk: number; score: number }[] = []
  for (let chunk = start; chunk < end; chunk++) {
    if (allowed.chunks && !allowed.chunks[chunk]) continue
    const words = evidence.chunkBody[chunk] + evidence.chunkSymbols[chunk]
    scored.push({ chunk, score: words + NEARNESS_WEIGHT * evidence.chunkNearness[chunk] })
  }
  return scored
    .sort((a, b) => b.score - a.score || a.chunk - b.chunk)
    .slice(0, MAX_PASSAGES)
    .map(({ chunk }) => chunk)
}

function share(score: number, most: number): number {
  return most > 0 ? score / most : 0
}

interface ChunkScores {
  readonly best: Float64Array
  readonly top: Float64Array
  readonly comments: Float64Array
}

/** Best chunk, sum of the three best, and best comments, by file id. */
function bestChunksOfFiles(snapshot: Snapshot, evidence: Evidence): ChunkScores {
  const best = new Float64Array(snapshot.nFileIds)
  const top = new Float64Array(snapshot.nFileIds)
  const comments = new Float64Array(snapshot.nFileIds)
  const { chunkBody, chunkComments } = evidence
  forEachFile(snapshot, (file, start, end) => {
    let first = 0
    let second = 0
    let third = 0
    for (let chunk = start; chunk < end; chunk++) {
      const score = chunkBody[chunk]
      if (score > first) {
        third = second
        second = first
        first = score
      } else if (score > second) {
        third = second
        second = score
      } else if (score > third) third = score
      if (chunkComments[chunk] > comments[file]) comments[file] = chunkComments[chunk]
    }
    best[file] = first
    top[file] = first + second + third
  })
  return { best, top, comments }
}

function crudeOrder(
  snapshot: Snapshot,
  crude: (file: number) => number,
  allows: (file: number) => boolean,
): number[] {
  const scores = new Float64Array(snapshot.nFileIds)
  for (let file = 0; file < scores.length; file++) scores[file] = allows(file) ? crude(file) : 0
  // Most files are far from the best: only those that can be among them are put in order.
  const least = scores.slice().sort()[Math.max(0, scores.length - MAX_CANDIDATES)]
  const files: number[] = []
  for (let file = 0; file < scores.length; file++)
    if (scores[file] > 0 && scores[file] >= least) files.push(file)
  return files.sort((a, b) => scores[b] - scores[a] || a - b).slice(0, MAX_CANDIDATES)
}

/** Score of the best test by what it is named after: tests say in words what their subject does. */
function bestTests(
  snapshot: Snapshot,
  files: readonly number[],
  scores: Float64Array,
  names: NameBook,
): Map<string, number> {
  const best = new Map<string, number>()
  for (const file of files) {
    const { segment, fileBase } = partOfFile(snapshot, file)
    if (hasTrait(segment.files.traits[file - fileBase], TRAIT_BITS.test) === 0) continue
    const { subject } = names.fileName(file)
    if (subject !== '') best.set(subject, Math.max(best.get(subject) ?? 0, scores[file]))
  }
  return best
}

/** What a query says that names are compared with. */
interface AskedNames {
  /** Each word's spellings, in the order of the query. */
  readonly words: readonly (readonly Spelling[])[]
  /** Those of all words. */
  readonly spellings: readonly Spelling[]
  readonly symbols: readonly QuerySymbol[]
}

function askedNames({ terms, symbols }: ParsedQuery): AskedNames {
  const words = terms.flatMap(({ isJoined, spellings }) => (isJoined ? [] : [spellings]))
  return { words, spellings: words.flat(), symbols }
}

function nameFeatures({ spellings, symbols }: AskedNames, name: FileName, values: Float64Array): void {
  let precision = 0
  for (const stem of name.stems) precision += bestSimilarity(spellings, [stem])
  let named = 0
  for (const symbol of symbols)
    named = Math.max(
      named,
      nameMatch(symbol, name.folded, () => name.joined),
    )
  values[AT.namePrecision] = name.stems.length > 0 ? precision / name.stems.length : 0
  values[AT.namedLikeSymbol] = named
}

/**
 * A question begins with what it is about and ends with where, for what or in what form: a file that is named like its
 * end only is seldom meant. Titles of passages are sentences themselves and say nothing by that.
 */
function nameOrderFeatures({ words }: AskedNames, { stems }: FileName, values: Float64Array): void {
  const similarityOf = (idx: number) => (idx in words ? bestSimilarity(words[idx], stems) : 0)
  values[AT.nameFirst] = Math.max(similarityOf(0), similarityOf(1))
  values[AT.nameLast] = similarityOf(words.length - 1)
}

function lengthFeature(terms: number): number {
  return Math.log(1 + terms) / 10
}

function hasTrait(bits: number, bit: number): number {
  return (bits & bit) === 0 ? 0 : 1
}

// By index: an iterator takes ten times as long until it is compiled, and a command answers few questions.
function largestOf(scores: Float64Array): number {
  let largest = 0
  for (let idx = 0; idx < scores.length; idx++) if (scores[idx] > largest) largest = scores[idx]
  return largest
}
