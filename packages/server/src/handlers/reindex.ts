/** `cerca/reindex`: brings the index up to date, or builds it again. */
import { isTexts, isTruth, readFields } from '../fields.js'
import { chooseFolders } from '../scope.js'
import type { Call, Server } from '../server.js'

/** Null once every folder is current. A cancelled request ends the indexing that it asked for. */
export async function reindex(server: Server, params: unknown, { signal }: Call): Promise<null> {
  const fields = readFields(params, server.texts)
  const rebuild = fields.optional('rebuild', isTruth) ?? false
  const folders = chooseFolders(server.folders, fields.optional('folders', isTexts))
  const cancel = () => {
    for (const { index } of folders) index.cancelIndexing()
  }
  signal.addEventListener('abort', cancel)
  try {
    await Promise.all(folders.map(({ index }) => index.reindex({ rebuild })))
  } finally {
    signal.removeEventListener('abort', cancel)
  }
  return null
}
