/** A side-bar tree of results that stays as it is until the next question. */
import * as vscode from 'vscode'
import { hitsAsMarkdown, hitsAsText } from '../results/format-hits.js'
import { placeToOpen } from '../results/main-symbol.js'
import { keyOfHit, type ResultHit } from '../results/result-hit.js'
import {
  type GroupBy,
  NO_RESULTS,
  neighbourOf,
  type ResultList,
  shownHits,
  withAllHits,
  withHits,
  withoutHits,
} from '../results/result-list.js'
import { AskAgain } from '../status/ask-again.js'
import type { ComparedPlace } from './compare.js'
import {
  type GroupNode,
  hitsOfNode,
  nodesOf,
  openHit,
  type ResultNode,
  type ResultViewId,
  treeItemOf,
} from './result-node.js'
import { type Server, wordsOf } from './server.js'
import { t, wording } from './wording.js'

export interface Answer {
  readonly hits: readonly ResultHit[]
  readonly isComplete: boolean
  /** What was asked, once it is known. */
  readonly title: string
  /** What to say when there is nothing. */
  readonly nothing: string
  /** The code that others were compared with. */
  readonly target?: ComparedPlace
}

/** What a view shows the answer of, to be asked again on refresh; `undefined` when cancelled. */
export type Question = (token: vscode.CancellationToken) => Promise<Answer | undefined>

export class ResultsView implements vscode.TreeDataProvider<ResultNode>, vscode.Disposable {
  readonly #viewId: ResultViewId
  readonly #memory: vscode.Memento
  readonly #tree: vscode.TreeView<ResultNode>
  readonly #changed = new vscode.EventEmitter<undefined>()
  readonly onDidChangeTreeData = this.#changed.event
  #question: Question | undefined
  #answered: Answer | undefined
  #list: ResultList
  #nodes: readonly GroupNode[] = []
  #currentKey: string | undefined
  #asking: vscode.CancellationTokenSource | undefined
  #askedAt = 0
  readonly #askAgain: AskAgain

  constructor(viewId: ResultViewId, server: Server, memory: vscode.Memento) {
    this.#viewId = viewId
    this.#memory = memory
    this.#list = { ...NO_RESULTS, groupBy: memory.get<GroupBy>(`${viewId}.groupBy`, 'file') }
    this.#tree = vscode.window.createTreeView<ResultNode>(viewId, {
      treeDataProvider: this,
      showCollapseAll: true,
      canSelectMany: true,
    })
    this.#askAgain = new AskAgain(server, () => this.#complete())
    this.#tree.onDidChangeSelection(({ selection: [node] }) => {
      if (node?.kind === 'hit') this.#currentKey = keyOfHit(node.hit)
    })
    this.#show(this.#list)
  }

  getTreeItem(node: ResultNode): vscode.TreeItem {
    return treeItemOf(node)
  }

  getChildren(node?: ResultNode): ResultNode[] {
    if (node === undefined) return [...this.#nodes]
    return node.kind === 'group' ? [...node.children] : []
  }

  getParent(node: ResultNode): ResultNode | undefined {
    return node.kind === 'hit' ? node.parent : undefined
  }

  /** When it was last asked something, in milliseconds; 0 while it has nothing to go through. */
  get askedAt(): number {
    return this.#list.hits.length === 0 ? 0 : this.#askedAt
  }

  get target(): ComparedPlace | undefined {
    return this.#answered?.target
  }

  get selection(): readonly ResultNode[] {
    return this.#tree.selection
  }

  /** Shows the view and fills it; a question that is still open is given up. */
  async ask(question: Question): Promise<void> {
    this.#question = question
    this.#currentKey = undefined
    await vscode.commands.executeCommand(`${this.#viewId}.focus`)
    await this.refresh()
    // The best answer is the first that arrow keys and screen readers meet.
    const best = this.#nodes[0]?.children[0]
    if (best !== undefined && this.#tree.visible)
      await this.#tree.reveal(best, { select: false, focus: true })
  }

  async refresh(): Promise<void> {
    this.#askedAt = Date.now()
    await this.#answer(withHits)
  }

  /** What the user did with the first answer stays: it is the same question, answered in full. */
  async #complete(): Promise<void> {
    await this.#answer(withAllHits)
  }

  async #answer(shown: typeof withHits): Promise<void> {
    const question = this.#question
    if (question === undefined) return
    this.#asking?.cancel()
    this.#askAgain.forget()
    const asking = new vscode.CancellationTokenSource()
    this.#asking = asking
    await vscode.window.withProgress({ location: { viewId: this.#viewId } }, async () => {
      try {
        const answer = await question(asking.token)
        if (answer === undefined || asking.token.isCancellationRequested) return
        this.#answered = answer
        this.#show(shown(this.#list, answer.hits))
        this.#askAgain.answered(answer.isComplete)
      } catch (error) {
        this.#answered = undefined
        this.#show(withHits(this.#list, []))
        this.#tree.message = wordsOf(error)
      }
    })
  }

  clear(): void {
    this.#asking?.cancel()
    this.#askAgain.forget()
    this.#question = undefined
    this.#answered = undefined
    this.#show({ ...withHits(this.#list, []), filter: '' })
  }

  dismiss(nodes: readonly ResultNode[]): void {
    this.#show(withoutHits(this.#list, nodes.flatMap(hitsOfNode)))
  }

  group(groupBy: GroupBy): void {
    this.#memory.update(`${this.#viewId}.groupBy`, groupBy)
    this.#show({ ...this.#list, groupBy })
  }

  setFilter(filter: string): void {
    this.#show({ ...this.#list, filter })
  }

  /** Asks for words that results must have; the tree follows while they are typed, Escape takes them back. */
  askForFilter(): void {
    const before = this.#list.filter
    const box = vscode.window.createInputBox()
    box.title = t('Filter results')
    box.placeholder = t('Words in the path, the name or the code; !word to leave out')
    box.value = before
    let isAccepted = false
    box.onDidChangeValue((value) => this.setFilter(value))
    box.onDidAccept(() => {
      isAccepted = true
      box.hide()
    })
    box.onDidHide(() => {
      if (!isAccepted) this.setFilter(before)
      box.dispose()
    })
    box.show()
  }

  /** Goes to the next (1) or previous (-1) result, around the ends. */
  async step(step: -1 | 1): Promise<void> {
    const hit = neighbourOf(this.#list, this.#currentKey, step)
    if (hit === undefined) return
    this.#currentKey = keyOfHit(hit)
    const node = this.#nodes.flatMap(({ children }) => children).find((child) => child.hit === hit)
    if (this.#tree.visible && node !== undefined)
      await this.#tree.reveal(node, { select: true, focus: false })
    await openHit(hit, placeToOpen(hit), { preview: true })
  }

  /** Puts these nodes, or all that is shown, on the clipboard. */
  async copy(format: 'text' | 'markdown', nodes?: readonly ResultNode[]): Promise<void> {
    const hits = nodes === undefined ? shownHits(this.#list) : [...new Set(nodes.flatMap(hitsOfNode))]
    const text = format === 'text' ? hitsAsText(hits, wording()) : hitsAsMarkdown(hits, wording())
    await vscode.env.clipboard.writeText(text)
  }

  dispose(): void {
    this.#asking?.cancel()
    this.#askAgain.dispose()
    this.#tree.dispose()
    this.#changed.dispose()
  }

  #show(list: ResultList): void {
    this.#list = list
    this.#nodes = nodesOf(list, this.#viewId)
    const nShown = this.#nodes.reduce((sum, { children }) => sum + children.length, 0)
    this.#tree.description = this.#answered === undefined ? '' : this.#describe(nShown)
    // No message where nothing was asked: the view's welcome stands there.
    this.#tree.message = this.#answered === undefined ? '' : this.#messageFor(nShown)
    const contexts = {
      hasResults: list.hits.length > 0,
      hasQuestion: this.#question !== undefined,
      hasFilter: list.filter !== '',
      groupBy: list.groupBy,
    }
    for (const [key, value] of Object.entries(contexts)) {
      vscode.commands.executeCommand('setContext', `${this.#viewId}.${key}`, value)
    }
    this.#changed.fire(undefined)
  }

  #describe(nShown: number): string {
    const nHits = this.#list.hits.length
    const count = nShown === nHits ? `${nHits}` : t('{0} of {1}', nShown, nHits)
    return `${this.#answered?.title ?? ''} · ${count}`
  }

  #messageFor(nShown: number): string {
    const { filter, hits } = this.#list
    // Sentences, for VS Code shows the lines of a message as one.
    const sentences = [
      hits.length === 0 && this.#answered?.nothing,
      filter !== '' &&
        hits.length > 0 &&
        t('The filter “{0}” lets {1} of {2} through.', filter, nShown, hits.length),
      this.#answered?.isComplete === false && t('The index is not complete; this is asked again when it is.'),
    ]
    return sentences.filter(Boolean).join(' ')
  }
}
