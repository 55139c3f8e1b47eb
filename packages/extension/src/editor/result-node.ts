/** The tree of a result view: groups, and hits in them. */
import * as vscode from 'vscode'
import type { CommandId } from '../command-ids.js'
import { describeHit } from '../results/describe-hit.js'
import { fenceFor } from '../results/format-hits.js'
import { placeToOpen } from '../results/main-symbol.js'
import { cellAt, isNotebook } from '../results/notebook-cell.js'
import { keyOfHit, type ResultHit } from '../results/result-hit.js'
import { type GroupBy, groupsOf, type ResultGroup, type ResultList } from '../results/result-list.js'
import { cursorAt, toRange } from './ranges.js'
import { t, wording } from './wording.js'

export type ResultViewId = 'cerca.similarView' | 'cerca.searchView'

export interface GroupNode {
  readonly kind: 'group'
  readonly viewId: ResultViewId
  readonly group: ResultGroup
  readonly groupBy: GroupBy
  readonly children: readonly HitNode[]
}

export interface HitNode {
  readonly kind: 'hit'
  readonly viewId: ResultViewId
  readonly hit: ResultHit
  readonly parent: GroupNode
}

export type ResultNode = GroupNode | HitNode

export function nodesOf(list: ResultList, viewId: ResultViewId): GroupNode[] {
  return groupsOf(list).map((group) => {
    const children: HitNode[] = []
    const parent: GroupNode = { kind: 'group', viewId, group, groupBy: list.groupBy, children }
    for (const hit of group.hits) children.push({ kind: 'hit', viewId, hit, parent })
    return parent
  })
}

export function hitsOfNode(node: ResultNode): readonly ResultHit[] {
  return node.kind === 'hit' ? [node.hit] : node.group.hits
}

export function treeItemOf(node: ResultNode): vscode.TreeItem {
  return node.kind === 'hit' ? hitItem(node) : groupItem(node)
}

function groupItem({ group, groupBy, viewId }: GroupNode): vscode.TreeItem {
  const root = vscode.Uri.parse(group.folder)
  const rootName = root.path.split('/').at(-1) ?? ''
  const parts = group.path.split('/')
  const name = group.path === '' ? rootName : groupBy === 'file' ? (parts.at(-1) ?? '') : group.path
  const item = new vscode.TreeItem(name, vscode.TreeItemCollapsibleState.Expanded)
  const hasSeveralRoots = (vscode.workspace.workspaceFolders?.length ?? 0) > 1
  const around = groupBy === 'file' ? parts.slice(0, -1).join('/') : ''
  item.id = `${viewId}|${groupBy}|${group.key}`
  item.resourceUri = vscode.Uri.joinPath(root, group.path)
  item.iconPath = groupBy === 'file' ? vscode.ThemeIcon.File : vscode.ThemeIcon.Folder
  item.description = [hasSeveralRoots && group.path !== '' ? rootName : '', around, `${group.hits.length}`]
    .filter(Boolean)
    .join(' · ')
  item.contextValue = `${viewId}.group`
  const count = group.hits.length === 1 ? t('1 result') : t('{0} results', group.hits.length)
  item.accessibilityInformation = { label: [group.path === '' ? rootName : group.path, count].join(', ') }
  return item
}

function hitItem(node: HitNode): vscode.TreeItem {
  const { hit, viewId, parent } = node
  const { label, highlights, description, spoken, icon } = describeHit(hit, wording())
  const item = new vscode.TreeItem(
    { label, highlights: highlights.map(([start, end]) => [start, end]) },
    vscode.TreeItemCollapsibleState.None,
  )
  item.id = `${viewId}|${parent.groupBy}|${keyOfHit(hit)}`
  const fileName = hit.path.split('/').at(-1) ?? hit.path
  item.description = parent.groupBy === 'folder' ? `${description} · ${fileName}` : description
  item.iconPath = new vscode.ThemeIcon(icon)
  item.contextValue = `${viewId}.hit`
  item.accessibilityInformation = { label: spoken }
  item.tooltip = tooltipOf(hit, description)
  // VS Code tells this command of its own how the item was opened: a click keeps the focus, a double click pins.
  const options: vscode.TextDocumentShowOptions = { selection: cursorAt(placeToOpen(hit)) }
  item.command = { command: 'vscode.open', title: t('Open'), arguments: [vscode.Uri.parse(hit.uri), options] }
  if (isNotebook(hit.uri)) {
    // VS Code would open it at its top.
    const command: CommandId = 'cerca.result.open'
    item.command = { command, title: t('Open'), arguments: [node] }
  }
  return item
}

function tooltipOf(hit: ResultHit, description: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString()
  text.appendText(`${hit.path}  ${description}\n`)
  const fence = fenceFor(hit.preview.text)
  if (hit.preview.text.trim() !== '')
    text.appendMarkdown(`\n${fence}${hit.language}\n${hit.preview.text}\n${fence}`)
  return text
}

/**
 * Opens a place in an editor with the cursor at `start`, and shows all of it if it fits; in a notebook the cell, of
 * which no text editor is given.
 */
export async function openHit(
  { uri, range }: Pick<ResultHit, 'uri' | 'range'>,
  start: ResultHit['range']['start'],
  options: vscode.TextDocumentShowOptions,
): Promise<vscode.TextEditor | undefined> {
  if (isNotebook(uri) && (await openCell(vscode.Uri.parse(uri), start.line, options))) return undefined
  const selection = cursorAt(start)
  const editor = await vscode.window.showTextDocument(vscode.Uri.parse(uri), { ...options, selection })
  editor.revealRange(toRange(range), vscode.TextEditorRevealType.InCenterIfOutsideViewport)
  return editor
}

/** False where nothing shows notebooks: then it is a text like any other. */
async function openCell(
  uri: vscode.Uri,
  line: number,
  options: vscode.TextDocumentShowOptions,
): Promise<boolean> {
  try {
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))
    const notebook = await vscode.workspace.openNotebookDocument(uri)
    const cell = Math.min(cellAt(text, line), notebook.cellCount - 1)
    const { selection: _, ...shown } = options
    const selections = [new vscode.NotebookRange(cell, cell + 1)]
    const editor = await vscode.window.showNotebookDocument(notebook, { ...shown, selections })
    editor.revealRange(editor.selection, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport)
    return true
  } catch {
    return false
  }
}
