/** Between the protocol's URIs and this machine's paths. */
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The absolute path of a `file:` URI; `undefined` for any other and for files of other machines. Never throws. */
export function pathOfUri(uri: string): string | undefined {
  if (!/^file:/i.test(uri)) return undefined
  try {
    return withUpperCaseDrive(fileURLToPath(uri))
  } catch {
    // A host that is not this one, an encoded slash or an escape that is none.
    return undefined
  }
}

/** The notebook that a cell's document belongs to, as a `file:` URI; `undefined` for any other document. */
export function notebookOfCell(uri: string): string | undefined {
  const path = /^vscode-notebook-cell:(?:\/\/[^/]*)?(\/[^#?]*)/i.exec(uri)?.[1]
  return path === undefined ? undefined : `file://${path}`
}

export function uriOfPath(path: string): string {
  return pathToFileURL(path).href
}

/** `''` when it has none. */
export function schemeOfUri(uri: string): string {
  return /^([a-z][a-z0-9+.-]*):/i.exec(uri)?.[1]?.toLowerCase() ?? ''
}

// Some editors write drives of Windows in lower case, others do not.
function withUpperCaseDrive(path: string): string {
  return /^[a-z]:/.test(path) ? `${path[0]?.toUpperCase()}${path.slice(1)}` : path
}
