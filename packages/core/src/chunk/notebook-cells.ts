import { languageById } from '../text/languages.js'
import type { LanguageId } from '../types.js'

/** A string of a cell's source: its value, and where its literal stands in the raw text. */
export interface SourcePart {
  readonly text: string
  readonly start: number
  readonly end: number
}

export interface NotebookCell {
  readonly type: 'code' | 'markdown'
  /** At least one. */
  readonly parts: readonly SourcePart[]
}

/**
 * The cells of a Jupyter notebook in order, outputs left out, and the language of its code.
 * `undefined` when the text is not JSON or has no list of cells.
 */
export function findCells(text: string): { cells: NotebookCell[]; language: LanguageId } | undefined {
  const notebook = parse(text)
  if (notebook === undefined) return undefined
  const cells: NotebookCell[] = []
  const language = languageById(languageNameOf(notebook)).id
  for (const cell of cellSpans(text)) {
    const type = cell.type === 'markdown' || cell.type === 'raw' ? 'markdown' : 'code'
    if (cell.parts.length > 0) cells.push({ type, parts: cell.parts })
  }
  return { cells, language: language === 'plaintext' ? 'python' : language }
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const hasCells =
      typeof value === 'object' && value !== null && 'cells' in value && Array.isArray(value.cells)
    return hasCells ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

function languageNameOf(notebook: Record<string, unknown>): string {
  const metadata = notebook.metadata as {
    kernelspec?: { language?: string }
    language_info?: { name?: string }
  } | null
  return (metadata?.language_info?.name ?? metadata?.kernelspec?.language ?? 'python').toLowerCase()
}

// One token of JSON: a string, or a bracket, colon or comma; numbers and words are stepped over.
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{}:,]/g

interface RawCell {
  type: string
  readonly parts: SourcePart[]
}

/**
 * Where the sources of the cells stand. The text is known to be valid JSON, so a depth and the key at each depth
 * say where a string is: root object 1, list of cells 2, cell 3, list of source lines 4.
 */
function cellSpans(text: string): RawCell[] {
  const cells: RawCell[] = []
  const keys: string[] = []
  let depth = 0
  let isKey = false
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0]
    const isInCells = keys[1] === 'cells' && depth >= 3
    if (token === '{' || token === '[') {
      depth++
      keys[depth] = ''
      if (depth === 3 && keys[1] === 'cells' && token === '{') cells.push({ type: '', parts: [] })
      isKey = token === '{'
    } else if (token === '}' || token === ']') {
      depth--
      isKey = false
    } else if (token === ':') {
      isKey = false
    } else if (token === ',') {
      isKey = true
    } else if (isKey && text[skipSpace(text, match.index + token.length)] === ':') {
      keys[depth] = JSON.parse(token) as string
    } else if (isInCells && depth === 3 && keys[3] === 'cell_type') {
      cells[cells.length - 1].type = JSON.parse(token) as string
    } else if (isInCells && keys[3] === 'source' && depth <= 4) {
      const start = match.index
      cells[cells.length - 1].parts.push({
        text: JSON.parse(token) as string,
        start,
        end: start + token.length,
      })
    }
  }
  return cells
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (/\s/.test(text[at] ?? '')) at++
  return at
}
