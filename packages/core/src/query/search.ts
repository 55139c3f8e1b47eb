/** A query's text → hits. */
import { CONTENT_KINDS } from '../segment/codes.js'
import { chunksOfFile, partOfFile, pathOfFile, type Snapshot } from '../segment/snapshot.js'
import type { Statistics } from '../segment/statistics.js'
import type { DictionaryFinder } from '../tokenize/dictionary.js'
import type { NaturalLanguage } from '../tokenize/stop-words.js'
import type { TermAnalyzer } from '../tokenize/terms.js'
import type { Explanation, Hit } from '../types.js'
import { type Evidence, gatherEvidence } from './evidence.js'
import { type Candidate, collectCandidates, FEATURE_NAMES, FEATURES } from './features.js'
import { type AllowedIds, allowedIds, type ScopeOptions } from './filters.js'
import { type HitOrder, hitOfChunk, takeHits } from './hits.js'
import type { Meaning } from './meaning.js'
import type { NameBook } from './name-book.js'
import { parseQuery } from './parse.js'
import { preferOwnSystem } from './platform-twins.js'
import { DEFAULT_WEIGHTS, type RankingWeights, type Weights } from './weights.js'

export interface SearchOptions extends ScopeOptions {
  /** Language of the query; `undefined` to tell it from the words. */
  readonly queryLanguage: NaturalLanguage | undefined
  /** How many hits at most. */
  readonly k: number
  /** Whether hits carry their score as a tree. */
  readonly explain: boolean
}

/** What a search reads. */
export interface SearchInput {
  readonly snapshot: Snapshot
  readonly statistics: Statistics
  readonly analyzer: TermAnalyzer
  /** Of the snapshot. */
  readonly names: NameBook
  readonly dictionaryOf: DictionaryFinder
  /** `undefined` ranks by words alone. */
  readonly meaning: Meaning | undefined
  /** The operating system as Node names it: `linux`, `darwin`, `win32` … */
  readonly platform: string
}

/**
 * Finds the chunks that answer a query, best first: each file's best chunk before any file's second.
 * Ties break by path, then line. Throws `query-empty` and `filter-unknown`.
 */
export function search(
  input: SearchInput,
  text: string,
  options: SearchOptions,
  weights: RankingWeights = DEFAULT_WEIGHTS,
): readonly Hit[] {
  const { snapshot } = input
  if (snapshot.nFiles === 0) return []
  const { candidates, evidence, allowed } = retrieve(input, text, options)
  const rows = { code: rowOfWeights(weights.code), prose: rowOfWeights(weights.prose) }
  const orders = candidates.map((candidate) => orderOf(snapshot, candidate, evidence, allowed, rows))
  return takeHits(preferOwnSystem(orders, text, input.platform), options.k).map(
    ({ order, chunk, score, loss }) =>
      hitOfChunk(snapshot, chunk, score, options.explain ? withLoss(order.explain(), loss) : undefined),
  )
}

/** What a query finds before it is ranked; the ranking's weights are fitted on it. */
export function retrieve(
  { snapshot, statistics, analyzer, names, dictionaryOf, meaning }: SearchInput,
  text: string,
  scope: Omit<SearchOptions, 'k' | 'explain'>,
): { readonly candidates: readonly Candidate[]; readonly evidence: Evidence; readonly allowed: AllowedIds } {
  const query = parseQuery(text, analyzer, { language: scope.queryLanguage, dictionaryOf })
  const allowed = allowedIds(snapshot, query.filters, query.phrases, scope)
  const evidence = gatherEvidence(snapshot, statistics, query, analyzer, meaning)
  const candidates =
    query.terms.length > 0
      ? collectCandidates(snapshot, statistics, query, evidence, allowed, names)
      : filesInOrder(snapshot, allowed)
  return { candidates, evidence, allowed }
}

/** A query of filters alone lists what they let through. */
function filesInOrder(snapshot: Snapshot, { files: allowedFiles }: AllowedIds): Candidate[] {
  const files: Candidate[] = []
  for (const { segment, live, fileBase } of snapshot.parts) {
    for (let file = 0; file < segment.files.path.length; file++) {
      if ((live && !live[file]) || allowedFiles?.[fileBase + file] === 0) continue
      const path = pathOfFile(snapshot, fileBase + file)
      files.push({
        file: fileBase + file,
        chunk: undefined,
        path,
        values: new Float64Array(FEATURE_NAMES.length),
      })
    }
  }
  return files
}

function orderOf(
  snapshot: Snapshot,
  candidate: Candidate,
  evidence: Evidence,
  allowed: AllowedIds,
  weights: Record<RankingKind, WeightRow>,
): HitOrder {
  const part = partOfFile(snapshot, candidate.file)
  const isProse = CONTENT_KINDS[part.segment.files.kind[candidate.file - part.fileBase]] === 'prose'
  const kind = isProse ? 'prose' : 'code'
  const { row, of } = weights[kind]
  let score = 0
  for (let idx = 0; idx < row.length; idx++) score += row[idx] * candidate.values[idx]
  let chunks: readonly number[] | undefined = candidate.chunk === undefined ? undefined : [candidate.chunk]
  return {
    path: candidate.path,
    score,
    chunks: () => {
      chunks ??= chunksInOrder(snapshot, candidate.file, evidence, allowed)
      return chunks
    },
    explain: () => explain(candidate, of, score, kind),
  }
}

type RankingKind = keyof RankingWeights

interface WeightRow {
  readonly of: Weights
  /** In the order of `FEATURE_NAMES`. */
  readonly row: Float64Array
}

function rowOfWeights(of: Weights): WeightRow {
  return { of, row: Float64Array.from(FEATURE_NAMES, (name) => of[name]) }
}

/** A chunk that defines what is asked for comes before chunks that mention it. */
const DEFINES_BONUS = 5
/** Side by side counts as much as a rare word. */
const PAIRS_BONUS = 4
/** The nearest meaning of all, the same. */
const NEARNESS_BONUS = 4

function chunksInOrder(snapshot: Snapshot, file: number, evidence: Evidence, allowed: AllowedIds): number[] {
  const { start, end } = chunksOfFile(snapshot, file)
  const scored: { chunk: number; score: number }[] = []
  for (let chunk = start; chunk < end; chunk++) {
    if (allowed.chunks && !allowed.chunks[chunk]) continue
    const score =
      evidence.chunkBody[chunk] +
      evidence.chunkSymbols[chunk] +
      PAIRS_BONUS * evidence.chunkPairs[chunk] +
      DEFINES_BONUS * evidence.chunkDefines[chunk] +
      NEARNESS_BONUS * evidence.chunkNearness[chunk]
    scored.push({ chunk, score })
  }
  const withEvidence = scored.filter(({ score }) => score > 0)
  // A file found by its path alone is shown from its beginning.
  const shown = withEvidence.length > 0 ? withEvidence : scored.slice(0, 1)
  return shown.sort((a, b) => b.score - a.score || a.chunk - b.chunk).map(({ chunk }) => chunk)
}

function explain(candidate: Candidate, weights: Weights, score: number, kind: string): Explanation {
  const children = FEATURE_NAMES.map((name, idx) => ({
    label: name,
    value: weights[name] * candidate.values[idx],
    detail: `${weights[name].toFixed(2)} × ${candidate.values[idx].toFixed(3)}: ${FEATURES[name]}`,
    children: [],
  }))
    .filter(({ value }) => value !== 0)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value))
  return { label: 'score', value: score, detail: `sum of weight × feature, weights for ${kind}`, children }
}

function withLoss(explanation: Explanation, loss: number): Explanation {
  if (loss === 0) return explanation
  const child = {
    label: 'laterChunk',
    value: -loss,
    detail: 'a further chunk of a file comes after every file',
    children: [],
  }
  return { ...explanation, value: explanation.value - loss, children: [...explanation.children, child] }
}
