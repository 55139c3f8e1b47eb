/** Vectors of segments for tests, in a form that does not tell how files are shared out over segments. */
import type { Int8Rows } from '../../vector/int8-rows.js'
import type { LiveSegment } from '../merge.js'
import type { SegmentVectors } from '../segment-vectors.js'
import { stringAt } from '../string-table.js'

/** Of each live file, in the order of paths: its own vector, then those of its chunks; a vector is its scale and bytes. */
export function vectorsOfFiles(
  parts: readonly (LiveSegment & { readonly vectors: SegmentVectors })[],
): Map<string, number[][]> {
  const found = parts.flatMap(({ segment: { files, strings }, live, vectors }) =>
    Array.from(files.path, (id, file): [string, number[][]] => {
      const chunks = Array.from(
        { length: files.firstChunk[file + 1] - files.firstChunk[file] },
        (_, idx) => files.firstChunk[file] + idx,
      )
      const rows = [rowOf(vectors.files, file), ...chunks.map((chunk) => rowOf(vectors.chunks, chunk))]
      return [stringAt(strings, id), rows]
    }).filter((_, file) => !live || live[file] === 1),
  )
  return new Map(found.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function rowOf({ dimensions, values, scales }: Int8Rows, row: number): number[] {
  return [scales[row], ...values.subarray(row * dimensions, (row + 1) * dimensions)]
}
