/** Texts → vectors of a transformer, which whoever calls has loaded. */
import type { Embedder } from '../types.js'
import { normalizeRows } from '../vector/normalize-rows.js'

/** Token ids of some texts and which of them are no padding, `[texts, length]` each, row-major. */
export interface TokenBatch {
  readonly nTexts: number
  readonly length: number
  readonly ids: BigInt64Array
  readonly mask: BigInt64Array
}

/** A transformer made ready to run. */
export interface TransformerModel {
  readonly dimensions: number
  /** What fills a shorter text. */
  readonly paddingId: number
  /** The ids of each text, whole, with the marks that the model wants around them. */
  tokenize(texts: readonly string[]): readonly (readonly number[])[]
  /** The states of the last layer, `[texts, length, dimensions]`; those of padding mean nothing. */
  run(batch: TokenBatch): Promise<Float32Array>
}

/** How one text becomes one vector; part of what a fingerprint names. */
export interface TransformerSettings {
  /** The mean of all tokens' states, or the state of the first. */
  readonly pooling: 'mean' | 'first'
  /** Longer texts are cut, and their last mark kept. */
  readonly maxTokens: number
  /** Put before every query and every document. */
  readonly queryPrefix: string
  readonly documentPrefix: string
}

/** Texts that run at once: more would only need more memory, as the cores are busy with these. */
const BATCH_SIZE = 32

/** An embedder over a transformer. Texts of like length run together, so results differ from those alone by rounding. */
export function createTransformerEmbedder(
  model: TransformerModel,
  settings: TransformerSettings,
  fingerprint: string,
): Embedder {
  const { dimensions } = model
  const nMarks = countEndMarks(model)
  return {
    fingerprint,
    dimensions,
    async embed(texts, role) {
      const prefix = role === 'query' ? settings.queryPrefix : settings.documentPrefix
      const tokens = model
        .tokenize(texts.map((text) => prefix + text))
        .map((ids) => cutTokens(ids, settings.maxTokens, nMarks))
      const byLength = [...tokens.keys()].sort((a, b) => tokens[a].length - tokens[b].length || a - b)
      const vectors = new Float32Array(texts.length * dimensions)
      for (let first = 0; first < byLength.length; first += BATCH_SIZE) {
        const rows = byLength.slice(first, first + BATCH_SIZE)
        const batch = batchOf(
          rows.map((row) => tokens[row]),
          model.paddingId,
        )
        if (batch.length === 0) continue
        const states = await model.run(batch)
        for (const [idx, row] of rows.entries()) {
          const nStates = settings.pooling === 'first' ? Math.min(1, tokens[row].length) : tokens[row].length
          const start = idx * batch.length * dimensions
          // A sum points where the mean does, and every vector gets length 1.
          for (let at = start; at < start + nStates * dimensions; at++)
            vectors[row * dimensions + ((at - start) % dimensions)] += states[at]
        }
      }
      normalizeRows(vectors, dimensions)
      return vectors
    },
  }
}

/** How many ids end every text: what a text of nothing and a text of something have in common at their ends. */
function countEndMarks({ tokenize }: TransformerModel): number {
  const [empty, letter] = tokenize(['', 'a'])
  let count = 0
  while (
    count < Math.min(empty.length, letter.length - 1) &&
    empty[empty.length - 1 - count] === letter[letter.length - 1 - count]
  )
    count++
  return count
}

function cutTokens(ids: readonly number[], maxTokens: number, nMarks: number): readonly number[] {
  if (ids.length <= maxTokens) return ids
  return [...ids.slice(0, maxTokens - nMarks), ...ids.slice(ids.length - nMarks)]
}

function batchOf(texts: readonly (readonly number[])[], paddingId: number): TokenBatch {
  const length = texts.reduce((most, ids) => Math.max(most, ids.length), 0)
  const ids = new BigInt64Array(texts.length * length).fill(BigInt(paddingId))
  const mask = new BigInt64Array(texts.length * length)
  for (const [idx, own] of texts.entries()) {
    ids.set(own.map(BigInt), idx * length)
    mask.fill(1n, idx * length, idx * length + own.length)
  }
  return { nTexts: texts.length, length, ids, mask }
}
