/** One state of the index on disk, made ready to answer; what an older state had ready is taken over. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { StaticModel } from '../embed/static-model.js'
import { type OpenedIndex, snapshotOf, storedUsers } from '../engine/opened-index.js'
import { filesByPath } from '../engine/overlay.js'
import { buildDocumentVectors, type DocumentVectors } from '../query/document-vectors.js'
import type { Meaning } from '../query/meaning.js'
import { createNameBook, type NameBook } from '../query/name-book.js'
import {
  extendSimilarityModel,
  type SimilarityModel,
  similarityModelSteps,
} from '../query/similarity-model.js'
import type { Segment } from '../segment/segment.js'
import type { Snapshot } from '../segment/snapshot.js'
import type { TermAnalyzer } from '../tokenize/terms.js'
import type { IndexedStamp } from './live-lines.js'
import { meaningOf } from './search-input.js'

/** Postings that are read before others have their turn: a few milliseconds. */
const POSTINGS_A_TURN = 100_000

/** With a larger share of new chunks, what was counted without them is counted again. */
const MOST_NEW_CHUNKS = 0.05

export interface Generation {
  readonly opened: OpenedIndex
  readonly snapshot: Snapshot
  /** Path → file id. */
  readonly files: ReadonlyMap<string, number>
  readonly meaning: Meaning | undefined
  readonly names: NameBook
  /** A file as it was when it was indexed. */
  stampOf(path: string): IndexedStamp | undefined
}

export interface GenerationSimilarity {
  /** Of the snapshot of the generation. */
  readonly model: SimilarityModel
  readonly documents: DocumentVectors | undefined
  /** What was counted, and of which segments. */
  readonly counted: { readonly model: SimilarityModel; readonly segments: readonly Segment[] }
}

/** `model` is the one that was asked for; an index with another one's vectors is searched by words. */
export function openGeneration(
  opened: OpenedIndex,
  model: StaticModel | undefined,
  analyzer: TermAnalyzer,
  known: Generation | undefined,
): Generation {
  const snapshot = snapshotOf(opened)
  const files = filesByPath(snapshot)
  return {
    opened,
    snapshot,
    files,
    stampOf: createStamps(opened, snapshot, files),
    meaning: meaningOf(opened, model, known),
    names: createNameBook(snapshot, analyzer, storedUsers(opened, snapshot)),
  }
}

function createStamps(
  { manifest }: OpenedIndex,
  { parts, nFileIds }: Snapshot,
  files: ReadonlyMap<string, number>,
): Generation['stampOf'] {
  // By file id.
  let rows: Int32Array | undefined
  return (path) => {
    const id = files.get(path)
    if (id === undefined) return undefined
    if (rows === undefined) {
      rows = new Int32Array(nFileIds).fill(-1)
      for (const [row, { segment, file }] of manifest.files.entries())
        rows[parts[segment].fileBase + file] = row
    }
    const row = manifest.files[rows[id]]
    return row && { ...row, segment: parts[row.segment].segment }
  }
}

/** Takes seconds for a large index, so others have their turn in between. */
export async function openSimilarity(
  { snapshot, meaning }: Generation,
  known: GenerationSimilarity | undefined,
): Promise<GenerationSimilarity> {
  const segments = snapshot.parts.map(({ segment }) => segment)
  const counted =
    known && isNearly(known.counted.segments, snapshot)
      ? known.counted
      : { model: await countTerms(snapshot), segments }
  const model = extendSimilarityModel(counted.model, counted.segments.length, snapshot)
  return { model, documents: meaning && buildDocumentVectors(snapshot, meaning, model), counted }
}

async function countTerms(snapshot: Snapshot): Promise<SimilarityModel> {
  const steps = similarityModelSteps(snapshot, 'chunk', POSTINGS_A_TURN)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    await nextTurn()
  }
}

/** Whether a snapshot begins with these segments and has little more. */
function isNearly(segments: readonly Segment[], { parts, nChunkIds }: Snapshot): boolean {
  if (segments.length > parts.length || segments.some((segment, idx) => segment !== parts[idx].segment))
    return false
  const nKnown = segments.reduce((sum, { chunks }) => sum + chunks.file.length, 0)
  return nChunkIds - nKnown <= MOST_NEW_CHUNKS * nChunkIds
}
