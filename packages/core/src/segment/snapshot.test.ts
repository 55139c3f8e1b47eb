import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chunksOfFile,
  fileOfChunk,
  findFile,
  makeSnapshot,
  partOfChunk,
  partOfFile,
  pathOfFile,
} from './snapshot.js'
import { stringAt } from './string-table.js'
import { randomLayers } from './testing/random-project.js'
import { contentOf, flattened, layers } from './testing/segments.js'

describe('makeSnapshot', () => {
  it('strings the ids of its parts together, and counts the live ones', () => {
    fc.assert(
      fc.property(randomLayers, ({ projects, gone }) => {
        const parts = layers(projects, gone)
        const snapshot = makeSnapshot(parts)
        // Every file id and chunk id in order, gone or not, as a loop over the parts finds them.
        const files = parts.flatMap(({ segment }) =>
          [...segment.files.path.keys()].map((file) => ({
            segment,
            path: stringAt(segment.strings, segment.files.path[file]),
            nChunks: segment.files.firstChunk[file + 1] - segment.files.firstChunk[file],
          })),
        )
        expect(snapshot.nFileIds).toBe(files.length)
        let chunk = 0
        for (const [file, { segment, path, nChunks }] of files.entries()) {
          expect(partOfFile(snapshot, file).segment).toBe(segment)
          expect(pathOfFile(snapshot, file)).toBe(path)
          expect(chunksOfFile(snapshot, file)).toEqual({ start: chunk, end: chunk + nChunks })
          for (const end = chunk + nChunks; chunk < end; chunk++) {
            expect(fileOfChunk(snapshot, chunk)).toBe(file)
            expect(partOfChunk(snapshot, chunk).segment).toBe(segment)
          }
        }
        expect(snapshot.nChunkIds).toBe(chunk)
        const content = contentOf(parts)
        expect(snapshot.nFiles).toBe(content.size)
        expect(snapshot.nChunks).toBe(
          [...content.values()].reduce((sum, { chunks }) => sum + chunks.length, 0),
        )
      }),
    )
  })
})

describe('findFile', () => {
  it('finds the live version of a path, or none', () => {
    fc.assert(
      fc.property(randomLayers, ({ projects, gone }) => {
        const snapshot = makeSnapshot(layers(projects, gone))
        const live = flattened(projects, gone)
        const paths = new Set(['absent', ...gone, ...projects.flatMap(Object.keys)])
        for (const path of paths) {
          const file = findFile(snapshot, path)
          expect(file >= 0).toBe(path in live)
          if (file < 0) continue
          expect(pathOfFile(snapshot, file)).toBe(path)
          const part = partOfFile(snapshot, file)
          expect(part.live?.[file - part.fileBase]).toBe(1)
        }
      }),
      { numRuns: 50 },
    )
  })
})
