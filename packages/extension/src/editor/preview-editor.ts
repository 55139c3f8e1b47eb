/** Results shown in the editor while they are only highlighted in a list, and everything as before when given up. */
import * as vscode from 'vscode'
import { placeToOpen } from '../results/main-symbol.js'
import type { ResultHit } from '../results/result-hit.js'
import { toRange } from './ranges.js'
import { openHit } from './result-node.js'

export class PreviewEditor {
  readonly #before = vscode.window.activeTextEditor
  readonly #selectionBefore = this.#before?.selection
  readonly #visibleBefore = this.#before?.visibleRanges[0]
  readonly #tabsBefore = new Set(openTabs().map(keyOfTab))
  readonly #highlight = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.rangeHighlightBackground'),
    // High-contrast themes have no background for it.
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.findMatchForeground'),
  })
  #shown: vscode.TextEditor | undefined
  #showing: Promise<void> = Promise.resolve()

  /** A file that cannot be opened is not shown: the list itself tells of the place. */
  show(hit: ResultHit): void {
    this.#showing = this.#open(hit).catch(() => undefined)
  }

  /** Closes what was only looked at and returns to where the user was. */
  async restore(): Promise<void> {
    // What is still opening would come after what is restored.
    await this.#showing
    this.#highlight.dispose()
    if (this.#shown === undefined) return
    const looked = openTabs().filter((tab) => tab.isPreview && !this.#tabsBefore.has(keyOfTab(tab)))
    await vscode.window.tabGroups.close(looked, true)
    const before = this.#before
    if (before === undefined) return
    const editor = await vscode.window.showTextDocument(before.document, {
      ...(before.viewColumn === undefined ? {} : { viewColumn: before.viewColumn }),
      ...(this.#selectionBefore === undefined ? {} : { selection: this.#selectionBefore }),
    })
    if (this.#visibleBefore !== undefined) {
      editor.revealRange(this.#visibleBefore, vscode.TextEditorRevealType.AtTop)
    }
  }

  /** Leaves the editor as it is. */
  accept(): void {
    this.#highlight.dispose()
  }

  async #open(hit: ResultHit): Promise<void> {
    const editor = await openHit(hit, placeToOpen(hit), { preview: true, preserveFocus: true })
    this.#shown?.setDecorations(this.#highlight, [])
    this.#shown = editor
    editor.setDecorations(this.#highlight, [toRange(hit.range)])
  }
}

function openTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)
}

function keyOfTab({ input, label, group }: vscode.Tab): string {
  const place = input instanceof vscode.TabInputText ? input.uri.toString() : label
  return `${group.viewColumn} ${place}`
}
