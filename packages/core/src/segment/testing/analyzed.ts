/** Files with chunks for tests, cut by simple rules where the real ones need syntax trees. */
import { languageById, languageOf } from '../../text/languages.js'
import { LineIndex } from '../../text/lines.js'
import type { Chunk, ChunkTrait, LineRange, Span, SymbolDefinition, SymbolKind } from '../../types.js'
import { xxh32 } from '../checksum.js'
import type { AnalyzedFile } from '../segment-builder.js'

/** Path → text. */
export type Project = Readonly<Record<string, string>>

/**
 * A project written as one string, each file under a line `//- path`. A line with nothing but blanks before the
 * first mark, and the indentation of the first mark everywhere, are dropped.
 */
export function project(fixture: string): Project {
  const indent = /^( *)\/\/- /m.exec(fixture)?.[1] ?? ''
  const files: Record<string, string> = {}
  for (const part of fixture.split(/^ *\/\/- /m).slice(1)) {
    const [path, ...lines] = part.split('\n')
    const text = lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()))
    files[path!.trim()] = `${text.join('\n').trimEnd()}\n`
  }
  return files
}

/** The files of a project in the order of their paths. */
export function analyzedFiles(files: Project): AnalyzedFile[] {
  return Object.keys(files)
    .sort()
    .map((path) => analyzedFile(path, files[path]))
}

/**
 * One file: blank lines part its chunks, a heading opens a section, `#` and `//` open a comment,
 * `func name`, `class name` and the like define a symbol that extends to its chunk's end, in the scope of the
 * classes before it there.
 */
export function analyzedFile(path: string, text: string): AnalyzedFile {
  const language = languageOf(path, text)
  const { kind } = languageById(language)
  const lines = new LineIndex(text)
  const traits: ChunkTrait[] = /test/.test(path) ? ['test'] : []
  const cut = (range: LineRange): Chunk => {
    const span = { start: lines.start(range.start), end: lines.end(range.end - 1) }
    const symbols = symbolsIn(text, span, kind === 'prose')
    const scope = kind === 'prose' ? headingBefore(text, span.start) : ''
    return { span, lines: range, kind, traits, scope, symbols, docComment: undefined, text: undefined }
  }
  return {
    file: { path, text, language },
    kind,
    traits,
    chunks: paragraphs(lines).map(cut),
    comments: kind === 'prose' ? [] : spansOf(/(#|\/\/).*/g, text),
    lineAt: (offset) => lines.lineAt(offset),
    bytes: new TextEncoder().encode(text).length,
    hash: hashOf(text),
  }
}

/** 32 hexadecimal digits that differ where texts do. */
export function hashOf(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return [0, 1, 2, 3].map((seed) => xxh32(bytes, seed).toString(16).padStart(8, '0')).join('')
}

const DEFINITION = /\b(function|func|fn|def|class|struct)\s+([\p{L}_$][\p{L}\p{N}_$]*)/gu
const HEADING = /^#+ (.+)$/gm

function symbolsIn(text: string, span: Span, isProse: boolean): SymbolDefinition[] {
  const found: SymbolDefinition[] = []
  let scope = ''
  for (const match of text.slice(span.start, span.end).matchAll(isProse ? HEADING : DEFINITION)) {
    const name = match[isProse ? 1 : 2]
    const kind = isProse ? 'section' : kindOf(match[1])
    const start = span.start + match.index
    const nameStart = start + match[0].lastIndexOf(name)
    const nameSpan = { start: nameStart, end: nameStart + name.length }
    found.push({ name, kind, scope, span: nameSpan, extent: { start, end: span.end } })
    if (kind === 'class') scope = scope === '' ? name : `${scope}.${name}`
  }
  return found
}

function kindOf(keyword: string): SymbolKind {
  return keyword === 'class' || keyword === 'struct' ? 'class' : 'function'
}

function headingBefore(text: string, offset: number): string {
  const headings = [...text.slice(0, offset).matchAll(HEADING)]
  return headings[headings.length - 1]?.[1] ?? ''
}

function paragraphs(lines: LineIndex): LineRange[] {
  const ranges: { start: number; end: number }[] = []
  let isOpen = false
  for (let line = 0; line < lines.count; line++) {
    const isBlank = lines.slice({ start: line, end: line + 1 }).trim() === ''
    if (isBlank) isOpen = false
    else if (isOpen) ranges[ranges.length - 1].end = line + 1
    else {
      ranges.push({ start: line, end: line + 1 })
      isOpen = true
    }
  }
  return ranges
}

function spansOf(pattern: RegExp, text: string): Span[] {
  return [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }))
}
