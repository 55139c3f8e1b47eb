import { describe, expect, it } from 'vitest'
import { loadModel } from '../embed/static-model.js'
import { SMALL_DIMENSIONS, smallModel } from '../embed/testing/small-model.js'
import { dequantizeRows } from '../vector/int8-rows.js'
import { mergeSegments } from './merge.js'
import { embedSegment } from './segment-vectors.js'
import { layers, segmentOf } from './testing/segments.js'

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

  it('gives a merged segment the vectors of its parts', () => {
    const projects = [{ 'a.go': 'route handler\n' }, { 'b.go': 'routeGroup\n' }]
    const merged = embedSegment(mergeSegments(layers(projects)), LOADED)
    const apart = projects.map((files) => embedSegment(segmentOf(files), LOADED))
    for (const of of ['chunks', 'files'] as const) {
      expect([...merged[of].values]).toEqual(apart.flatMap((vectors) => [...vectors[of].values]))
      expect([...merged[of].scales]).toEqual(apart.flatMap((vectors) => [...vectors[of].scales]))
    }
  })
})
