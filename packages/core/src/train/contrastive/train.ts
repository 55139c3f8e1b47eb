/** Pairs of texts → a table of token vectors in which a query lies near its document. */
import type { EmbeddingTable } from '../../embed/embedding-table.js'
import type { TrainingPair } from './examples.js'
import type { CreateContrastiveKernel } from './kernel.js'
import type { ContrastiveOptions } from './options.js'
import { ContrastiveTraining } from './training.js'

/**
 * Trains to the end. `createKernel` gets the memory that the training lives in. Returns a new table, or `start` itself
 * where fewer than two pairs meet; an aborted training returns what it has. Same pairs, table, options and random
 * state, same result. Throws as `ContrastiveTraining`.
 */
export function trainContrastive(
  pairs: readonly TrainingPair[],
  start: EmbeddingTable,
  options: ContrastiveOptions,
  createKernel: CreateContrastiveKernel,
): EmbeddingTable {
  if (Math.min(options.batchSize, pairs.length) < 2) return start
  const training = new ContrastiveTraining(pairs, start, options, createKernel)
  while (training.step());
  return training.table()
}
