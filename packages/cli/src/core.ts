/** The core as the commands use it, bound to this process's environment. */
import {
  cloneToCache,
  DEFAULT_MAX_FILE_BYTES,
  decode,
  ensureIndex,
  indexRootFolder,
  isGitUrl,
  machine,
  readStatus,
  realRootOf,
  removeAllIndexes,
  removeIndex,
  updateIndex,
  why,
} from '@cerca/core/node'
import type { CoreApi } from './core-api.js'

export const core: CoreApi = {
  defaultMaxFileBytes: DEFAULT_MAX_FILE_BYTES,
  updateIndex,
  ensureIndex,
  readStatus,
  removeIndex,
  removeAllIndexes,
  realRootOf,
  decode,
  isGitUrl,
  loadPairTools: async () => (await import('./pair-tools.js')).pairTools,
  loadTokenTools: async () => (await import('./token-tools.js')).tokenTools,
  why: (root, path, maxFileBytes) => why(root, path, { maxFileBytes, environment: process.env }),
  cloneToCache: (url, indexDir, onNotice) =>
    cloneToCache(url, indexRootFolder(indexDir, machine()), onNotice),
}
