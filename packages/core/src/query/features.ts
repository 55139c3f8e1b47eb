/**
 * The signals that candidates are ranked by, each between 0 and 1. A candidate is a file of code, or a passage of
 * prose: a reader of code wants the file to open, a reader of a manual the section to read.
 */

import type { Spelling } from '../segment/bm25.js'
import { CHUNK_TRAITS, CONTENT_KINDS } from '../segment/codes.js'
import type { Segment } from '../segment/segment.js'
import { chunksOfFile, partOfChunk, partOfFile, pathOfFile, type Snapshot } from '../segment/snapshot.js'
import type { Statistics } from '../segment/statistics.js'
import { stringAt } from '../segment/string-table.js'
import type { TermAnalyzer } from '../tokenize/terms.js'
import type { ChunkTrait } from '../types.js'
import type { Evidence } from './evidence.js'
import { bestSimilarity, type FileName, fileNameOf, nameOf } from './file-names.js'
import type { AllowedIds } from './filters.js'
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
  pairs: 'share of adjacent query words that are adjacent in the file',
  namePrecision: 'share of the words of the file name that the query has',
  nameRecall: 'share of the query words, by rarity, that the file name has',
  definesSymbol: 'the file defines a symbol that the query names',
  namedLikeSymbol: 'the file is named like a symbol that the query names',
  length: 'ln(1 + terms) / 10',
  isTest: 'the path looks like a test',
  isExample: 'the path looks like an example',
  isGenerated: 'the file is generated',
  isLegacy: 'the path speaks of something old',
  standsForFolder: 'the file stands for its folder, such as index.js or mod.rs',
  isProse: 'the file is documentation',
  isData: 'the file is configuration or data',
} as const

export type FeatureName = keyof typeof FEATURES

export const FEATURE_NAMES = Object.keys(FEATURES) as readonly FeatureName[]

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
  analyzer: TermAnalyzer,
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

  const asked = askedNames(query, evidence)

  const fileFeatures = (file: number): NamelessFeatures => {
    const part = partOfFile(snapshot, file)
    const local = file - part.fileBase
    const traits = part.segment.files.traits[local]
    const kind = CONTENT_KINDS[part.segment.files.kind[local]]
    return {
      bestChunk: share(files.best[file], largest.best),
      topChunks: share(files.top[file], largest.top),
      file: share(evidence.fileBody[file], largest.body),
      head: share(evidence.fileHead[file], largest.head),
      path: share(evidence.filePath[file], largest.path),
      definitions: share(evidence.fileSymbols[file], largest.symbols),
      comments: share(files.comments[file], largest.comments),
      nearness: evidence.bestChunkNearness[file],
      fileNearness: evidence.fileNearness[file],
      pairs: evidence.filePairs[file],
      definesSymbol: evidence.fileDefines[file],
      length: Math.log(1 + statistics.bodyLengths[file]) / 10,
      isTest: hasTrait(traits, 'test'),
      isExample: hasTrait(traits, 'example'),
      isGenerated: hasTrait(traits, 'generated'),
      isLegacy: hasTrait(traits, 'legacy'),
      isProse: kind === 'prose' ? 1 : 0,
      isData: kind === 'data' ? 1 : 0,
    }
  }

  const passages = (file: number, path: string, ofFile: NamelessFeatures): Candidate[] =>
    bestPassages(snapshot, evidence, allowed, file).map((chunk) => {
      const { segment, chunkBase } = partOfChunk(snapshot, chunk)
      return candidateOf(file, chunk, path, {
        ...ofFile,
        bestChunk: share(evidence.chunkBody[chunk], largest.best),
        definitions: share(evidence.chunkSymbols[chunk], largest.chunkSymbols),
        nearness: evidence.chunkNearness[chunk],
        pairs: evidence.chunkPairs[chunk],
        ...nameFeatures(asked, titleOf(segment, chunk - chunkBase, analyzer)),
        definesSymbol: evidence.chunkDefines[chunk],
        length: Math.log(1 + segment.postings.body.lengths[chunk - chunkBase]) / 10,
      })
    })

  const isAllowed = (file: number) => !allowed.files || allowed.files[file] === 1
  return crudeOrder(snapshot, crude, isAllowed).flatMap((file) => {
    const ofFile = fileFeatures(file)
    const path = pathOfFile(snapshot, file)
    if (ofFile.isProse === 1) return passages(file, path, ofFile)
    const ofName = nameFeatures(asked, fileNameOf(path, analyzer))
    return [candidateOf(file, undefined, path, { ...ofFile, ...ofName })]
  })
}

type FeatureValues = Readonly<Record<FeatureName, number>>
type NameFeatures = Pick<
  FeatureValues,
  'namePrecision' | 'nameRecall' | 'namedLikeSymbol' | 'standsForFolder'
>
type NamelessFeatures = Omit<FeatureValues, keyof NameFeatures>

function candidateOf(
  file: number,
  chunk: number | undefined,
  path: string,
  values: FeatureValues,
): Candidate {
  const row = new Float64Array(FEATURE_NAMES.length)
  for (let idx = 0; idx < row.length; idx++) row[idx] = values[FEATURE_NAMES[idx]]
  return { file, chunk, path, values: row }
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

/** A passage is called what its last heading says. */
function titleOf(segment: Segment, chunk: number, analyzer: TermAnalyzer): FileName {
  const { firstSymbol, scope } = segment.chunks
  const { name } = segment.symbols
  const title =
    firstSymbol[chunk] < firstSymbol[chunk + 1]
      ? stringAt(segment.strings, name[firstSymbol[chunk]])
      : (stringAt(segment.strings, scope[chunk]).split('.').at(-1) ?? '')
  return nameOf(title, analyzer)
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
  for (let file = 0; file < snapshot.nFileIds; file++) {
    const { start, end } = chunksOfFile(snapshot, file)
    let [first, second, third] = [0, 0, 0]
    for (let chunk = start; chunk < end; chunk++) {
      const score = evidence.chunkBody[chunk]
      if (score > first) [first, second, third] = [score, first, second]
      else if (score > second) [second, third] = [score, second]
      else if (score > third) third = score
      if (evidence.chunkComments[chunk] > comments[file]) comments[file] = evidence.chunkComments[chunk]
    }
    best[file] = first
    top[file] = first + second + third
  }
  return { best, top, comments }
}

function crudeOrder(
  snapshot: Snapshot,
  crude: (file: number) => number,
  allows: (file: number) => boolean,
): number[] {
  const scored: { file: number; score: number }[] = []
  for (let file = 0; file < snapshot.nFileIds; file++) {
    const score = crude(file)
    if (score > 0 && allows(file)) scored.push({ file, score })
  }
  return scored
    .sort((a, b) => b.score - a.score || a.file - b.file)
    .slice(0, MAX_CANDIDATES)
    .map(({ file }) => file)
}

/** What a query says that names are compared with. */
interface AskedNames {
  /** Each word's spellings, and how rare it is. */
  readonly words: readonly { readonly spellings: readonly Spelling[]; readonly idf: number }[]
  readonly totalIdf: number
  readonly spellings: readonly Spelling[]
  readonly symbols: readonly QuerySymbol[]
}

function askedNames(query: ParsedQuery, { idf }: Evidence): AskedNames {
  const words = query.terms.flatMap(({ isJoined, spellings }, idx) =>
    isJoined ? [] : [{ spellings, idf: idf[idx] }],
  )
  return {
    words,
    totalIdf: words.reduce((sum, word) => sum + word.idf, 0),
    spellings: words.flatMap(({ spellings }) => spellings),
    symbols: query.symbols,
  }
}

function nameFeatures({ words, totalIdf, spellings, symbols }: AskedNames, name: FileName): NameFeatures {
  let found = 0
  for (const word of words) found += word.idf * bestSimilarity(word.spellings, name.stems)
  let precision = 0
  for (const stem of name.stems) precision += bestSimilarity(spellings, [stem])
  return {
    namePrecision: name.stems.length > 0 ? precision / name.stems.length : 0,
    nameRecall: totalIdf > 0 ? found / totalIdf : 0,
    namedLikeSymbol: largestOf(symbols.map((symbol) => nameMatch(symbol, name.folded, () => name.joined))),
    standsForFolder: name.standsForFolder ? 1 : 0,
  }
}

function hasTrait(bits: number, trait: ChunkTrait): number {
  return bits & (1 << CHUNK_TRAITS.indexOf(trait)) ? 1 : 0
}

function largestOf(scores: Iterable<number>): number {
  let largest = 0
  for (const score of scores) if (score > largest) largest = score
  return largest
}
