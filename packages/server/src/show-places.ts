/** Places shown by a client that knows the standard requests only. */
import { type MessageActionItem, MessageType } from 'vscode-languageserver-protocol/node'
import type { Hit } from './protocol.js'
import type { Server } from './server.js'

/** What a list of choices has room for. */
const MAX_CHOICES = 9

/**
 * Opens the only place; of several, asks which. A client that opens no documents is told where they are, and every
 * client with `nothing` that there are none. Never throws: a client that refuses is left alone.
 */
export async function showPlaces(server: Server, hits: readonly Hit[], nothing: string): Promise<void> {
  const { client, texts } = server
  if (hits.length === 0) return tell(nothing)
  const choices = hits.slice(0, MAX_CHOICES).map((hit) => ({ hit, title: titleOf(hit) }))
  if (!client.traits.hasShowDocument) return tell(choices.map(({ title }) => title).join('\n'))
  try {
    const chosen = hits.length === 1 ? hits[0] : await choose()
    if (chosen === undefined) return
    const { uri, range } = chosen
    await client.request('window/showDocument', {
      uri,
      takeFocus: true,
      selection: { start: range.start, end: range.start },
    })
  } catch {
    server.log.detail('The client did not show the place.')
  }

  function tell(message: string): void {
    client.notify('window/showMessage', { type: MessageType.Info, message })
  }

  async function choose(): Promise<Hit | undefined> {
    const actions: MessageActionItem[] = choices.map(({ title }) => ({ title }))
    const answer = await client.request('window/showMessageRequest', {
      type: MessageType.Info,
      message: texts.showWhich,
      actions,
    })
    const title = (answer as MessageActionItem | null)?.title
    return choices.find((choice) => choice.title === title)?.hit
  }
}

/** Unique, because a client tells a choice by its title. Lines count from 1 for people. */
function titleOf({ path, range, symbols }: Hit): string {
  const name = symbols[0]?.name
  return `${path}:${range.start.line + 1}${name === undefined ? '' : ` ${name}`}`
}
