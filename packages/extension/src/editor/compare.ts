/** Two pieces of code side by side, each a virtual document, so that only they are compared and not their files. */
import * as vscode from 'vscode'
import { comparableText, comparedName } from '../compare-text.js'
import { linesOfRange, type ResultHit } from '../results/result-hit.js'
import { t } from './wording.js'

export interface ComparedPlace {
  readonly uri: string
  readonly range: ResultHit['range']
}

const SCHEME = 'cerca-compare'

/** Texts that can still be shown: more than diff editors that anybody keeps open. */
const MAX_TEXTS = 100

export class Comparison implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>()
  #nShown = 0

  register(): vscode.Disposable {
    return vscode.workspace.registerTextDocumentContentProvider(SCHEME, this)
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? t('This comparison is from an earlier session. Compare again.')
  }

  /** Opens a diff editor with the lines of both places as they are now, saved or not. */
  async show(left: ComparedPlace, right: ComparedPlace): Promise<void> {
    const [leftUri, rightUri] = await Promise.all([this.#keep(left), this.#keep(right)])
    const title = `${nameOf(leftUri)} ↔ ${nameOf(rightUri)}`
    await vscode.commands.executeCommand('vscode.diff', leftUri, rightUri, title, { preview: true })
  }

  async #keep({ uri, range }: ComparedPlace): Promise<vscode.Uri> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))
    const { first, last } = linesOfRange(range)
    const lines = document
      .getText()
      .split(/\r?\n/)
      .slice(first - 1, last)
    this.#nShown++
    const name = comparedName(vscode.Uri.parse(uri).path, first, last)
    const kept = vscode.Uri.from({ scheme: SCHEME, path: `/${name}`, query: `${this.#nShown}` })
    this.#texts.set(kept.toString(), comparableText(lines))
    const [oldest] = this.#texts.keys()
    if (this.#texts.size > MAX_TEXTS && oldest !== undefined) this.#texts.delete(oldest)
    return kept
  }
}

function nameOf({ path }: vscode.Uri): string {
  return path.slice(1)
}
