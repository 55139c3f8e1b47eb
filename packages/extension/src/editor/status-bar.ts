/** The status bar's item, and the menu behind it. */
import * as vscode from 'vscode'
import type { CommandId } from '../command-ids.js'
import { describeStatus } from '../status/describe-status.js'
import type { Server } from './server.js'
import { t, wording } from './wording.js'

/** Left of what languages say about themselves. */
const PRIORITY = 90

export function createStatusBar(server: Server): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('cerca.status', vscode.StatusBarAlignment.Right, PRIORITY)
  item.name = 'Cerca'
  item.command = 'cerca.showMenu' satisfies CommandId
  const update = (): void => {
    const { locale } = wording()
    const input = { server: server.state, status: server.status, locale }
    const { text, spoken, details, severity } = describeStatus(input, t)
    item.text = text
    item.tooltip = [...details, t('Click for the menu')].join('\n')
    item.accessibilityInformation = { label: spoken, role: 'button' }
    item.backgroundColor =
      severity === 'none' ? undefined : new vscode.ThemeColor(`statusBarItem.${severity}Background`)
    vscode.commands.executeCommand('setContext', 'cerca.isPaused', isPaused(server))
    vscode.commands.executeCommand('setContext', 'cerca.isRunning', server.state === 'running')
  }
  update()
  item.show()
  return vscode.Disposable.from(item, server.onDidChange(update))
}

export async function showMenu(server: Server): Promise<void> {
  const { details } = describeStatus({ server: server.state, status: server.status, ...wording() }, t)
  const picked = await vscode.window.showQuickPick(menuItems(server), {
    title: 'Cerca',
    placeHolder: details.join(' — ').replaceAll('\n', ' '),
  })
  if (picked?.command !== undefined) await vscode.commands.executeCommand(picked.command)
}

interface MenuItem extends vscode.QuickPickItem {
  readonly command?: CommandId
}

function menuItems(server: Server): MenuItem[] {
  const separator = (label: string): MenuItem => ({ label, kind: vscode.QuickPickItemKind.Separator })
  const isRunning = server.state === 'running'
  const indexing: MenuItem[] = [
    separator(t('Index')),
    { label: `$(sync) ${t('Bring the index up to date')}`, command: 'cerca.reindex' },
    { label: `$(trash) ${t('Build the index again from nothing')}`, command: 'cerca.rebuildIndex' },
    isPaused(server)
      ? { label: `$(debug-continue) ${t('Go on indexing')}`, command: 'cerca.resumeIndexing' }
      : { label: `$(debug-pause) ${t('Pause indexing')}`, command: 'cerca.pauseIndexing' },
    { label: `$(exclude) ${t('Show what is left out and why')}`, command: 'cerca.showLeftOut' },
  ]
  const asking: MenuItem[] = [
    separator(t('Search')),
    { label: `$(search) ${t('Search in words')}`, command: 'cerca.search' },
    { label: `$(references) ${t('Find similar code')}`, command: 'cerca.findSimilar' },
    { label: `$(copy) ${t('Find duplicates')}`, command: 'cerca.findDuplicates' },
  ]
  const restart: MenuItem = {
    label: `$(debug-restart) ${t('Restart the language server')}`,
    command: 'cerca.restartServer',
  }
  const others: MenuItem[] = [
    separator('Cerca'),
    { label: `$(output) ${t('Open the log')}`, command: 'cerca.showLog' },
    { label: `$(gear) ${t('Open the settings')}`, command: 'cerca.openSettings' },
    { label: `$(book) ${t('Open the walkthrough')}`, command: 'cerca.openWalkthrough' },
  ]
  // Where nothing works, what could help comes first.
  return isRunning ? [...asking, ...indexing, ...others, restart] : [restart, ...others]
}

function isPaused(server: Server): boolean {
  return server.status?.folders.some(({ state }) => state === 'paused') === true
}
