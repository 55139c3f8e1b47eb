/** A language pack, so that VS Code offers Spanish: it holds as many words as show that it is in use. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PACK = {
  '': [],
  version: '1.0.0',
  contents: { 'vs/workbench/contrib/files/browser/explorerViewlet': { explore: 'Explorador' } },
}

/** Writes the pack below `folder`, and the list of packs that VS Code keeps in the folder of its data. */
export function addSpanish(folder: string): void {
  const path = join(folder, 'spanish.json')
  writeFileSync(path, JSON.stringify(PACK))
  const extensions = [{ extensionIdentifier: { id: 'cerca-tests.spanish' }, version: '1.0.0' }]
  const packs = { es: { hash: 'spanish', label: 'español', extensions, translations: { vscode: path } } }
  mkdirSync(join(folder, 'data'), { recursive: true })
  writeFileSync(join(folder, 'data', 'languagepacks.json'), JSON.stringify(packs))
}
