/** What training on one repository changes in a model: only the rows that moved. */
import { createPieceTokenizer } from '../tokenize/word-pieces.js'
import { dequantizeRows, type Int8Rows, quantizeRows } from '../vector/int8-rows.js'
import { lowerBound } from '../vector/lower-bound.js'
import type { EmbeddingTable } from './embedding-table.js'
import type { LoadedModel, StaticModel } from './static-model.js'

export interface ModelPatch {
  /** Ascending, `[changed]`. */
  readonly rows: Uint32Array
  /** `[changed, dimensions]` */
  readonly table: Int8Rows
  /** `[changed]` */
  readonly queryWeights: Float32Array
  readonly documentWeights: Float32Array
}

/** A model as training wants it. */
export function floatTableOf({ table, queryWeights, documentWeights }: StaticModel): EmbeddingTable {
  return { dimensions: table.dimensions, vectors: dequantizeRows(table), queryWeights, documentWeights }
}

/** The rows in which `after` differs from `before`. */
export function patchBetween(before: EmbeddingTable, after: EmbeddingTable): ModelPatch {
  const { dimensions } = before
  const isChanged = (row: number) => {
    if (before.queryWeights[row] !== after.queryWeights[row]) return true
    if (before.documentWeights[row] !== after.documentWeights[row]) return true
    for (let at = row * dimensions; at < (row + 1) * dimensions; at++)
      if (before.vectors[at] !== after.vectors[at]) return true
    return false
  }
  const rows = Uint32Array.from(before.queryWeights.keys()).filter(isChanged)
  const vectors = new Float32Array(rows.length * dimensions)
  for (const [idx, row] of rows.entries())
    vectors.set(after.vectors.subarray(row * dimensions, (row + 1) * dimensions), idx * dimensions)
  return {
    rows,
    table: quantizeRows(vectors, dimensions),
    queryWeights: Float32Array.from(rows, (row) => after.queryWeights[row]),
    documentWeights: Float32Array.from(rows, (row) => after.documentWeights[row]),
  }
}

/**
 * The model with the rows of the patch in place of its own, made ready. The two are put together only when all rows
 * are wanted: a query has a few. Throws `RangeError` when they are not of one kind.
 */
export function loadPatched(model: StaticModel, patch: ModelPatch, fingerprint: string): LoadedModel {
  checkKind(model, patch)
  let patched: StaticModel | undefined
  let floats: Float32Array | undefined
  const whole = () => {
    patched ??= applyPatch(model, patch, fingerprint)
    return patched
  }
  return {
    get model() {
      return whole()
    },
    dimensions: model.table.dimensions,
    tokenizer: createPieceTokenizer(model.pieces),
    rowAt(row) {
      const idx = lowerBound(patch.rows, row)
      return patch.rows[idx] === row ? { of: patch, idx } : { of: model, idx: row }
    },
    floats() {
      floats ??= dequantizeRows(whole().table)
      return floats
    },
  }
}

/** The model with the rows of the patch in place of its own. Throws `RangeError` when they are not of one kind. */
export function applyPatch(model: StaticModel, patch: ModelPatch, fingerprint: string): StaticModel {
  checkKind(model, patch)
  const { dimensions } = model.table
  const values = model.table.values.slice()
  const scales = model.table.scales.slice()
  const queryWeights = model.queryWeights.slice()
  const documentWeights = model.documentWeights.slice()
  for (const [idx, row] of patch.rows.entries()) {
    values.set(patch.table.values.subarray(idx * dimensions, (idx + 1) * dimensions), row * dimensions)
    scales[row] = patch.table.scales[idx]
    queryWeights[row] = patch.queryWeights[idx]
    documentWeights[row] = patch.documentWeights[idx]
  }
  return { ...model, fingerprint, table: { dimensions, values, scales }, queryWeights, documentWeights }
}

function checkKind({ table: { dimensions, scales } }: StaticModel, { table, rows }: ModelPatch): void {
  // Ascending, so the last one is the largest.
  if (table.dimensions !== dimensions || (rows.at(-1) ?? -1) >= scales.length)
    throw new RangeError('the patch was made for another model')
}
