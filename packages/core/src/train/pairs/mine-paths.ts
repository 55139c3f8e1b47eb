/** The comment that opens a file, and the words of its name → the code of the file. */
import { LINE_CODE, LINE_COMMENT, LINE_DOCSTRING } from '../../chunk/line-kinds.js'
import type { Span } from '../../types.js'
import { readComment } from './comment-text.js'
import { textWithout } from './document.js'
import type { FileView } from './file-view.js'
import { commentNoise, isLicence } from './noise.js'
import type { PairDrafts } from './pair-drafts.js'
import { contentWords, wordsOfName } from './words.js'

/** A long file has many chunks, and its name should not stand for each of them. */
const MAX_CHUNKS_OF_A_PATH = 3

/** Names of files that stand for their folder. */
const FOLDER_NAMES =
  /^(?:index|main|mod|lib|init|__init__|__main__|app|base|common|core|utils?|helpers?|types?|misc|default|readme|package|setup)$/i

/** Files about the project rather than of it: their names are the same everywhere. */
const EVERYWHERE =
  /(?:^|\/)(?:readme|changelog|changes|history|news|licen[cs]e|contributing|code_of_conduct|security|authors|todo)[^/]*$/i

export function minePaths(view: FileView, drafts: PairDrafts): void {
  if (view.kind === 'data') return
  const { path } = view.file
  if (view.kind === 'code') mineHeader(view, drafts)
  if (view.isTest || EVERYWHERE.test(path)) return
  const query = queryOfPath(path)
  const withSymbols = view.chunks.filter(({ symbols }) => symbols.length > 0).slice(0, MAX_CHUNKS_OF_A_PATH)
  for (const { span, symbols } of withSymbols) {
    // From the first definition on: what stands above it, imports and licences, is alike in many files.
    const start = Math.max(span.start, symbols[0].extent.start)
    const code = textWithout(view.file.text, { start, end: span.end }, [])
    drafts.add({ source: 'path', query, code, offset: start, hidesPath: true })
  }
}

/** The words of the name and, where they say too little, of the folders around it; general ones last. */
function queryOfPath(path: string): string {
  const parts = path.replace(/\.[^/]*$/, '').split('/')
  const name = parts.pop() ?? ''
  const near = parts.slice(-3).reverse()
  const isTelling = (folder: string): boolean => !GENERAL_FOLDER.test(folder)
  let words = FOLDER_NAMES.test(name) && parts.length > 0 ? [] : [name]
  for (const folder of [...near.filter(isTelling), ...near.filter((folder) => !isTelling(folder))]) {
    if (contentWords(wordsOfName(words.join(' ')), 2).length >= 2) break
    words = [folder, ...words]
  }
  const query = wordsOfName(words.join(' ')).split(' ')
  return [...new Set(query.filter((word) => !/^\d*$/.test(word)))].join(' ')
}

/** Folders that say how a project is laid out, not what is in them. */
const GENERAL_FOLDER =
  /^(?:src|sources?|lib|libs|libexec|main|java|kotlin|scala|swift|php|app|apps|pkg|packages?|internal|include|code|docs?|crates|core|common|shared|modules?|projects?|\w)$/i

function mineHeader(view: FileView, drafts: PairDrafts): void {
  const header = headerOf(view)
  const end = header.at(-1)?.end
  if (end === undefined) return
  const { file, chunks, lines } = view
  const { query, noise } = readHeader(
    header.flatMap(({ start, end }) => paragraphsOf(file.text.slice(start, end))),
  )
  if (noise !== undefined) return drafts.drop(noise)
  const start = lines.start(lines.lineAt(end - 1) + 1)
  const code = textWithout(file.text, { start, end: chunks[chunks.length - 1].span.end }, [])
  drafts.add({ source: 'header', query, code, offset: start })
}

// A header says what its file is for in its first paragraphs.
const MAX_HEADER_CHARS = 6000
// What follows later comments on something else.
const MAX_HEADER_LINES = 60

/** The comments before the first code of a file that belong to no definition; line comments in one piece. */
function headerOf({ comments, kinds, lines, definitions, chunks, file }: FileView): Span[] {
  const taken = new Set(definitions.map(({ doc }) => doc?.start))
  const header: Span[] = []
  let nextLine = 0
  for (const { start, end } of comments) {
    const line = lines.lineAt(start)
    if (line > MAX_HEADER_LINES || (kinds[line] !== LINE_COMMENT && kinds[line] !== LINE_DOCSTRING)) break
    if (taken.has(start) || hasCodeBetween(kinds, nextLine, line)) break
    const previous = header.at(-1)
    const isSameComment =
      previous !== undefined && line === nextLine && file.text[start] === file.text[previous.start]
    if (isSameComment) header[header.length - 1] = { start: previous.start, end }
    else header.push({ start, end })
    nextLine = lines.lineAt(end - 1) + 1
  }
  const end = header.at(-1)?.end ?? 0
  return chunks[chunks.length - 1].span.end > end ? header : []
}

function hasCodeBetween(kinds: Uint8Array, from: number, to: number): boolean {
  for (let line = from; line < to; line++) if (kinds[line] === LINE_CODE) return true
  return false
}

/** The first paragraph of a header that is neither a licence nor a directive. */
function readHeader(paragraphs: readonly string[]): {
  query: string
  noise: ReturnType<typeof commentNoise>
} {
  let noise: ReturnType<typeof commentNoise> = 'too short'
  for (const paragraph of paragraphs) {
    if (isLicence(paragraph)) {
      noise = 'licence'
      continue
    }
    const { summary, rest, lines } = readComment(paragraph)
    const found = commentNoise(lines)
    if (found === undefined && contentWords(summary, 2).length >= 2) {
      return { query: rest === '' ? summary : `${summary} ${rest}`, noise: undefined }
    }
    noise = found ?? noise
  }
  return { query: '', noise }
}

/** A comment's paragraphs with their marks: cut where a line has no letter or digit. */
function paragraphsOf(raw: string): string[] {
  const paragraphs: string[] = []
  let isOpen = false
  for (const line of raw.slice(0, MAX_HEADER_CHARS).split(/\r\n?|\n/)) {
    if (!/[\p{L}\d]/u.test(line) || line.startsWith('#!')) {
      isOpen = false
      continue
    }
    if (isOpen) paragraphs[paragraphs.length - 1] += `\n${line}`
    else paragraphs.push(line)
    isOpen = true
  }
  return paragraphs
}
