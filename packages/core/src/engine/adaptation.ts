/** When the model of an index is to be trained on its files again. */
import type { OpenedIndex } from './opened-index.js'

/** Fewer chunks teach nothing that the model as it was shipped does not know. */
const MIN_ADAPTATION_CHUNKS = 50

/** Above this share of new chunks what was learnt no longer fits. */
const RENEWED_SHARE = 0.2

/** Whether training now would be worth it. */
export function wantsAdaptation(index: OpenedIndex): boolean {
  const { embedding } = index.manifest
  if (embedding === undefined) return false
  const nChunks = index.segments.reduce((sum, { chunks }) => sum + chunks.file.length, 0)
  if (nChunks < MIN_ADAPTATION_CHUNKS) return false
  const { adaptation } = embedding
  return adaptation === undefined || adaptation.chunksSince > RENEWED_SHARE * adaptation.chunks
}
