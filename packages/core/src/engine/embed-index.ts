/** An assembled index → the same with vectors. */
import { applyPatch, type ModelPatch } from '../embed/model-patch.js'
import { type LoadedModel, loadModel, type StaticModel } from '../embed/static-model.js'
import type { Segment } from '../segment/segment.js'
import { embedSegment, type SegmentVectors } from '../segment/segment-vectors.js'
import type { AssembledIndex } from './assemble.js'
import type { ManifestEmbedding } from './manifest.js'
import { isEmbeddedBy, modelOfIndex, type OpenedIndex } from './opened-index.js'

/** What training on the files gave, not stored yet. */
export interface Adapted {
  readonly patch: ModelPatch
  /** Chunks that it learnt from. */
  readonly chunks: number
}

/**
 * Vectors for every segment: those of `old` where model and segment are the same, new ones elsewhere. An adaptation
 * stays as long as the model does; `adapted` replaces it.
 */
export function embedIndex(
  assembled: AssembledIndex,
  old: OpenedIndex,
  model: StaticModel | undefined,
  adapted: Adapted | undefined,
): AssembledIndex {
  if (model === undefined) return assembled
  const isSameModel = adapted === undefined && isEmbeddedBy(old, model)
  const known = isSameModel ? knownVectors(old) : new Map<Segment, KnownVectors>()
  let loaded: LoadedModel | undefined
  const embed = (segment: Segment): KnownVectors => {
    loaded ??= adapted ? loadModel(applyPatch(model, adapted.patch, '')) : modelFor(old, model, isSameModel)
    return { rows: embedSegment(segment, loaded), name: '', bytes: 0 }
  }
  const vectors = assembled.index.segments.map((segment) => known.get(segment) ?? embed(segment))
  const embedding: ManifestEmbedding = {
    model: model.fingerprint,
    adaptation: adaptationOf(assembled, old, isSameModel, adapted),
    vectors: vectors.map(({ name }) => name),
  }
  const patch = adapted?.patch ?? (isSameModel ? old.embedding?.patch : undefined)
  return {
    ...assembled,
    index: {
      ...assembled.index,
      manifest: { ...assembled.index.manifest, embedding },
      embedding: {
        vectors: vectors.map(({ rows }) => rows),
        vectorBytes: vectors.map(({ bytes }) => bytes),
        patch,
        patchBytes: patch === old.embedding?.patch ? (old.embedding?.patchBytes ?? 0) : 0,
      },
    },
  }
}

interface KnownVectors {
  readonly rows: SegmentVectors
  /** Blob; `''` when it is not stored yet. */
  readonly name: string
  readonly bytes: number
}

function knownVectors(old: OpenedIndex): Map<Segment, KnownVectors> {
  const names = old.manifest.embedding?.vectors ?? []
  return new Map(
    old.segments.flatMap((segment, idx) => {
      const rows = old.embedding?.vectors[idx]
      const bytes = old.embedding?.vectorBytes[idx] ?? 0
      return rows ? [[segment, { rows, name: names[idx], bytes }]] : []
    }),
  )
}

function modelFor(old: OpenedIndex, model: StaticModel, isSameModel: boolean): LoadedModel {
  return isSameModel ? modelOfIndex(old, model) : loadModel(model)
}

function adaptationOf(
  { newChunks }: AssembledIndex,
  old: OpenedIndex,
  isSameModel: boolean,
  adapted: Adapted | undefined,
): ManifestEmbedding['adaptation'] {
  if (adapted) return { patch: '', chunks: adapted.chunks, chunksSince: 0 }
  const before = isSameModel ? old.manifest.embedding?.adaptation : undefined
  return before && { ...before, chunksSince: before.chunksSince + newChunks }
}
