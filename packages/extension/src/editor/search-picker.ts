/** Search in words: a list that answers as one types, and shows in the editor what is highlighted. */
import * as vscode from 'vscode'
import { bestLineOf, describeHit } from '../results/describe-hit.js'
import { placeOf } from '../results/format-hits.js'
import { placeToOpen } from '../results/main-symbol.js'
import { keyOfHit, type ResultHit } from '../results/result-hit.js'
import { forgetSearch, rememberSearch } from '../search/history.js'
import { describeFilters, NO_FILTERS, type SearchFilters, scopeOf } from '../search/search-filters.js'
import { AskAgain } from '../status/ask-again.js'
import { chooseFilters } from './choose-filters.js'
import { PreviewEditor } from './preview-editor.js'
import { openHit } from './result-node.js'
import type { ResultsView } from './results-view.js'
import { type Server, wordsOf } from './server.js'
import { t, wording } from './wording.js'

/** Milliseconds without a key after which the words are taken for a question: about the pause between two words. */
const TYPING_PAUSE = 150

/** Milliseconds on one result after which it is shown: moving through the list must not open every file on the way. */
const LOOKING_PAUSE = 120

const HISTORY_KEY = 'search.history'
const FILTERS_KEY = 'search.filters'

interface Item extends vscode.QuickPickItem {
  readonly hit?: ResultHit
  /** A search of the past. */
  readonly query?: string
}

export class SearchPicker {
  readonly #server: Server
  readonly #view: ResultsView
  readonly #memory: vscode.Memento

  constructor(server: Server, view: ResultsView, memory: vscode.Memento) {
    this.#server = server
    this.#view = view
    this.#memory = memory
  }

  /** Opens the list with these words in it. */
  open(query: string): void {
    const session = new Session(this, query)
    session.show()
  }

  get history(): readonly string[] {
    return this.#memory.get<readonly string[]>(HISTORY_KEY, [])
  }

  get filters(): SearchFilters {
    return this.#memory.get<SearchFilters>(FILTERS_KEY, NO_FILTERS)
  }

  get server(): Server {
    return this.#server
  }

  async ask(query: string, token: vscode.CancellationToken) {
    return this.#server.search({ query, ...scopeOf(this.filters) }, token)
  }

  remember(query: string): void {
    this.#memory.update(HISTORY_KEY, rememberSearch(this.history, query))
  }

  forget(query: string): void {
    this.#memory.update(HISTORY_KEY, forgetSearch(this.history, query))
  }

  async changeFilters(): Promise<void> {
    await this.#memory.update(FILTERS_KEY, await chooseFilters(this.filters))
  }

  /** Puts the answer into the Search view, where it stays. */
  async keep(query: string): Promise<void> {
    this.remember(query)
    await this.#view.ask(async (token) => {
      const answer = await this.ask(query, token)
      const title = [query, describeFilters(this.filters, t)].filter(Boolean).join(' · ')
      return answer && { ...answer, title, nothing: t('Nothing found.') }
    })
  }
}

/** One opening of the list, until it is hidden. */
class Session {
  readonly #picker: SearchPicker
  readonly #pick = vscode.window.createQuickPick<Item>()
  readonly #preview = new PreviewEditor()
  readonly #askAgain: AskAgain
  #asking: vscode.CancellationTokenSource | undefined
  #typing: NodeJS.Timeout | undefined
  #looking: NodeJS.Timeout | undefined
  /** Another list stands over this one, which will come back. */
  #isCovered = false
  #isAccepted = false
  /** Enter was pressed before there was an answer: its best place is opened when it comes. */
  #isAwaited = false

  constructor(picker: SearchPicker, query: string) {
    this.#picker = picker
    const { server } = picker
    this.#askAgain = new AskAgain(server, () => this.#ask(this.#pick.value.trim()))
    const pick = this.#pick
    pick.placeholder = t('Ask in your own words, such as: where are dates parsed')
    pick.value = query
    pick.matchOnDescription = false
    pick.matchOnDetail = false
    keepOrder(pick)
    pick.onDidChangeValue(() => this.#onTyped())
    pick.onDidChangeActive(([item]) => this.#onHighlighted(item))
    pick.onDidAccept(() => this.#onAccepted())
    pick.onDidTriggerButton((button) => this.#onButton(button))
    pick.onDidTriggerItemButton(({ item }) => this.#onItemButton(item))
    pick.onDidHide(() => this.#onHidden())
  }

  show(): void {
    this.#describe()
    this.#pick.show()
    this.#onTyped()
  }

  #describe(): void {
    const filters = describeFilters(this.#picker.filters, t)
    this.#pick.title = filters === '' ? t('Search in words') : t('Search in words: {0}', filters)
    this.#pick.buttons = [BUTTONS.keep(), BUTTONS.filter()]
  }

  #onTyped(): void {
    clearTimeout(this.#typing)
    this.#asking?.cancel()
    this.#askAgain.forget()
    this.#isAwaited = false
    const query = this.#pick.value.trim()
    if (query === '') {
      this.#pick.busy = false
      this.#pick.items = this.#picker.history.map(recentItem)
      return
    }
    this.#pick.busy = true
    this.#typing = setTimeout(() => this.#ask(query), TYPING_PAUSE)
  }

  async #ask(query: string): Promise<void> {
    const asking = new vscode.CancellationTokenSource()
    this.#asking = asking
    let items: Item[]
    let isComplete = true
    try {
      const answer = await this.#picker.ask(query, asking.token)
      if (answer === undefined) return
      items = answer.hits.length === 0 ? [messageItem(t('Nothing found.'))] : answer.hits.map(hitItem)
      isComplete = answer.isComplete
      if (!isComplete)
        items.push(messageItem(t('The index is not complete; this is asked again when it is.')))
    } catch (error) {
      items = [messageItem(wordsOf(error))]
    }
    if (asking.token.isCancellationRequested) return
    this.#pick.busy = false
    this.#list(items)
    this.#askAgain.answered(isComplete)
    const best = items[0]?.hit
    if (this.#isAwaited && best !== undefined) await this.#leave(best, {})
  }

  /** Whoever has gone down to a place stays there when it is in the new list too. */
  #list(items: readonly Item[]): void {
    const [active] = this.#pick.activeItems
    const chosen = active === this.#pick.items[0] ? undefined : active?.hit
    this.#pick.items = items
    if (chosen === undefined) return
    const key = keyOfHit(chosen)
    const same = items.find(({ hit }) => hit !== undefined && keyOfHit(hit) === key)
    if (same !== undefined) this.#pick.activeItems = [same]
  }

  #onHighlighted(item: Item | undefined): void {
    clearTimeout(this.#looking)
    const hit = item?.hit
    if (hit === undefined) return
    this.#looking = setTimeout(() => this.#preview.show(hit), LOOKING_PAUSE)
  }

  async #onAccepted(): Promise<void> {
    // What is listed while an answer is due belongs to earlier words.
    if (this.#pick.busy) {
      this.#isAwaited = true
      return
    }
    const [item] = this.#pick.activeItems
    if (item?.query !== undefined) {
      this.#pick.value = item.query
      this.#onTyped()
    } else if (item?.hit !== undefined) {
      await this.#leave(item.hit, {})
    }
  }

  async #onButton(button: vscode.QuickInputButton): Promise<void> {
    if (iconOf(button) === iconOf(BUTTONS.filter())) {
      this.#isCovered = true
      await this.#picker.changeFilters()
      this.#isCovered = false
      this.show()
      return
    }
    const query = this.#pick.value.trim()
    if (query === '') return
    this.#isAccepted = true
    this.#pick.hide()
    await this.#preview.restore()
    await this.#picker.keep(query)
  }

  async #onItemButton(item: Item): Promise<void> {
    if (item.hit !== undefined) await this.#leave(item.hit, { viewColumn: vscode.ViewColumn.Beside })
    if (item.query !== undefined) {
      this.#picker.forget(item.query)
      this.#onTyped()
    }
  }

  async #leave(hit: ResultHit, options: vscode.TextDocumentShowOptions): Promise<void> {
    this.#isAccepted = true
    this.#picker.remember(this.#pick.value)
    this.#pick.hide()
    this.#preview.accept()
    await openHit(hit, placeToOpen(hit), options)
  }

  #onHidden(): void {
    clearTimeout(this.#typing)
    clearTimeout(this.#looking)
    this.#asking?.cancel()
    this.#askAgain.forget()
    if (this.#isCovered) return
    this.#askAgain.dispose()
    this.#pick.dispose()
    if (!this.#isAccepted) this.#preview.restore()
  }
}

const BUTTONS = {
  keep: () => ({
    iconPath: new vscode.ThemeIcon('layout-sidebar-left'),
    tooltip: t('Keep in the Search view'),
  }),
  filter: () => ({ iconPath: new vscode.ThemeIcon('filter'), tooltip: t('Narrow the search') }),
}

function iconOf({ iconPath }: vscode.QuickInputButton): string {
  return iconPath instanceof vscode.ThemeIcon ? iconPath.id : ''
}

function hitItem(hit: ResultHit): Item {
  const { label, icon } = describeHit(hit, wording())
  const line = bestLineOf(hit).text
  return {
    hit,
    label: `$(${icon}) ${label}`,
    description: `${rootOf(hit)}${placeOf(hit)}`,
    // What was found says more than the name alone; where there is no name the label is that line already.
    ...(line === label ? {} : { detail: line }),
    alwaysShow: true,
    buttons: [{ iconPath: new vscode.ThemeIcon('split-horizontal'), tooltip: t('Open to the side') }],
  }
}

// Which root folder, where there are several: equal paths in two of them are told apart.
function rootOf({ folder }: ResultHit): string {
  if ((vscode.workspace.workspaceFolders?.length ?? 0) < 2) return ''
  const root = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(folder))
  return root === undefined ? '' : `${root.name}/`
}

function recentItem(query: string): Item {
  const buttons = [{ iconPath: new vscode.ThemeIcon('close'), tooltip: t('Remove from the history') }]
  return { query, label: `$(history) ${query}`, buttons, alwaysShow: true }
}

function messageItem(label: string): Item {
  return { label, alwaysShow: true }
}

// The best answer is first, wherever its label has the words. VS Code has the switch since 2020 and does not yet list it.
function keepOrder(pick: vscode.QuickPick<Item>): void {
  Object.assign(pick, { sortByLabel: false })
}
