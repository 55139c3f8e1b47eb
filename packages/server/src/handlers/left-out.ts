/** `cerca/leftOut`: which files are not indexed, and why. */
import { isBetween, isTexts, readFields } from '../fields.js'
import { leftOutWords } from '../left-out-words.js'
import type { LeftOutResult } from '../protocol.js'
import { chooseFolders } from '../scope.js'
import type { Call, Server } from '../server.js'

/** Of the protocol. */
const DEFAULT_LIMIT = 1_000
const MAX_LIMIT = 100_000

export async function leftOut(server: Server, params: unknown, { signal }: Call): Promise<LeftOutResult> {
  const fields = readFields(params, server.texts)
  const limit = fields.optional('limit', isBetween(1, MAX_LIMIT)) ?? DEFAULT_LIMIT
  const folders = chooseFolders(server.folders, fields.optional('folders', isTexts))
  const answers = await Promise.all(folders.map(({ index }) => index.leftOut(limit, signal)))
  const files = answers.flatMap((answer, idx) => {
    const folder = folders[idx]
    if (folder === undefined) return []
    return answer.files.map((file) => {
      const { path, reason } = file
      return {
        uri: server.folders.uriOf({ folder, path }),
        path,
        reason,
        ...leftOutWords(file, server.texts.locale),
      }
    })
  })
  return { files: files.slice(0, limit), total: answers.reduce((sum, { total }) => sum + total, 0) }
}
