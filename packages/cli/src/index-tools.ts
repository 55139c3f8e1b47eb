/** The part of the core that builds indexes and tells about them; a search of a current one does without. */
import {
  cloneToCache,
  indexRootFolder,
  machine,
  maxFileBytesOf,
  readStatus,
  removeAllIndexes,
  removeIndex,
  updateIndex,
  why,
} from '@cerca/core/node'
import type { CoreApi } from './core-api.js'

export const indexTools: Pick<
  CoreApi,
  'updateIndex' | 'readStatus' | 'removeIndex' | 'removeAllIndexes' | 'why' | 'cloneToCache'
> = {
  updateIndex,
  readStatus,
  removeIndex,
  removeAllIndexes,
  why: async (root, path, indexDir, maxFileBytes) =>
    why(root, path, {
      maxFileBytes: maxFileBytes ?? maxFileBytesOf(root, indexDir),
      environment: process.env,
    }),
  cloneToCache: (url, indexDir, onNotice) =>
    cloneToCache(url, indexRootFolder(indexDir, machine()), onNotice),
}
