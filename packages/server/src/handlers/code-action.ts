/** `textDocument/codeAction`: "Find similar code" for what is selected or the function around the cursor. */
import { type CodeAction, CodeActionTriggerKind } from 'vscode-languageserver-protocol/node'
import { isObject, isRange, isTexts, readFields } from '../fields.js'
import { CODE_ACTION_KIND } from '../protocol.js'
import type { Server } from '../server.js'
import { findSimilarCommand } from './find-similar-command.js'

export function codeAction(server: Server, params: unknown): CodeAction[] {
  const fields = readFields(params, server.texts)
  const uri = fields.documentUri()
  const range = fields.required('range', isRange)
  const context = readFields(fields.optional('context', isObject), server.texts)
  const only = context.optional('only', isTexts)
  if (only !== undefined && !only.some((kind) => kind === '' || isSameOrBelow(CODE_ACTION_KIND, kind)))
    return []
  const isEmpty = range.start.line === range.end.line && range.start.character === range.end.character
  // A light bulb on every line that the cursor comes to would mean nothing.
  const trigger = context.optional('triggerKind', (value) => typeof value === 'number')
  if (isEmpty && trigger === CodeActionTriggerKind.Automatic) return []
  if (server.folders.list().length === 0) return []
  const title = server.texts.findSimilar
  const command = findSimilarCommand(server, title, { textDocument: { uri }, range })
  return [{ title, kind: CODE_ACTION_KIND, command }]
}

function isSameOrBelow(kind: string, asked: string): boolean {
  return kind === asked || kind.startsWith(`${asked}.`)
}
