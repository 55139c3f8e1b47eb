/** The core as the commands use it, bound to this process's environment. */
import { fileURLToPath } from 'node:url'
import {
  bestLines,
  cloneToCache,
  decode,
  ensureIndex,
  indexRootFolder,
  isGitUrl,
  machine,
  maxFileBytesOf,
  readStatus,
  realRootOf,
  removeAllIndexes,
  removeIndex,
  updateIndex,
  why,
} from '@cerca/core/node'
import { modelUrl } from '@cerca/model'
import type { CoreApi } from './core-api.js'

export const core: CoreApi = {
  defaultModelFolder: fileURLToPath(modelUrl),
  updateIndex,
  ensureIndex,
  readStatus,
  removeIndex,
  removeAllIndexes,
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
  why: (root, path, indexDir, maxFileBytes) =>
    why(root, path, {
      maxFileBytes: maxFileBytes ?? maxFileBytesOf(root, indexDir),
      environment: process.env,
    }),
  cloneToCache: (url, indexDir, onNotice) =>
    cloneToCache(url, indexRootFolder(indexDir, machine()), onNotice),
}
