/** `workspace/executeCommand`: the requests for clients that know none but the standard ones. */
import type { Location } from 'vscode-languageserver-types'
import { invalidParameter } from '../failures.js'
import { isObject, isText, readFields } from '../fields.js'
import { COMMANDS, type Hit } from '../protocol.js'
import type { Call, Server } from '../server.js'
import { showPlaces } from '../show-places.js'
import { reindex } from './reindex.js'
import { search } from './search.js'
import { similar } from './similar.js'

/** The places, where the command finds any; shown too where `ShowOptions` ask for it. */
export async function executeCommand(
  server: Server,
  params: unknown,
  call: Call,
): Promise<Location[] | null> {
  const fields = readFields(params, server.texts)
  const command = fields.required('command', isText)
  const [first, options] = fields.optional('arguments', Array.isArray) ?? []
  switch (command) {
    case COMMANDS.findSimilar:
      return answerWith(
        server,
        (await similar(server, first, call)).hits,
        options,
        server.texts.nothingSimilar,
      )
    case COMMANDS.search:
      return answerWith(
        server,
        (await search(server, isText(first) ? { query: first } : first, call)).hits,
        options,
        server.texts.nothingFound,
      )
    case COMMANDS.reindex:
      return reindex(server, first, call)
    default:
      throw invalidParameter(server.texts, 'command')
  }
}

function answerWith(server: Server, hits: readonly Hit[], options: unknown, nothing: string): Location[] {
  // Nobody waits for what the user chooses.
  if (isObject(options) && options.show === true) void showPlaces(server, hits, nothing)
  return hits.map(({ uri, range }) => ({ uri, range }))
}
