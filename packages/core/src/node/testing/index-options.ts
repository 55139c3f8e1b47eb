/** How tests index. */
import type { IndexOptions } from '../api.js'

/** In this thread, by words alone, in silence. */
export function indexOptions(root: string, indexDir: string): IndexOptions & { readonly indexDir: string } {
  return {
    root,
    indexDir,
    maxFileBytes: undefined,
    workers: 0,
    onLocked: 'wait',
    modelFolder: undefined,
    adapt: 'off',
    rebuild: false,
    onProgress: () => {},
    onNotice: () => {},
  }
}
