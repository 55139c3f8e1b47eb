/** The side-bar tree of nearly the same functions, largest saving first. */
import type { DuplicateCluster, DuplicateMember } from '@cerca/server/protocol'
import * as vscode from 'vscode'
import { keyOfCluster, shownClusters, totalSaving } from '../duplicates/cluster-list.js'
import {
  clustersAsMarkdown,
  clustersAsText,
  describeCluster,
  describeMember,
} from '../duplicates/describe-cluster.js'
import { ignoreComment } from '../duplicates/ignore-comment.js'
import { percent } from '../percent.js'
import { AskAgain } from '../status/ask-again.js'
import { cursorAt } from './ranges.js'
import { type LongRun, type Server, wordsOf } from './server.js'
import { t, wording } from './wording.js'

export interface ClusterNode {
  readonly kind: 'cluster'
  readonly cluster: DuplicateCluster
}

export interface MemberNode {
  readonly kind: 'member'
  readonly member: DuplicateMember
  readonly cluster: DuplicateCluster
}

export type DuplicateNode = ClusterNode | MemberNode

const DUPLICATES_VIEW = 'cerca.duplicatesView'

export class DuplicatesView implements vscode.TreeDataProvider<DuplicateNode>, vscode.Disposable {
  readonly #server: Server
  readonly #tree: vscode.TreeView<DuplicateNode>
  readonly #changed = new vscode.EventEmitter<undefined>()
  readonly onDidChangeTreeData = this.#changed.event
  #clusters: readonly DuplicateCluster[] = []
  #dismissed: ReadonlySet<string> = new Set()
  #finding: vscode.CancellationTokenSource | undefined
  readonly #askAgain: AskAgain

  constructor(server: Server) {
    this.#server = server
    this.#tree = vscode.window.createTreeView<DuplicateNode>(DUPLICATES_VIEW, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    })
    this.#askAgain = new AskAgain(server, () => this.#find())
  }

  getTreeItem(node: DuplicateNode): vscode.TreeItem {
    return node.kind === 'cluster' ? clusterItem(node) : memberItem(node)
  }

  getChildren(node?: DuplicateNode): DuplicateNode[] {
    if (node === undefined) return this.#shown().map((cluster) => ({ kind: 'cluster', cluster }))
    if (node.kind === 'member') return []
    const { cluster } = node
    return cluster.members.map((member) => ({ kind: 'member', member, cluster }))
  }

  get selection(): readonly DuplicateNode[] {
    return this.#tree.selection
  }

  /** Compares all functions of the workspace; may take a while, in which `stop` ends it. */
  async find(): Promise<void> {
    await vscode.commands.executeCommand(`${DUPLICATES_VIEW}.focus`)
    this.#dismissed = new Set()
    await this.#find()
  }

  /** Ends what `find` began; what was listed before stays. */
  stop(): void {
    this.#finding?.cancel()
  }

  async #find(): Promise<void> {
    this.stop()
    this.#askAgain.forget()
    const finding = new vscode.CancellationTokenSource()
    this.#setFinding(finding)
    this.#tree.message = t('Comparing functions …')
    const onProgress: LongRun['onProgress'] = ({ percentage }) => {
      if (percentage === undefined || this.#finding !== finding) return
      this.#tree.message = t('Comparing functions … {0}', percent(percentage / 100, wording().locale))
    }
    // In the view, for whoever finds duplicates looks at it: a notification would stand before the code.
    await vscode.window.withProgress({ location: { viewId: DUPLICATES_VIEW } }, async () => {
      try {
        const answer = await this.#server.duplicates({}, { token: finding.token, onProgress })
        if (this.#finding !== finding) return
        this.#setFinding(undefined)
        if (answer === undefined) return this.#show([t('The comparison was stopped.')])
        this.#clusters = answer.clusters
        const { isComplete } = answer
        this.#show([
          answer.clusters.length === 0 && t('No duplicates were found.'),
          !isComplete && t('The index is not complete; this is asked again when it is.'),
        ])
        this.#askAgain.answered(isComplete)
      } catch (error) {
        if (this.#finding !== finding) return
        this.#setFinding(undefined)
        this.#show([wordsOf(error)])
      }
    })
  }

  #setFinding(finding: vscode.CancellationTokenSource | undefined): void {
    this.#finding = finding
    vscode.commands.executeCommand('setContext', `${DUPLICATES_VIEW}.isFinding`, finding !== undefined)
  }

  clear(): void {
    this.stop()
    this.#setFinding(undefined)
    this.#askAgain.forget()
    this.#clusters = []
    this.#tree.description = ''
    this.#tree.message = ''
    this.#changed.fire(undefined)
    vscode.commands.executeCommand('setContext', `${DUPLICATES_VIEW}.hasResults`, false)
  }

  dismiss(nodes: readonly DuplicateNode[]): void {
    this.#dismissed = new Set([...this.#dismissed, ...nodes.map(({ cluster }) => keyOfCluster(cluster))])
    this.#show([])
  }

  async copy(format: 'text' | 'markdown'): Promise<void> {
    const write = format === 'text' ? clustersAsText : clustersAsMarkdown
    await vscode.env.clipboard.writeText(write(this.#shown(), wording()))
  }

  /** Two selected members, else a member and the longest other one, else the first two of a cluster. */
  pairToCompare(nodes: readonly DuplicateNode[]): [DuplicateMember, DuplicateMember] | undefined {
    const [first, second] = nodes.flatMap((node) => (node.kind === 'member' ? [node.member] : []))
    if (first !== undefined && second !== undefined) return [first, second]
    const members = nodes[0]?.cluster.members ?? []
    const right = first ?? members[1]
    const left = members.find((member) => member !== right)
    return left === undefined || right === undefined ? undefined : [left, right]
  }

  dispose(): void {
    this.stop()
    this.#askAgain.dispose()
    this.#tree.dispose()
    this.#changed.dispose()
  }

  #shown(): DuplicateCluster[] {
    return shownClusters(this.#clusters, this.#dismissed)
  }

  #show(sentences: readonly (string | false)[]): void {
    const clusters = this.#shown()
    this.#tree.message = sentences.filter(Boolean).join(' ')
    const nLines = totalSaving(clusters)
    this.#tree.description =
      clusters.length === 0 ? '' : t('{0} clusters · {1} lines to save', clusters.length, nLines)
    vscode.commands.executeCommand('setContext', `${DUPLICATES_VIEW}.hasResults`, clusters.length > 0)
    this.#changed.fire(undefined)
  }
}

function clusterItem({ cluster }: ClusterNode): vscode.TreeItem {
  const { label, description, spoken } = describeCluster(cluster, wording())
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed)
  item.id = keyOfCluster(cluster)
  item.description = description
  item.iconPath = new vscode.ThemeIcon('copy')
  item.contextValue = `${DUPLICATES_VIEW}.cluster`
  item.accessibilityInformation = { label: spoken }
  return item
}

function memberItem({ member, cluster }: MemberNode): vscode.TreeItem {
  const { label, description, spoken } = describeMember(member, wording())
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None)
  item.id = `${keyOfCluster(cluster)}|${member.uri}#${member.range.start.line}`
  item.description = description
  item.tooltip = description
  item.iconPath = new vscode.ThemeIcon('symbol-function')
  item.contextValue = `${DUPLICATES_VIEW}.member`
  item.accessibilityInformation = { label: spoken }
  const options: vscode.TextDocumentShowOptions = { selection: cursorAt(member.range.start) }
  item.command = {
    command: 'vscode.open',
    title: t('Open'),
    arguments: [vscode.Uri.parse(member.uri), options],
  }
  return item
}

/** Writes the comment that keeps a function out above it, unsaved, and shows it. */
export async function ignoreWithComment({ uri, range, language }: DuplicateMember): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))
  const line = range.start.line
  const comment = ignoreComment(language, document.lineAt(line).text)
  const edit = new vscode.WorkspaceEdit()
  edit.insert(document.uri, new vscode.Position(line, 0), `${comment}\n`)
  await vscode.workspace.applyEdit(edit)
  await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(line, 0, line, comment.length),
  })
}

/** Adds the member's path to the setting of paths in which duplicates do not matter. */
export async function ignoreInSettings({ uri, path }: DuplicateMember): Promise<void> {
  const settings = vscode.workspace.getConfiguration('cerca', vscode.Uri.parse(uri))
  const ignored = settings.get<readonly string[]>('duplicates.ignore', [])
  if (ignored.includes(path)) return
  await settings.update('duplicates.ignore', [...ignored, path], vscode.ConfigurationTarget.Workspace)
}
