import type { LineIndex } from '../text/lines.js'
import type { LanguageId, Span } from '../types.js'
import { joinScope, type OutlineItem } from './outline.js'

/** A heading: 1 is the highest level; `start` is where its section starts. */
export interface Heading {
  readonly level: number
  readonly name: string
  readonly span: Span
  readonly start: number
}

/** The sections of a prose file, each from its heading to the next of its level or higher. */
export function headingOutline(lines: LineIndex, language: LanguageId): OutlineItem[] {
  const find = FINDERS.get(language)
  return find === undefined ? [] : sectionsOf(find(lines), lines.text.length)
}

/** Nests headings into sections. */
function sectionsOf(headings: readonly Heading[], textEnd: number): OutlineItem[] {
  let next = 0
  const collect = (parentLevel: number, scope: string): OutlineItem[] => {
    const items: OutlineItem[] = []
    while (next < headings.length && headings[next].level > parentLevel) {
      const { level, name, span, start } = headings[next++]
      const innerScope = joinScope(scope, name)
      const children = collect(level, innerScope)
      const extent = { start, end: next < headings.length ? headings[next].start : textEnd }
      const symbol = { name, kind: 'section', scope, span, extent } as const
      items.push({ extent, leadStart: start, symbols: [symbol], innerScope, trait: undefined, children })
    }
    return items
  }
  return collect(0, '')
}

const FINDERS: ReadonlyMap<LanguageId, (lines: LineIndex) => Heading[]> = new Map([
  ['markdown', markdownHeadings],
  [
    'asciidoc',
    (lines: LineIndex) =>
      markedHeadings(
        lines,
        /^(={1,6})[ \t]+(\S.*?)(?:[ \t]+=+)?[ \t]*$/,
        /^(-{4,}|\.{4,}|\/{4,}|\+{4,}|```)/,
      ),
  ],
  [
    'org',
    (lines: LineIndex) =>
      markedHeadings(lines, /^(\*+)[ \t]+(\S.*?)[ \t]*$/, /^#\+(?:begin|end)_(?:src|example)/i),
  ],
  ['restructuredtext', restructuredTextHeadings],
  ['latex', latexHeadings],
  ['html', htmlHeadings],
])

function heading(level: number, name: string, lineStart: number, nameStart: number): Heading {
  return { level, name, span: { start: nameStart, end: nameStart + name.length }, start: lineStart }
}

// A longer line is no heading.
const MAX_HEADING_CHARS = 1000

/** The text of `line`, `''` for one too long to be a heading. */
function lineText(lines: LineIndex, line: number): string {
  const start = lines.start(line)
  const end = lines.end(line)
  return end - start > MAX_HEADING_CHARS ? '' : lines.text.slice(start, end)
}

const ATX_HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/
const SETEXT_UNDERLINE = /^ {0,3}(=+|-{2,})[ \t]*$/
const FENCE = /^[ \t]{0,6}(`{3,}|~{3,})/
// Lists, quotes, tables and code cannot be the text of an underlined heading.
const NOT_SETEXT_TEXT = /^(?: {4}|\t|\s*(?:[-*+>|]|\d+[.)]|<)\s?)/

function markdownHeadings(lines: LineIndex): Heading[] {
  const headings: Heading[] = []
  let fence = ''
  for (let line = frontMatterEnd(lines); line < lines.count; line++) {
    const text = lineText(lines, line)
    const mark = FENCE.exec(text)?.[1]
    if (mark !== undefined && (fence === '' || (mark[0] === fence[0] && mark.length >= fence.length))) {
      fence = fence === '' ? mark : ''
      continue
    }
    if (fence !== '') continue
    const atx = ATX_HEADING.exec(text)
    if (atx !== null) {
      const name = plainText(atx[2] ?? '')
      const at = text.indexOf(atx[2] ?? '', atx[1].length)
      if (name !== '') headings.push(heading(atx[1].length, name, lines.start(line), lines.start(line) + at))
      continue
    }
    const underline = SETEXT_UNDERLINE.exec(text)?.[1]
    if (underline === undefined || line === 0) continue
    const above = lineText(lines, line - 1)
    if (above.trim() === '' || NOT_SETEXT_TEXT.test(above) || ATX_HEADING.test(above)) continue
    const start = lines.start(line - 1)
    const name = plainText(above.trim())
    headings.push(heading(underline[0] === '=' ? 1 : 2, name, start, start + above.search(/\S/)))
  }
  return headings
}

/** `---` or `+++` on the first line opens front matter; the line after its end, 0 when there is none. */
function frontMatterEnd(lines: LineIndex): number {
  const mark = lineText(lines, 0).trimEnd()
  if (mark !== '---' && mark !== '+++') return 0
  for (let line = 1; line < lines.count; line++) if (lineText(lines, line).trimEnd() === mark) return line + 1
  return 0
}

/** Inline marks of a heading removed: links keep their text; badges, anchors and attributes go. */
function plainText(markdown: string): string {
  return markdown
    .replace(/\[!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])\](?:\([^)]*\)|\[[^\]]*\])/g, '')
    .replace(/!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])/g, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1')
    .replace(/\s*\{[#.:][^}]*\}\s*$/, '')
    .replace(/[*_`]{1,3}(\S(?:.*?\S)?)[*_`]{1,3}/g, '$1')
    .trim()
}

/** Headings whose level is the number of marks, outside of blocks that `fence` opens and closes. */
function markedHeadings(lines: LineIndex, pattern: RegExp, fence: RegExp): Heading[] {
  const headings: Heading[] = []
  let open = ''
  for (let line = 0; line < lines.count; line++) {
    const text = lineText(lines, line)
    const mark = fence.exec(text)?.[0].toLowerCase()
    if (mark !== undefined && (open === '' || mark === open || mark.startsWith('#+end'))) {
      open = open === '' ? mark : ''
      continue
    }
    const match = open === '' ? pattern.exec(text) : null
    if (match === null) continue
    const start = lines.start(line)
    headings.push(heading(match[1].length, match[2], start, start + text.indexOf(match[2], match[1].length)))
  }
  return headings
}

const ADORNMENT = /^([!-/:-@[-`{-~])\1{2,}[ \t]*$/

/** Underlined, or over- and underlined, titles; levels are given by the order in which the styles first appear. */
function restructuredTextHeadings(lines: LineIndex): Heading[] {
  const headings: Heading[] = []
  const styles: string[] = []
  for (let line = 1; line < lines.count; line++) {
    const mark = ADORNMENT.exec(lineText(lines, line))?.[1]
    const title = lineText(lines, line - 1)
    if (mark === undefined || title.trim() === '' || ADORNMENT.test(title)) continue
    const hasOverline = line >= 2 && ADORNMENT.exec(lineText(lines, line - 2))?.[1] === mark
    if (/^\s/.test(title) && !hasOverline) continue
    if (lineText(lines, line).trimEnd().length < title.trim().length) continue
    const style = hasOverline ? mark + mark : mark
    if (!styles.includes(style)) styles.push(style)
    const name = title.trim()
    const nameStart = lines.start(line - 1) + title.search(/\S/)
    headings.push(
      heading(styles.indexOf(style) + 1, name, lines.start(hasOverline ? line - 2 : line - 1), nameStart),
    )
  }
  return headings
}

const LATEX_LEVELS = ['part', 'chapter', 'section', 'subsection', 'subsubsection', 'paragraph']

function latexHeadings(lines: LineIndex): Heading[] {
  const pattern =
    /^[ \t]*\\(part|chapter|section|subsection|subsubsection|paragraph)\*?(?:\[[^\]]*\])?\{([^}\n]+)\}?/gm
  return [...lines.text.matchAll(pattern)].map((match) => {
    const nameStart = match.index + match[0].lastIndexOf(match[2])
    return heading(LATEX_LEVELS.indexOf(match[1]) + 1, match[2], match.index, nameStart)
  })
}

function htmlHeadings(lines: LineIndex): Heading[] {
  // At most 300 characters of title: an unclosed tag must not read on to the end of the file.
  const pattern = /<h([1-6])\b[^>]{0,300}>([\s\S]{1,300}?)<\/h\1\s*>/gi
  return [...lines.text.matchAll(pattern)].flatMap((match) => {
    const name = match[2]
      .replace(/<[^>]*>/g, ' ')
      .replace(/&nbsp;|¶/g, ' ')
      .replace(/\s+/g, ' ')
      .trim()
    if (name === '') return []
    const nameStart = match.index + match[0].indexOf('>') + 1
    const span = { start: nameStart, end: nameStart + match[2].length }
    return [{ level: Number(match[1]), name, span, start: match.index }]
  })
}
