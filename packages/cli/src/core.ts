/**
 * The core as the commands use it, bound to this process's environment: what a search needs at once, the rest on
 * demand. Nothing else in this package imports more than types of it.
 */
import { fileURLToPath } from 'node:url'
import { bestLines, decode, ensureIndex, isGitUrl, realRootOf } from '@cerca/core/node'
import { modelUrl } from '@cerca/model'
import type { CoreApi } from './core-api.js'

const loadIndexTools = async () => (await import('./index-tools.js')).indexTools

export const core: CoreApi = {
  defaultModelFolder: fileURLToPath(modelUrl),
  updateIndex: async (options) => (await loadIndexTools()).updateIndex(options),
  ensureIndex,
  readStatus: async (...args) => (await loadIndexTools()).readStatus(...args),
  removeIndex: async (...args) => (await loadIndexTools()).removeIndex(...args),
  removeAllIndexes: async (indexDir) => (await loadIndexTools()).removeAllIndexes(indexDir),
  realRootOf,
  decode,
  bestLines,
  isGitUrl,
  loadDuplicateTools: async () => (await import('./duplicate-tools.js')).duplicateTools,
  loadEvaluationTools: async () => (await import('./evaluation-tools.js')).evaluationTools,
  loadModelTools: async () => (await import('./model-tools.js')).modelTools,
  loadPairTools: async () => (await import('./pair-tools.js')).pairTools,
  loadTokenTools: async () => (await import('./token-tools.js')).tokenTools,
  loadWordTools: async () => (await import('./word-tools.js')).wordTools,
  why: async (...args) => (await loadIndexTools()).why(...args),
  cloneToCache: async (...args) => (await loadIndexTools()).cloneToCache(...args),
}
