import { describe, expect, it } from 'vitest'
import { loadModel } from '../embed/static-model.js'
import { SMALL_DIMENSIONS, smallModel } from '../embed/testing/small-model.js'
import { dequantizeRows } from '../vector/int8-rows.js'
import { embedChunks } from './chunk-vectors.js'
import { mergeSegments } from './merge.js'
import { layers, segmentOf } from './testing/segments.js'

const LOADED = loadModel(smallModel(['rout', 'group', 'util', 'go', 'handler']))
const ROUT = 0
const GROUP = 1
const UTIL = 2
const GO = 3

describe('embedChunks', () => {
  const rowsOf = (files: Record<string, string>) => {
    const rows = embedChunks(segmentOf(files), LOADED)
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

  it('gives a merged segment the vectors of its parts', () => {
    const projects = [{ 'a.go': 'route handler\n' }, { 'b.go': 'routeGroup\n' }]
    const merged = embedChunks(mergeSegments(layers(projects)), LOADED)
    const apart = projects.map((files) => embedChunks(segmentOf(files), LOADED))
    expect([...merged.values]).toEqual(apart.flatMap(({ values }) => [...values]))
    expect([...merged.scales]).toEqual(apart.flatMap(({ scales }) => [...scales]))
  })
})
