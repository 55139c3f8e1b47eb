/** Results shown in the editor while they are only highlighted in a list, and everything as before when given up. */
import * as vscode from 'vscode'
import { placeToOpen, rangeToShow } from '../results/main-symbol.js'
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
    // A breath of the selection's colour, for a place may fill the screen.
    backgroundColor: new vscode.ThemeColor('editor.foldBackground'),
    // High-contrast themes have no background for it: there the bar says where the place begins and ends.
    light: { gutterIconPath: gutterBar('#0063d3') },
    dark: { gutterIconPath: gutterBar('#4fa3ff') },
    gutterIconSize: 'contain',
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.findMatchForeground'),
  })
  readonly #words = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
    outlineColor: new vscode.ThemeColor('editor.findMatchHighlightBorder'),
  })
  #hasShown = false
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
    this.accept()
    if (!this.#hasShown) return
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
    this.#words.dispose()
  }

  async #open(hit: ResultHit): Promise<void> {
    const editor = await openHit(hit, placeToOpen(hit), { preview: true, preserveFocus: true })
    this.#hasShown = true
    this.#shown?.setDecorations(this.#highlight, [])
    this.#shown?.setDecorations(this.#words, [])
    this.#shown = editor
    editor?.setDecorations(this.#highlight, [toRange(rangeToShow(hit))])
    editor?.setDecorations(this.#words, wordsOfQuery(hit))
  }
}

/** Where the words of the question are in the lines that show best why it was found. */
function wordsOfQuery({ preview }: ResultHit): vscode.Range[] {
  return preview.matches.map(({ start, end }) => {
    const [first, last] = [preview.line + start.line, preview.line + end.line]
    return new vscode.Range(first, start.character, last, end.character)
  })
}

function gutterBar(colour: string): vscode.Uri {
  const bar = `<rect x="12" width="3" height="20" fill="${colour}"/>`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">${bar}</svg>`
  return vscode.Uri.parse(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`)
}

function openTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs)
}

function keyOfTab({ input, label, group }: vscode.Tab): string {
  const hasUri = input instanceof vscode.TabInputText || input instanceof vscode.TabInputNotebook
  const place = hasUri ? input.uri.toString() : label
  return `${group.viewColumn} ${place}`
}
