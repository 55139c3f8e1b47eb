/** A made-up folder for tests; what is not given is plain. */
import type { FolderStatus } from '@cerca/server/protocol'

export function sampleFolder(state: FolderStatus['state'], rest: Partial<FolderStatus> = {}): FolderStatus {
  return {
    folder: 'file:///code',
    name: 'code',
    state,
    message: '',
    isComplete: true,
    generation: 1,
    files: 1200,
    chunks: 5000,
    done: 0,
    total: 0,
    indexBytes: 2_500_000,
    leftOut: {},
    ...rest,
  }
}
