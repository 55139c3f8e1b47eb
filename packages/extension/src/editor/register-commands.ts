/** Every command gets what it does; what commands of the trees do stands in a file of its own. */
import type { ReindexParams, SearchParams, SimilarParams } from '@cerca/server/protocol'
import * as vscode from 'vscode'
import { COMMAND_IDS, type CommandId } from '../command-ids.js'
import type { Comparison } from './compare.js'
import type { DuplicatesView } from './duplicates-view.js'
import { peekSimilar, similarParamsHere, similarQuestion } from './find-similar.js'
import { showLeftOut } from './left-out.js'
import type { ResultsView } from './results-view.js'
import type { SearchPicker } from './search-picker.js'
import { type Server, wordsOf } from './server.js'
import { showMenu } from './status-bar.js'
import { duplicateCommands, resultCommands, viewCommands } from './tree-commands.js'
import { t } from './wording.js'

export interface Parts {
  readonly extensionId: string
  readonly server: Server
  readonly log: vscode.LogOutputChannel
  readonly similarView: ResultsView
  readonly searchView: ResultsView
  readonly duplicatesView: DuplicatesView
  readonly picker: SearchPicker
  readonly comparison: Comparison
}

/** VS Code passes whatever a menu, a key binding or a caller has: handlers look before they use. */
export type Handler = (...args: unknown[]) => unknown

export function registerCommands(parts: Parts): vscode.Disposable {
  const handlers: Readonly<Record<CommandId, Handler>> = {
    ...askingCommands(parts),
    ...indexCommands(parts),
    ...viewCommands('cerca.similarView', parts.similarView),
    ...viewCommands('cerca.searchView', parts.searchView),
    'cerca.searchView.changeFilters': async () => {
      await parts.picker.changeFilters()
      await parts.searchView.refresh()
    },
    ...resultCommands(parts),
    ...duplicateCommands(parts),
  }
  return vscode.Disposable.from(
    ...COMMAND_IDS.map((id) => vscode.commands.registerCommand(id, guarded(handlers[id]))),
  )
}

// A failure is told in the words of the server, not as an error of the command.
function guarded(handler: Handler): Handler {
  return async (...args) => {
    try {
      return await handler(...args)
    } catch (error) {
      vscode.window.showErrorMessage(wordsOf(error))
      return undefined
    }
  }
}

function askingCommands({ server, similarView, searchView, duplicatesView, picker }: Parts) {
  const step = (by: -1 | 1): Promise<void> => {
    const lastAsked = similarView.askedAt >= searchView.askedAt ? similarView : searchView
    return lastAsked.step(by)
  }
  return {
    'cerca.findSimilar': async (given: unknown) => {
      const params = isSimilarParams(given) ? given : similarParamsHere()
      if (params !== undefined) await similarView.ask(similarQuestion(server, params))
    },
    'cerca.peekSimilar': async (given: unknown) => {
      const params = isSimilarParams(given) ? given : similarParamsHere()
      if (params !== undefined) await peekSimilar(server, params)
    },
    'cerca.search': (given: unknown) => picker.open(wordsGiven(given)),
    'cerca.searchSelection': () => picker.open(selectedWords()),
    'cerca.findDuplicates': () => duplicatesView.find(),
    'cerca.nextResult': () => step(1),
    'cerca.previousResult': () => step(-1),
  }
}

function indexCommands({ server, log, extensionId }: Parts) {
  const reindex = async (params: ReindexParams): Promise<void> => {
    await server.reindex(params)
    vscode.window.setStatusBarMessage(t('Cerca: the index is up to date'), STATUS_MESSAGE_TIME)
  }
  return {
    'cerca.reindex': (given: unknown) => reindex(isReindexParams(given) ? given : {}),
    'cerca.rebuildIndex': () => reindex({ rebuild: true }),
    'cerca.pauseIndexing': () => server.pause({ isPaused: true }),
    'cerca.resumeIndexing': () => server.pause({ isPaused: false }),
    'cerca.showMenu': () => showMenu(server),
    'cerca.showLog': () => log.show(),
    'cerca.showLeftOut': () => showLeftOut(server),
    'cerca.openSettings': () =>
      vscode.commands.executeCommand('workbench.action.openSettings', `@ext:${extensionId}`),
    'cerca.openWalkthrough': () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${extensionId}#cerca.start`),
    'cerca.restartServer': () => server.restart(),
  }
}

/** Milliseconds that a message in passing stays: long enough to be read once. */
const STATUS_MESSAGE_TIME = 4000

function isSimilarParams(given: unknown): given is SimilarParams {
  return typeof given === 'object' && given !== null && 'textDocument' in given
}

function isReindexParams(given: unknown): given is ReindexParams {
  return typeof given === 'object' && given !== null && ('folders' in given || 'rebuild' in given)
}

function wordsGiven(given: unknown): string {
  if (typeof given === 'string') return given
  const { query } = (given ?? {}) as Partial<SearchParams>
  return typeof query === 'string' ? query : ''
}

// Words, not a page of code: that is what finding similar code is for.
function selectedWords(): string {
  const editor = vscode.window.activeTextEditor
  if (editor === undefined) return ''
  const { document, selection } = editor
  const range = selection.isEmpty ? document.getWordRangeAtPosition(selection.active) : selection
  const text = range === undefined ? '' : document.getText(range)
  return text.replace(/\s+/g, ' ').trim().slice(0, MAX_QUERY_LENGTH)
}

/** UTF-16 units: a long sentence. */
const MAX_QUERY_LENGTH = 200
