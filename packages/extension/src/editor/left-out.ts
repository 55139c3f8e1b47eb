import type { LeftOutResult } from '@cerca/server/protocol'
import * as vscode from 'vscode'
import { groupLeftOut } from '../status/group-left-out.js'
import type { Server } from './server.js'
import { t } from './wording.js'

interface FileItem extends vscode.QuickPickItem {
  readonly uri?: string
}

/** Lists the files that are not indexed with the reason for each; accepting one opens it. */
export async function showLeftOut(server: Server): Promise<void> {
  const answer = await vscode.window.withProgress({ location: vscode.ProgressLocation.Window }, () =>
    server.leftOut({}),
  )
  if (answer === undefined) return
  if (answer.total === 0) {
    vscode.window.showInformationMessage(t('Nothing is left out: every file is indexed.'))
    return
  }
  const picked = await vscode.window.showQuickPick(itemsOf(answer), {
    title: titleOf(answer),
    placeHolder: t('Type a part of a path to see why it is left out'),
    matchOnDetail: true,
  })
  if (picked?.uri !== undefined)
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(picked.uri))
}

function titleOf({ total, files }: LeftOutResult): string {
  if (total > files.length) return t('{0} files are left out, {1} of them are listed', total, files.length)
  return total === 1 ? t('1 file is left out') : t('{0} files are left out', total)
}

function itemsOf(answer: LeftOutResult): FileItem[] {
  return groupLeftOut(answer.files).flatMap(({ label, files }) => [
    { label: `${label} (${files.length})`, kind: vscode.QuickPickItemKind.Separator },
    ...files.map(({ path, sentence, uri }) => ({ label: path, detail: sentence, uri })),
  ])
}
