/** What a search is narrowed to, chosen step by step. */
import * as vscode from 'vscode'
import { INDEX_LANGUAGES } from '../languages.js'
import { isNarrowed, NO_FILTERS, type SearchFilters } from '../search/search-filters.js'
import { t } from './wording.js'

type Step = 'content' | 'languages' | 'folder' | 'clear'

interface StepItem extends vscode.QuickPickItem {
  readonly step: Step
}

/** The filters as changed; as they were when the user gives up. */
export async function chooseFilters(filters: SearchFilters): Promise<SearchFilters> {
  const names = { all: t('Code and docs'), code: t('Code only'), docs: t('Docs only') }
  const places = [...filters.folders.map((uri) => vscode.Uri.parse(uri).path), ...filters.paths].join(', ')
  const steps: StepItem[] = [
    { step: 'content', label: `$(file-code) ${t('Code or docs')}`, description: names[filters.content] },
    {
      step: 'languages',
      label: `$(code) ${t('Languages')}`,
      description: filters.languages.map(nameOfLanguage).join(', ') || t('all'),
    },
    { step: 'folder', label: `$(folder) ${t('Folder')}`, description: places || t('all') },
  ]
  if (isNarrowed(filters)) steps.push({ step: 'clear', label: `$(clear-all) ${t('Search everything')}` })
  const picked = await vscode.window.showQuickPick(steps, { title: t('Narrow the search') })
  switch (picked?.step) {
    case undefined:
      return filters
    case 'clear':
      return NO_FILTERS
    case 'content':
      return { ...filters, content: (await chooseContent(names)) ?? filters.content }
    case 'languages':
      return { ...filters, languages: (await chooseLanguages(filters.languages)) ?? filters.languages }
    case 'folder':
      return { ...filters, ...(await chooseFolder()) }
  }
}

async function chooseContent(names: Readonly<Record<SearchFilters['content'], string>>) {
  const items = (['all', 'code', 'docs'] as const).map((content) => ({ content, label: names[content] }))
  return (await vscode.window.showQuickPick(items, { title: t('Code or docs') }))?.content
}

async function chooseLanguages(chosen: readonly string[]): Promise<readonly string[] | undefined> {
  const items = INDEX_LANGUAGES.map(({ id, name }) => ({ id, label: name, picked: chosen.includes(id) }))
  const picked = await vscode.window.showQuickPick(items, {
    title: t('Languages'),
    placeHolder: t('Choose any number; none means all'),
    canPickMany: true,
  })
  return picked?.map(({ id }) => id)
}

interface FolderItem extends vscode.QuickPickItem {
  readonly choice: Pick<SearchFilters, 'folders' | 'paths'> | 'type'
}

// The root folders when there are several, and the folders directly inside them; anything else can be typed.
async function chooseFolder(): Promise<Partial<SearchFilters>> {
  const roots = vscode.workspace.workspaceFolders ?? []
  const items: FolderItem[] = [
    { label: `$(folder-library) ${t('Everywhere')}`, choice: { folders: [], paths: [] } },
    { label: `$(edit) ${t('Type a part of a path')}`, choice: 'type' },
  ]
  for (const { uri, name } of roots) {
    const folders = [uri.toString()]
    if (roots.length > 1) items.push({ label: `$(root-folder) ${name}`, choice: { folders, paths: [] } })
    for (const [child, type] of await vscode.workspace.fs.readDirectory(uri)) {
      if (type !== vscode.FileType.Directory || child.startsWith('.')) continue
      const choice = { folders: roots.length > 1 ? folders : [], paths: [`${child}/`] }
      items.push({ label: `$(folder) ${child}`, ...(roots.length > 1 ? { description: name } : {}), choice })
    }
  }
  const choice = (await vscode.window.showQuickPick(items, { title: t('Folder') }))?.choice
  if (choice !== 'type') return choice ?? {}
  const path = await vscode.window.showInputBox({
    title: t('Folder'),
    prompt: t('Only paths that contain this, such as src/parser'),
  })
  return path === undefined ? {} : { folders: [], paths: path.trim() === '' ? [] : [path.trim()] }
}

function nameOfLanguage(id: string): string {
  return INDEX_LANGUAGES.find((language) => language.id === id)?.name ?? id
}
