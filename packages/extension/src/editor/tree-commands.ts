/** What can be done with the trees and with what is selected in them. */
import * as vscode from 'vscode'
import { mainSymbolOf, placeToOpen } from '../results/main-symbol.js'
import type { ComparedPlace } from './compare.js'
import {
  type DuplicateNode,
  ignoreInSettings,
  ignoreWithComment,
  type MemberNode,
} from './duplicates-view.js'
import { similarQuestion } from './find-similar.js'
import { fromRange } from './ranges.js'
import type { Handler, Parts } from './register-commands.js'
import { type HitNode, openHit, type ResultNode, type ResultViewId } from './result-node.js'
import type { ResultsView } from './results-view.js'
import { t } from './wording.js'

type ViewVerb =
  | 'refresh'
  | 'filter'
  | 'clearFilter'
  | 'clear'
  | 'groupByFile'
  | 'groupByFolder'
  | 'copyText'
  | 'copyMarkdown'

export function viewCommands<Id extends ResultViewId>(
  id: Id,
  view: ResultsView,
): Record<`${Id}.${ViewVerb}`, Handler> {
  const handlers: Record<ViewVerb, Handler> = {
    refresh: () => view.refresh(),
    filter: () => view.askForFilter(),
    clearFilter: () => view.setFilter(''),
    clear: () => view.clear(),
    groupByFile: () => view.group('file'),
    groupByFolder: () => view.group('folder'),
    copyText: () => view.copy('text'),
    copyMarkdown: () => view.copy('markdown'),
  }
  const entries = Object.entries(handlers).map(([verb, handler]) => [`${id}.${verb}`, handler])
  return Object.fromEntries(entries) as Record<`${Id}.${ViewVerb}`, Handler>
}

export function resultCommands({ server, similarView, searchView, comparison }: Parts) {
  const viewOf = (id: ResultViewId): ResultsView => (id === 'cerca.searchView' ? searchView : similarView)
  // From a menu: the node it was opened on and all that are selected. From a key: the name of the view.
  const nodesGiven = (given: unknown, selected: unknown): readonly ResultNode[] => {
    if (given === 'cerca.similarView' || given === 'cerca.searchView') return viewOf(given).selection
    if (Array.isArray(selected) && selected.length > 0) return selected as ResultNode[]
    return isNode(given) ? [given as ResultNode] : []
  }
  const hitGiven = (given: unknown, selected: unknown): HitNode | undefined =>
    isNode(given) && (given as ResultNode).kind === 'hit'
      ? (given as HitNode)
      : nodesGiven(given, selected).find((node) => node.kind === 'hit')
  const copy = (format: 'text' | 'markdown') => async (given: unknown, selected: unknown) => {
    const nodes = nodesGiven(given, selected)
    if (nodes[0] !== undefined) await viewOf(nodes[0].viewId).copy(format, nodes)
  }
  return {
    'cerca.result.open': async (given: unknown, selected: unknown) => {
      const node = hitGiven(given, selected)
      if (node === undefined) return
      await openHit(node.hit, placeToOpen(node.hit), { preview: true, preserveFocus: true })
    },
    'cerca.result.openToSide': async (given: unknown, selected: unknown) => {
      const node = hitGiven(given, selected)
      if (node !== undefined)
        await openHit(node.hit, placeToOpen(node.hit), { viewColumn: vscode.ViewColumn.Beside })
    },
    'cerca.result.compareWithSelection': async (given: unknown, selected: unknown) => {
      const node = hitGiven(given, selected)
      if (node === undefined) return
      const asked = node.viewId === 'cerca.similarView' ? similarView.target : undefined
      const left = asked ?? selectionHere()
      if (left === undefined) vscode.window.showInformationMessage(t('Select some code in an editor first.'))
      else await comparison.show(left, node.hit)
    },
    'cerca.result.findSimilar': async (given: unknown, selected: unknown) => {
      const hit = hitGiven(given, selected)?.hit
      if (hit === undefined) return
      const params = { textDocument: { uri: hit.uri }, range: mainSymbolOf(hit)?.range ?? hit.range }
      await similarView.ask(similarQuestion(server, params))
    },
    'cerca.result.dismiss': (given: unknown, selected: unknown) => {
      const nodes = nodesGiven(given, selected)
      if (nodes[0] !== undefined) viewOf(nodes[0].viewId).dismiss(nodes)
    },
    'cerca.result.copyText': copy('text'),
    'cerca.result.copyMarkdown': copy('markdown'),
  }
}

export function duplicateCommands({ duplicatesView, comparison }: Parts) {
  const nodesGiven = (given: unknown, selected: unknown): readonly DuplicateNode[] => {
    if (Array.isArray(selected) && selected.length > 0) return selected as DuplicateNode[]
    return isNode(given) ? [given as DuplicateNode] : duplicatesView.selection
  }
  const memberGiven = (given: unknown, selected: unknown): MemberNode | undefined =>
    nodesGiven(given, selected).find((node) => node.kind === 'member')
  return {
    'cerca.duplicatesView.refresh': () => duplicatesView.find(),
    'cerca.duplicatesView.stop': () => duplicatesView.stop(),
    'cerca.duplicatesView.clear': () => duplicatesView.clear(),
    'cerca.duplicatesView.copyText': () => duplicatesView.copy('text'),
    'cerca.duplicatesView.copyMarkdown': () => duplicatesView.copy('markdown'),
    'cerca.duplicate.compare': async (given: unknown, selected: unknown) => {
      const places = duplicatesView.pairToCompare(nodesGiven(given, selected))
      if (places !== undefined) await comparison.show(...places)
    },
    'cerca.duplicate.openToSide': async (given: unknown, selected: unknown) => {
      const node = memberGiven(given, selected)
      if (node !== undefined)
        await openHit(node.member, node.member.range.start, { viewColumn: vscode.ViewColumn.Beside })
    },
    'cerca.duplicate.dismiss': (given: unknown, selected: unknown) =>
      duplicatesView.dismiss(nodesGiven(given, selected)),
    'cerca.duplicate.ignoreWithComment': async (given: unknown, selected: unknown) => {
      const node = memberGiven(given, selected)
      if (node === undefined) return
      await ignoreWithComment(node.member)
      duplicatesView.dismiss([node])
    },
    'cerca.duplicate.ignoreInSettings': async (given: unknown, selected: unknown) => {
      const node = memberGiven(given, selected)
      if (node === undefined) return
      await ignoreInSettings(node.member)
      duplicatesView.dismiss([node])
    },
  }
}

function isNode(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'kind' in given
}

function selectionHere(): ComparedPlace | undefined {
  const editor = vscode.window.activeTextEditor
  if (editor === undefined || editor.selection.isEmpty) return undefined
  return { uri: editor.document.uri.toString(), range: fromRange(editor.selection) }
}
