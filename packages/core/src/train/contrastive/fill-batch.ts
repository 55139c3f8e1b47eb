/** Puts the texts of a batch where the kernel reads them. */
import type { PackedPairs, PackedTexts } from './examples.js'
import { CONTROL, type ParameterPlace, type TextPlace, type TrainingMemory } from './memory.js'

/**
 * Texts, columns of negatives, rows that are used, and counts. `seen` has a zero a row of the table, before and
 * afterwards.
 */
export function fillBatch(
  memory: TrainingMemory,
  pairs: PackedPairs,
  batch: Uint32Array,
  nSteps: number,
  seen: Uint8Array,
): void {
  const { integers, queries, documents, control } = memory
  let nTokens = 0
  for (const [idx, pair] of batch.entries()) {
    nTokens = putText(memory, queries, idx, nTokens, pairs.queries, pair)
  }
  let nDocumentTokens = 0
  for (const [idx, pair] of batch.entries()) {
    nDocumentTokens = putText(memory, documents, idx, nDocumentTokens, pairs.documents, pair)
  }
  let nDocuments = batch.length
  let nTriplets = 0
  for (const [idx, pair] of batch.entries()) {
    integers[memory.negativeStarts + idx] = nDocuments
    const [from, end] = [pairs.negativeStarts[pair], pairs.negativeStarts[pair + 1]]
    // Without negatives of its own, a query takes one from the batch.
    nTriplets += Math.max(1, end - from)
    for (let text = from; text < end; text++, nDocuments++) {
      nDocumentTokens = putText(memory, documents, nDocuments, nDocumentTokens, pairs.negatives, text)
    }
  }
  integers[memory.negativeStarts + batch.length] = nDocuments
  integers[queries.starts + batch.length] = nTokens
  integers[documents.starts + nDocuments] = nDocumentTokens
  const texts = [
    { ...queries, nTokens },
    { ...documents, nTokens: nDocumentTokens },
  ]
  integers[control + CONTROL.nPairs] = batch.length
  integers[control + CONTROL.nDocuments] = nDocuments
  integers[control + CONTROL.nTriplets] = nTriplets
  integers[control + CONTROL.nSteps] = nSteps
  integers[control + CONTROL.nTouchedQueries] = touch(memory, memory.queryWeights, texts.slice(0, 1), seen)
  integers[control + CONTROL.nTouchedDocuments] = touch(memory, memory.documentWeights, texts.slice(1), seen)
  integers[control + CONTROL.nTouchedTable] = touch(memory, memory.table, texts, seen)
}

/** Returns the token after the text. */
function putText(
  { floats, integers }: TrainingMemory,
  target: TextPlace,
  idx: number,
  firstToken: number,
  { starts, ids, coefficients }: PackedTexts,
  text: number,
): number {
  integers[target.starts + idx] = firstToken
  let token = firstToken
  for (let from = starts[text]; from < starts[text + 1]; from++, token++) {
    integers[target.ids + token] = ids[from]
    floats[target.coefficients + token] = coefficients[from]
  }
  return token
}

/** Lists the distinct rows that some texts use; returns how many. */
function touch(
  { integers }: TrainingMemory,
  { touched }: ParameterPlace,
  texts: readonly { readonly ids: number; readonly nTokens: number }[],
  seen: Uint8Array,
): number {
  let nTouched = 0
  for (const { ids, nTokens } of texts) {
    for (let token = 0; token < nTokens; token++) {
      const id = integers[ids + token]
      if (seen[id]) continue
      seen[id] = 1
      integers[touched + nTouched++] = id
    }
  }
  for (let idx = 0; idx < nTouched; idx++) seen[integers[touched + idx]] = 0
  return nTouched
}
