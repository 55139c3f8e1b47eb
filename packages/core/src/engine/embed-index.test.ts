import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyPatch, floatTableOf, patchBetween } from '../embed/model-patch.js'
import { loadModel, type StaticModel } from '../embed/static-model.js'
import { denseModel } from '../embed/testing/small-model.js'
import { embedSegment } from '../segment/segment-vectors.js'
import { randomPath, randomText } from '../segment/testing/random-project.js'
import { segmentOf } from '../segment/testing/segments.js'
import { vectorsOfFiles } from '../segment/testing/vectors.js'
import { assembleIndex } from './assemble.js'
import { type Adapted, embedIndex } from './embed-index.js'
import { EMPTY_INDEX, liveFiles, type OpenedIndex } from './opened-index.js'
import { planUpdate } from './plan.js'
import { analyse, FakeDisk } from './testing/fake-disk.js'

const MODEL = denseModel(['alpha', 'beta', 'betagamma', 'handler', 'bodi', 'http', 'test', 'guid'])
const ADAPTED: Adapted = { patch: patchOf(MODEL), chunks: 7 }

describe('embedIndex', () => {
  it('gives an index that grew the vectors of one built from nothing, to the bit', () => {
    const step = fc.oneof(
      { weight: 8, arbitrary: fc.tuple(randomPath, randomText) },
      { weight: 3, arbitrary: fc.tuple(randomPath, fc.constant(undefined)) },
    )
    const rounds = fc.array(fc.array(step, { maxLength: 4 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(rounds, fc.option(fc.nat(7), { nil: undefined }), (changes, adaptedAfter) => {
        const disk = new FakeDisk()
        let index: OpenedIndex = EMPTY_INDEX
        for (const [round, steps] of changes.entries()) {
          for (const [path, text] of steps) {
            if (text === undefined) disk.remove(path)
            else disk.write(path, text)
          }
          const plan = planUpdate(index, disk.list())
          const assembled = assembleIndex(index, plan, analyse(index, plan, disk))
          index = embedIndex(assembled, index, MODEL, round === adaptedAfter ? ADAPTED : undefined).index
        }
        const isAdapted = adaptedAfter !== undefined && adaptedAfter < changes.length
        const model = isAdapted ? applyPatch(MODEL, ADAPTED.patch, 'adapted') : MODEL
        expect(vectorsOf(index)).toEqual(vectorsOfBuild(disk.texts(), model))
      }),
      { numRuns: 60 },
    )
  })
})

function vectorsOf(index: OpenedIndex): Map<string, number[][]> {
  const live = liveFiles(index)
  return vectorsOfFiles(
    (index.embedding?.vectors ?? []).map((vectors, idx) => ({
      segment: index.segments[idx],
      live: live[idx],
      vectors,
    })),
  )
}

function vectorsOfBuild(texts: Record<string, string>, model: StaticModel): Map<string, number[][]> {
  const segment = segmentOf(texts)
  return vectorsOfFiles([{ segment, live: undefined, vectors: embedSegment(segment, loadModel(model)) }])
}

/** As if training had moved every third row. */
function patchOf(model: StaticModel) {
  const before = floatTableOf(model)
  const vectors = before.vectors.map((value, at) =>
    Math.floor(at / before.dimensions) % 3 === 0 ? Math.cos(at) : value,
  )
  return patchBetween(before, { ...before, vectors })
}
