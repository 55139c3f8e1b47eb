import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LoadedModel, loadModel } from '../embed/static-model.js'
import { denseModel, SMALL_DIMENSIONS, smallModel } from '../embed/testing/small-model.js'
import { dequantizeRows } from '../vector/int8-rows.js'
import { type LiveSegment, mergeSegments } from './merge.js'
import type { Segment } from './segment.js'
import { embedSegment } from './segment-vectors.js'
import { randomLayers } from './testing/random-project.js'
import { flattened, layers, segmentOf } from './testing/segments.js'
import { vectorsOfFiles } from './testing/vectors.js'

const LOADED = loadModel(smallModel(['rout', 'group', 'util', 'go', 'handler']))
const ROUT = 0
const GROUP = 1
const UTIL = 2
const GO = 3

describe('embedSegment', () => {
  const rowsOf = (files: Record<string, string>) => {
    const rows = embedSegment(segmentOf(files), LOADED).chunks
    const floats = dequantizeRows(rows)
    return Array.from(rows.scales, (_, row) =>
      floats.subarray(row * SMALL_DIMENSIONS, (row + 1) * SMALL_DIMENSIONS),
    )
  }

  it('sums a chunk and its path: 1 + ln of how often, names of files counted twice', () => {
    const [vector] = rowsOf({ 'group/util.go': 'route route\n' })
    const counts = [1 + Math.log(2), 1, 1 + Math.log(2), 1 + Math.log(2)]
    const length = Math.hypot(...counts)
    for (const [term, at] of [ROUT, GROUP, UTIL, GO].entries()) {
      expect(vector[at]).toBeCloseTo(counts[term] / length, 2)
    }
  })

  it('counts the parts of a name once, not again where they are joined', () => {
    const [joined] = rowsOf({ 'a.b': 'routeGroup\n' })
    const [apart] = rowsOf({ 'a.b': 'route group\n' })
    expect(joined[ROUT]).toBeCloseTo(apart[ROUT], 2)
    expect(joined[GROUP]).toBeCloseTo(apart[GROUP], 2)
  })

  it('counts the terms of a file over all its chunks', () => {
    const segment = segmentOf({ 'a.b': 'route\n\nroute\n\ngroup\n' })
    const { chunks, files } = embedSegment(segment, LOADED)
    expect([chunks.scales.length, files.scales.length]).toEqual([3, 1])
    const vector = dequantizeRows(files)
    expect(vector[ROUT] / vector[GROUP]).toBeCloseTo(1 + Math.log(2), 1)
  })

  it('counts what a chunk only joins where it is a word, and nowhere else', () => {
    const loaded = loadModel(smallModel(['rout', 'group', 'routegroup', 'a', 'b']))
    const { chunks } = embedSegment(segmentOf({ 'a.b': 'routeGroup\n\nroutegroup\n' }), loaded)
    const vectors = dequantizeRows(chunks)
    expect(vectors[SMALL_DIMENSIONS + 2]).toBeGreaterThan(0)
    expect(vectors[2]).toBe(0)
  })

  it('gives a file the same bits alone, among others and after any merge', () => {
    const loaded = loadModel(denseModel(['alpha', 'beta', 'betagamma', 'handler', 'bodi', 'http', 'test']))
    fc.assert(
      fc.property(randomLayers, ({ projects, gone }) => {
        const alone = flattened(projects, gone)
        const expected = new Map(
          Object.keys(alone)
            .sort()
            .flatMap((path) => [...vectorsByPath([allLive(segmentOf({ [path]: alone[path] }))], loaded)]),
        )
        const parts = layers(projects, gone)
        expect(vectorsByPath(parts, loaded)).toEqual(expected)
        expect(vectorsByPath([allLive(segmentOf(alone))], loaded)).toEqual(expected)
        expect(vectorsByPath([allLive(mergeSegments(parts))], loaded)).toEqual(expected)
        const later = allLive(mergeSegments(parts.slice(1)))
        expect(vectorsByPath([allLive(mergeSegments([later, ...parts.slice(0, 1)]))], loaded)).toEqual(
          expected,
        )
      }),
    )
  })
})

function allLive(segment: Segment): LiveSegment {
  return { segment, live: undefined }
}

/** Bytes and scales of the live files and of their chunks, by path. */
function vectorsByPath(parts: readonly LiveSegment[], loaded: LoadedModel): Map<string, number[][]> {
  return vectorsOfFiles(parts.map((part) => ({ ...part, vectors: embedSegment(part.segment, loaded) })))
}
