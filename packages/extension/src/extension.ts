/** Where VS Code enters: the server is started, its answers get their views. */
import * as vscode from 'vscode'
import { Comparison } from './editor/compare.js'
import { DuplicatesView } from './editor/duplicates-view.js'
import { registerLanguageModelTools } from './editor/language-model-tools.js'
import { registerCommands } from './editor/register-commands.js'
import { ResultsView } from './editor/results-view.js'
import { SearchPicker } from './editor/search-picker.js'
import { createServer, wordsOf } from './editor/server.js'
import { createStatusBar } from './editor/status-bar.js'

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Cerca', { log: true })
  const server = createServer(context.asAbsolutePath('dist/server/main.js'), log)
  const similarView = new ResultsView('cerca.similarView', server, context.workspaceState)
  const searchView = new ResultsView('cerca.searchView', server, context.workspaceState)
  const comparison = new Comparison()
  const duplicatesView = new DuplicatesView(server)
  const picker = new SearchPicker(server, searchView, context.workspaceState)
  const extensionId = context.extension.id
  context.subscriptions.push(
    log,
    similarView,
    searchView,
    duplicatesView,
    comparison.register(),
    createStatusBar(server),
    registerCommands({
      extensionId,
      server,
      log,
      similarView,
      searchView,
      duplicatesView,
      picker,
      comparison,
    }),
    registerLanguageModelTools(server),
    server,
  )
  // Not awaited: commands are there at once, and what they ask waits for the server. When it cannot start, the status
  // bar shows it and offers to try again.
  server.start().catch((error) => log.error(wordsOf(error)))
}
