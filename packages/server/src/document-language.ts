/** Which of core's languages an open document is written in. */
import { type LanguageId, languageById, languageOf } from '@cerca/core'
import type { TextDocument } from 'vscode-languageserver-textdocument'
import { pathOfUri } from './uris.js'

/** Where editors have another name for a language than core. */
const NAMES: Readonly<Record<string, LanguageId>> = {
  shellscript: 'bash',
  sh: 'bash',
  javascriptreact: 'javascript',
  typescriptreact: 'tsx',
  'objective-cpp': 'objective-c',
  objc: 'objective-c',
  'c++': 'cpp',
  perl6: 'perl',
  proto3: 'proto',
  terraform: 'hcl',
  jsonc: 'json',
  less: 'scss',
  rst: 'restructuredtext',
  tex: 'latex',
}

/** By its path as files are judged, else by what the editor says; `undefined` to be told from the text. */
export function languageOfDocument(document: TextDocument): LanguageId | undefined {
  const path = pathOfUri(document.uri)
  const byPath = path === undefined ? 'plaintext' : languageOf(path.replaceAll('\\', '/'), document.getText())
  if (byPath !== 'plaintext') return byPath
  const named = NAMES[document.languageId] ?? document.languageId
  return languageById(named).id === named && named !== 'plaintext' ? named : undefined
}
