/** What a comment says, without its marks, tags, examples and decoration. */
import { plainWords } from './inline-marks.js'
import { splitFirstSentence } from './sentences.js'

export interface CommentText {
  /** The first sentence, `''` when the comment has no text. */
  readonly summary: string
  /** What follows it: sentences, then what tags say of parameters and results. */
  readonly rest: string
  /** Every line without its comment marks, as it was written: for those who ask whether it is text at all. */
  readonly lines: readonly string[]
}

// Longer comments are manuals; what a reader asks for stands at their start.
const MAX_COMMENT_CHARS = 6000

/** Reads the comments in `raw`, delimiters included. */
export function readComment(raw: string): CommentText {
  const lines = withoutMarks(raw.slice(0, MAX_COMMENT_CHARS).split(LINE_END))
  const { paragraphs, tags } = readLines(lines)
  const { first, rest } = splitFirstSentence((paragraphs[0] ?? '').replace(STATUS, ''))
  const later = [rest, ...paragraphs.slice(1), ...tags].filter((text) => text !== '')
  return { summary: first, rest: later.join(' '), lines }
}

// TomDoc begins with whom a method is for, headers of Haskell modules with the name of the field.
const STATUS = /^(?:Public|Internal|Private|Deprecated|Protected|Description)\s*:\s+/

const LINE_END = /\r\n?|\n/

// How a comment can open, documentation strings and attributes included, and how it closes.
const OPENING =
  /^\s*(?:@(?:module|type)?doc\s+)?(?:~[sS])?(?:(\/\*+!?<?|\*+(?!\*|\S))|(\/{2,}[!/]?<?)|(#+[!:|]?)|(--+)(?!\[)|(;+|%+)|--\[=*\[|\{-+|[rRuUbB]?"""|[rRuUbB]?'''|=begin\b|<!--+|\(\*+)/
const CLOSING = /\s*(?:\*+\/|-+\}|"""|'''|--+>|\*+\)|\]=*\])\s*$/
const AFTER_MARK = /^\s?[|^]\s/

// What the lines below an opening mark of each group begin with; those of other blocks begin with text, where a
// hash is a heading and a hyphen a list.
const CONTINUED: readonly RegExp[] = [
  /^\s*(?:\/\*+!?<?|\*+(?!\*|\S))/,
  /^\s*\/{2,}[!/]?<?/,
  /^\s*#+[!:|]?/,
  /^\s*--+/,
  /^\s*(?:;+|%+)/,
]

function withoutMarks(lines: readonly string[]): string[] {
  const opening = OPENING.exec(lines[0] ?? '')
  const group = opening?.slice(1).findIndex((mark) => mark !== undefined) ?? -1
  const continued = group < 0 ? undefined : CONTINUED[group]
  return lines.map((line, idx) => {
    if (line.length > MAX_LINE_CHARS) return ''
    const mark = idx === 0 ? opening?.[0] : continued?.exec(line)?.[0]
    const text = line
      .slice(mark?.length ?? 0)
      .replace(CLOSING, '')
      .replace(/\s+[*#|]+$|^\s*=end\b.*$/, '')
    return mark === undefined ? text : text.replace(AFTER_MARK, ' ')
  })
}

const MAX_LINE_CHARS = 1000

type State = 'text' | 'code' | 'skipped' | 'tag'

interface ReadLines {
  readonly paragraphs: string[]
  readonly tags: string[]
}

/** Sorts the lines into paragraphs and texts of tags; code, headings and what other tags say is left out. */
function readLines(lines: readonly string[]): ReadLines {
  const paragraphs: string[] = []
  const tags: string[] = []
  let state: State = 'text'
  let fence = ''
  let isOpen = false
  const baseIndent = baseIndentOf(lines)
  let isAfterBlank = true
  let isPassedOver = false
  const append = (list: string[], text: string): void => {
    if (isOpen) list[list.length - 1] += ` ${text}`
    else list.push(text)
    isOpen = true
  }
  for (const line of lines) {
    const trimmed = line.trim()
    const mark = /^(?:`{3,}|~{3,}|<pre>|<code>|<example>)/.exec(trimmed)?.[0] ?? ''
    if (fence !== '') {
      if (trimmed.includes(closeOf(fence))) fence = ''
      continue
    }
    if (mark !== '') {
      if (!trimmed.slice(mark.length).includes(closeOf(mark))) fence = mark
      isOpen = false
      continue
    }
    if (!/\p{L}/u.test(trimmed)) {
      // A paragraph ends; so does a tag in most styles, but not a section such as `Args:`.
      isOpen = false
      isAfterBlank = true
      isPassedOver = false
      continue
    }
    const indent = line.length - line.trimStart().length
    // What a prompt shows goes on to the next blank line, and so does what is left to do.
    if (TODO.test(trimmed)) isPassedOver = true
    if (isPassedOver) continue
    if (FIELD.test(trimmed)) continue
    const tag = tagOf(trimmed)
    if (tag !== undefined) {
      state = tag.state
      isOpen = false
      if (tag.text !== '') append(state === 'text' ? paragraphs : tags, plainWords(tag.text))
    } else if (state === 'code' && indent <= baseIndent && isAfterBlank && isSentence(trimmed)) {
      state = 'text'
      append(paragraphs, plainWords(trimmed))
    } else if (isExample(trimmed, indent - baseIndent, isAfterBlank)) {
      // An example in the middle of a text.
      isOpen = false
      isPassedOver = PROMPT.test(trimmed)
    } else if (state === 'text') {
      if (/^[-*+•]\s/.test(trimmed)) isOpen = false
      append(paragraphs, plainWords(trimmed.replace(/^[-*+•]\s+/, '')))
    } else if (state === 'tag' && NUMPY_PARAMETER.test(trimmed)) {
      isOpen = false
    } else if (state === 'tag') {
      if (!isOpen || indent <= baseIndent + 2) isOpen = isOpen && !PARAMETER.test(trimmed)
      append(tags, plainWords(trimmed.replace(PARAMETER, '')))
    }
    isAfterBlank = false
  }
  return { paragraphs, tags: tags.filter((text) => text.split(' ').length >= MIN_TAG_WORDS) }
}

/** White space before every line but the first, which may stand behind the opening mark. */
function baseIndentOf(lines: readonly string[]): number {
  const indents = lines.slice(1).flatMap((line) => (/\p{L}/u.test(line) ? [line.search(/\S/)] : []))
  return indents.length === 0 ? 0 : Math.min(...indents)
}

// "the name" after @param name says nothing.
const MIN_TAG_WORDS = 4

function closeOf(fence: string): string {
  return fence.startsWith('<') ? `</${fence.slice(1)}` : fence
}

interface Tag {
  readonly state: State
  readonly text: string
}

const TEXT_TAG =
  /^[@\\](?:brief|summary|description|desc|doc|details|remarks?|note|short|internal|class|fileoverview|file|overview|module|package)\b[:\s]*/
const DESCRIBED_TAG =
  /^(?:[@\\]|:)(?:params?|arg(?:ument)?s?|returns?|throws?|raises?|exception|result|tparam|property|prop|option|yields?|yieldparam|yieldreturn|receiver|retval|rtype)\b:?\s*/
const CODE_TAG =
  /^(?:[@\\](?:example|code|sample|usage|includeExample|snippet)\b|\.\.\s*(?:code|code-block|sourcecode|doctest|testcode|literalinclude)::|#+\s*(?:examples?|usage|doctests?)\b|(?:examples?|usage)\s*:{1,2}\s*$)/i
const OTHER_TAG = /^(?:[@\\][A-Za-z][\w-]*\b|:\w[\w ]*:|\.\.\s*[\w-]+::)/
const XML_TAG = /^<(summary|remarks|param|typeparam|returns|exception|value)\b[^<>]{0,200}>/
const SECTION =
  /^(?:#+\s*)?(args|arguments|parameters|params|returns?|raises|yields|throws|keyword arguments|attributes|options|errors|panics|safety|notes?|warnings?|see also|references|authors?|since)\s*:?\s*$/i
const HEADING = /^#{1,6}\s/
// What headers of files say of the file as such, one field a line.
const FIELD =
  /^(?:module|licen[cs]e|maintainer|stability|portability|authors?|version|date|created|modified|file(?:name)?|e-?mail|url|homepage|website)\s*:(?:\s|$)/i

/** What a line that opens a tag, a section or a heading makes of the lines after it. */
function tagOf(line: string): Tag | undefined {
  const xml = XML_TAG.exec(line)
  if (xml !== null) {
    const isText = xml[1] === 'summary' || xml[1] === 'remarks'
    return { state: isText ? 'text' : 'tag', text: line.slice(xml[0].length) }
  }
  if (CODE_TAG.test(line)) return { state: 'code', text: '' }
  const section = SECTION.exec(line)
  if (section !== null) {
    const name = section[1].toLowerCase()
    if (/^(?:panics|safety|errors|notes?|warnings?)$/.test(name)) return { state: 'text', text: '' }
    return { state: /^(?:see also|references|authors?|since)$/.test(name) ? 'skipped' : 'tag', text: '' }
  }
  if (HEADING.test(line)) return { state: 'text', text: '' }
  if (!/^[@\\:.]/.test(line)) return undefined
  const text = TEXT_TAG.exec(line)
  if (text !== null) return { state: 'text', text: line.slice(text[0].length) }
  const described = DESCRIBED_TAG.exec(line)
  if (described !== null) {
    const said = line.slice(described[0].length).replace(TYPE, '')
    return { state: 'tag', text: NAMED_TAG.test(line) ? said.replace(PARAMETER_NAME, '') : said }
  }
  return OTHER_TAG.test(line) ? { state: 'skipped', text: '' } : undefined
}

const NAMED_TAG = /^\W(?:params?|arg|tparam|prop|option|throws?|raises?|exception|retval|yieldparam)/
// {string} of JSDoc, int|null $x of PHP, [String] of YARD.
const TYPE =
  /^(?:\{[^{}]{0,100}\}|\[[^[\]]{0,60}\](?=\s+\w)|[\w\\|<>?[\],]{1,80}(?=\s+\$)|(?:array|string|bool|boolean|int|integer|float|mixed|void|null|self|static|callable|iterable|resource)(?:\{[^{}]{0,80}\}|<[^<>]{0,80}>)?(?:\[\])?(?:\|[\w\\|[\]]{1,60})?(?=\s+\w)|[\w\\]{1,60}(?:\[\]|<[^<>]{0,80}>|\|[\w\\|[\]]{1,60})(?=\s+\w))\s*/
// `name -`, `name:`, `$name`, `[name=1]`, and a bare name in front of its description.
const PARAMETER_NAME = /^(?:\$?\[?[\w.$*=]{1,60}\]?:?(?:\s+[-–—]+)?\s+)/
// `name : int` of NumPy's style, its description below.
const NUMPY_PARAMETER = /^[\w*, .]{1,60}\s:\s/
// `name (int, optional): what it is` of Google's style, `* `name` - what` of Markdown.
const PARAMETER = /^(?:[-*+]\s+)?`?\*{0,2}[\w.]{1,60}`?(?:\s*\([^()]{0,80}\))?\s*(?::|[-–—]+\s)\s*/

function isExample(trimmed: string, indent: number, isAfterBlank: boolean): boolean {
  return PROMPT.test(trimmed) || (isAfterBlank && indent >= 4)
}

const TODO = /^(?:TODO|FIXME|XXX|HACK)\b/
const PROMPT = /^(?:>>>|iex>|iex\(|\$ |#=>|=> )/

function isSentence(line: string): boolean {
  return /^\p{Lu}[\p{L}'-]*(?:\s+[\p{L}'`-]+){2,}/u.test(line)
}
