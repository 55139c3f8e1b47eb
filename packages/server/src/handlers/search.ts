/** `cerca/search`: the places that answer a question in words. */
import { askFolders } from '../ask-folders.js'
import { requestFailed } from '../failures.js'
import { isOneOf, isText, readFields } from '../fields.js'
import type { SearchResult } from '../protocol.js'
import { readScope } from '../scope.js'
import type { Call, Server } from '../server.js'
import { hitOf } from '../to-protocol.js'

/** Throws for an empty question and for a filter that no folder knows. */
export async function search(server: Server, params: unknown, { signal }: Call): Promise<SearchResult> {
  const fields = readFields(params, server.texts)
  const query = fields.required('query', isText)
  const queryLanguage = fields.optional('queryLanguage', isOneOf('en', 'es'))
  const { answers, limit, folders } = readScope(server, fields)
  if (server.folders.list().length === 0) throw requestFailed(server.texts.noFolder)
  const { hits, isComplete } = await askFolders(
    server.folders,
    folders,
    limit,
    (folder, folderLimit) =>
      folder.index.search({ ...answers, query, queryLanguage, limit: folderLimit }, signal),
    ({ score }) => score,
  )
  return { hits: hits.map(({ folder, place }) => hitOf(server.folders, folder, place)), isComplete }
}
