/** From a place in an editor to the code that is like it. */
import type { SimilarHit, SimilarParams, SimilarResult } from '@cerca/server/protocol'
import * as vscode from 'vscode'
import { nameRangeOf, placeToOpen } from '../results/main-symbol.js'
import { linesOfRange } from '../results/result-hit.js'
import { fromRange, toRange } from './ranges.js'
import type { Question } from './results-view.js'
import type { Server } from './server.js'
import { t } from './wording.js'

/** What is selected, or the place of the cursor; `undefined`, after saying so, without an editor. */
export function similarParamsHere(): SimilarParams | undefined {
  const editor = vscode.window.activeTextEditor
  if (editor === undefined) {
    vscode.window.showInformationMessage(t('Open a file and put the cursor on some code first.'))
    return undefined
  }
  const textDocument = { uri: editor.document.uri.toString() }
  const { start, end } = fromRange(editor.selection)
  return editor.selection.isEmpty
    ? { textDocument, position: start }
    : { textDocument, range: { start, end } }
}

/** The question for the view. */
export function similarQuestion(server: Server, params: SimilarParams): Question {
  return async (token) => {
    const answer = await server.similar(params, token)
    const nothing = t(
      'Nothing is that similar. The setting cerca.similar.threshold says how alike results must be.',
    )
    return answer && { ...answer, title: titleOf(answer), nothing }
  }
}

/**
 * Shows similar code in the peek widget at the place it was asked from. VS Code orders it by path, and begins with the
 * place whose path is most like that of the file; the view has the best first.
 */
export async function peekSimilar(server: Server, params: SimilarParams): Promise<void> {
  const answer = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window }, () =>
    server.similar(params),
  )
  if (answer === undefined) return
  if (answer.hits.length === 0) {
    vscode.window.showInformationMessage(t('Nothing similar to {0} was found.', titleOf(answer)))
    return
  }
  const uri = vscode.Uri.parse(params.textDocument.uri)
  const { line, character } = params.position ?? params.range?.start ?? answer.target.range.start
  const locations = answer.hits.map((hit) => new vscode.Location(vscode.Uri.parse(hit.uri), peekedRange(hit)))
  await vscode.commands.executeCommand(
    'editor.action.peekLocations',
    uri,
    new vscode.Position(line, character),
    locations,
    'peek',
  )
}

// The peek widget paints the whole range in a loud colour, and lists the line it begins on.
function peekedRange(hit: SimilarHit): vscode.Range {
  const name = nameRangeOf(hit)
  if (name !== undefined) return toRange(name)
  const start = placeToOpen(hit)
  return new vscode.Range(start.line, start.character, start.line, Number.MAX_SAFE_INTEGER)
}

/** The name of what was compared, or its file and lines. */
function titleOf({ target, targetName }: SimilarResult): string {
  if (targetName !== '') return targetName
  const { first, last } = linesOfRange(target.range)
  const name = decodeURIComponent(target.uri.split('/').at(-1) ?? target.uri)
  return first === last ? `${name}:${first}` : `${name}:${first}–${last}`
}
