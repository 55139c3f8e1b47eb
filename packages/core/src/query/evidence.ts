/** Everything the index says about a query, before anything is weighed. */
import { forEachPosting, type LocatedTerm, locateTerm, scoreDocuments, scoreFiles } from '../segment/bm25.js'
import { SYMBOL_KINDS } from '../segment/codes.js'
import type { Segment } from '../segment/segment.js'
import { fileOfChunk, type Snapshot } from '../segment/snapshot.js'
import type { Statistics } from '../segment/statistics.js'
import { stringAt } from '../segment/string-table.js'
import { PUTS_MODIFIERS_LAST } from '../tokenize/natural-language.js'
import { type TermAnalyzer, wholeTerm } from '../tokenize/terms.js'
import type { SymbolKind } from '../types.js'
import { forEachAdjacent, forEachNeighbours } from './adjacency.js'
import { type Meaning, nearnessOf } from './meaning.js'
import { nameMatch } from './name-match.js'
import { foldName, type ParsedQuery, type QuerySymbol } from './parse.js'

/** Robertson's usual k1; b below his 0.75 because a chunk's length is mostly the chunker's doing. */
const CHUNK_BM25 = { k1: 0.9, b: 0.4 }
const FIELD_BM25 = { k1: 1.2, b: 0.4 }

export interface Evidence {
  readonly terms: readonly LocatedTerm[]
  /** BM25 by chunk id. */
  readonly chunkBody: Float64Array
  readonly chunkComments: Float64Array
  readonly chunkSymbols: Float64Array
  /** BM25 by file id. */
  readonly fileHead: Float64Array
  readonly filePath: Float64Array
  readonly fileSymbols: Float64Array
  readonly fileBody: Float64Array
  /** Share of the query's adjacent pairs that stand side by side somewhere in the file, 0 to 1, by file id. */
  readonly filePairs: Float64Array
  /** The same for each chunk. */
  readonly chunkPairs: Float64Array
  /** How well a file, or a chunk, defines a symbol that the query names: 0 not at all, 1 by exactly this name. */
  readonly fileDefines: Float64Array
  readonly chunkDefines: Float64Array
  /** How near the meaning is, 0 to 1; all 0 without a model. */
  readonly fileNearness: Float64Array
  readonly bestChunkNearness: Float64Array
  readonly chunkNearness: Float64Array
  /** Whether the model knows a word of the query: what shares none of its words can be an answer then. */
  readonly isMeant: boolean
}

export function gatherEvidence(
  snapshot: Snapshot,
  statistics: Statistics,
  query: ParsedQuery,
  analyzer: TermAnalyzer,
  meaning: Meaning | undefined,
): Evidence {
  const terms = query.terms.map((term) => locateTerm(snapshot, term.spellings, 1))
  const perChunk = () => new Float64Array(snapshot.nChunkIds)
  const perFile = () => new Float64Array(snapshot.nFileIds)
  const chunkBody = perChunk()
  const chunkComments = perChunk()
  const chunkSymbols = perChunk()
  const fileHead = perFile()
  const filePath = perFile()
  const fileSymbols = perFile()
  const fileBody = perFile()
  scoreDocuments(snapshot, statistics, 'body', terms, CHUNK_BM25, chunkBody)
  scoreDocuments(snapshot, statistics, 'comments', terms, FIELD_BM25, chunkComments)
  scoreDocuments(snapshot, statistics, 'symbols', terms, FIELD_BM25, chunkSymbols)
  scoreDocuments(snapshot, statistics, 'head', terms, FIELD_BM25, fileHead)
  scoreDocuments(snapshot, statistics, 'path', terms, FIELD_BM25, filePath)
  scoreFiles(snapshot, 'symbols', statistics.symbolLengths, terms, FIELD_BM25, fileSymbols)
  scoreFiles(snapshot, 'body', statistics.bodyLengths, terms, FIELD_BM25, fileBody)
  const pairs = pairEvidence(snapshot, query, terms)
  const defines = definitionEvidence(snapshot, query.symbols, analyzer)
  const isMeant = query.meaning.some(({ term }) => meaning?.loaded.tokenizer.has(term))
  const isFound = terms.some(({ idsByPart }) => idsByPart.some((ids) => ids.some((id) => id >= 0)))
  const nearness = nearnessOf(snapshot, isMeant || isFound ? meaning : undefined, query)
  return {
    terms,
    chunkBody,
    chunkComments,
    chunkSymbols,
    fileHead,
    filePath,
    fileSymbols,
    fileBody,
    ...pairs,
    ...defines,
    fileNearness: nearness.file,
    bestChunkNearness: nearness.bestChunk,
    chunkNearness: nearness.chunk,
    isMeant,
  }
}

function pairEvidence(
  snapshot: Snapshot,
  query: ParsedQuery,
  terms: readonly LocatedTerm[],
): Pick<Evidence, 'filePairs' | 'chunkPairs'> {
  const filePairs = new Float64Array(snapshot.nFileIds)
  const chunkPairs = new Float64Array(snapshot.nChunkIds)
  const lastPair = new Int32Array(snapshot.nFileIds).fill(-1)
  const nPairs = query.sequence.length - 1
  for (let pair = 0; pair < nPairs; pair++) {
    const visit = (chunk: number) => {
      chunkPairs[chunk] += 1 / nPairs
      const file = fileOfChunk(snapshot, chunk)
      if (lastPair[file] === pair) return
      lastPair[file] = pair
      filePairs[file] += 1 / nPairs
    }
    const [first, second] = [terms[query.sequence[pair]], terms[query.sequence[pair + 1]]]
    if (PUTS_MODIFIERS_LAST[query.language]) forEachNeighbours(snapshot, first, second, visit)
    else forEachAdjacent(snapshot, first, second, visit)
  }
  return { filePairs, chunkPairs }
}

function definitionEvidence(
  snapshot: Snapshot,
  symbols: readonly QuerySymbol[],
  analyzer: TermAnalyzer,
): Pick<Evidence, 'fileDefines' | 'chunkDefines'> {
  const fileDefines = new Float64Array(snapshot.nFileIds)
  const chunkDefines = new Float64Array(snapshot.nChunkIds)
  for (const symbol of symbols) {
    forEachPosting(
      snapshot,
      'symbols',
      locateTerm(snapshot, [{ term: symbol.term, weight: 1 }], 1),
      (chunk, _frequency, part, local) => {
        // The posting says only that the term is part of a name here; it has to be the name.
        const strength = definitionStrength(part.segment, local, symbol, analyzer)
        const file = part.fileBase + part.segment.chunks.file[local]
        chunkDefines[chunk] = Math.max(chunkDefines[chunk], strength)
        fileDefines[file] = Math.max(fileDefines[file], strength)
      },
    )
  }
  return { fileDefines, chunkDefines }
}

/** What a member counts where a type or a function of its own counts 1. */
const MEMBER = 0.6

const MEMBER_KINDS: ReadonlySet<SymbolKind> = new Set(['field', 'variable', 'constant', 'method'])

function definitionStrength(
  segment: Segment,
  chunk: number,
  wanted: QuerySymbol,
  analyzer: TermAnalyzer,
): number {
  const { firstSymbol } = segment.chunks
  let best = 0
  for (let symbol = firstSymbol[chunk]; symbol < firstSymbol[chunk + 1]; symbol++) {
    const name = stringAt(segment.strings, segment.symbols.name[symbol])
    const match = nameMatch(wanted, foldName(name), () => wholeTerm(name, analyzer))
    const isMember = MEMBER_KINDS.has(SYMBOL_KINDS[segment.symbols.kind[symbol]])
    best = Math.max(best, match * (isMember ? MEMBER : 1))
  }
  return best
}
