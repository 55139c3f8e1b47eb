/** The command that lenses and actions carry. */
import type { Command } from 'vscode-languageserver-types'
import { COMMANDS, type ShowOptions, type SimilarParams } from '../protocol.js'
import type { Server } from '../server.js'

/** A client that has the command itself shows the answer; for any other the server does what it can. */
export function findSimilarCommand(server: Server, title: string, params: SimilarParams): Command {
  const show: ShowOptions = { show: true }
  const args = server.client.traits.options.hasCommands === true ? [params] : [params, show]
  return { title, command: COMMANDS.findSimilar, arguments: args }
}
