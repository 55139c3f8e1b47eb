/** A document → the pieces that a translator keeps: headings, paragraphs, list items, code. */

export type Markup = 'markdown' | 'restructured' | 'docbook'

export interface Block {
  /** `heading1` to `heading6`, `text`, `code` or the name of a DocBook element: only equal kinds are translations. */
  readonly kind: string
  /** With its inline markup. */
  readonly text: string
}

/** Blocks in order, empty ones left out. */
export function documentBlocks(text: string, markup: Markup): readonly Block[] {
  if (markup === 'docbook') return docbookBlocks(text)
  return markup === 'markdown' ? markdownBlocks(text) : restructuredBlocks(text)
}

function markdownBlocks(text: string): Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  const flush = (kind = 'text') => {
    const joined = lines.join('\n').trim()
    if (joined !== '') blocks.push({ kind, text: joined })
    lines = []
  }
  let fence = ''
  const body = text.replace(/<!--[\s\S]*?-->/g, '')
  for (const line of body.split(/\r?\n/)) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1]
    if (fence !== '') {
      if (mark?.startsWith(fence)) {
        flush('code')
        fence = ''
      } else lines.push(line)
      continue
    }
    if (mark !== undefined) {
      flush()
      fence = mark
      continue
    }
    const heading = /^\s{0,3}(#{1,6})\s+(.*?)(?:\s*\{[#/].*\})?\s*#*\s*$/.exec(line)
    if (heading) {
      flush()
      blocks.push({ kind: `heading${heading[1].length}`, text: heading[2] })
    } else if (/^\s*$/.test(line) || /^\s*<\/?[A-Z]\w*[^>]*>\s*$/.test(line)) flush()
    else if (/^\s*(?:[-*+]|\d+[.)])\s/.test(line)) {
      flush()
      lines.push(line.replace(/^\s*(?:[-*+]|\d+[.)])\s+/, ''))
    } else if (/^`[^`]+`$/.test(line.trim())) {
      flush()
      blocks.push({ kind: 'code', text: line.trim() })
    } else lines.push(line.replace(/^\s*>\s?/, ''))
  }
  flush(fence === '' ? 'text' : 'code')
  return blocks
}

function restructuredBlocks(text: string): Block[] {
  const blocks: Block[] = []
  for (const paragraph of text.split(/\n\s*\n/)) {
    const lines = paragraph.split('\n').filter((line) => line.trim() !== '')
    if (lines.length === 0) continue
    const last = lines[lines.length - 1].trim()
    const isUnderlined = lines.length > 1 && /^([=\-~^"'`#*+.:_])\1{2,}$/.test(last)
    if (isUnderlined) blocks.push({ kind: `heading${last[0]}`, text: lines[lines.length - 2].trim() })
    else if (/^\.\.\s/.test(lines[0].trim())) blocks.push({ kind: 'code', text: paragraph.trim() })
    else if (/^\s{4,}/.test(lines[0])) blocks.push({ kind: 'code', text: paragraph.trim() })
    else blocks.push({ kind: 'text', text: lines.map((line) => line.trim()).join(' ') })
  }
  return blocks
}

/** Elements that a reader sees as a block of their own. */
const DOCBOOK_BLOCK =
  /<(\/?)(para|simpara|title|refpurpose|refname|entry|member|term|programlisting|screen|example|listitem|row|section|refsect1|variablelist|simplelist|itemizedlist|note|warning|caution|methodsynopsis|titleabbrev|tip|important|answer|question|varlistentry|informalexample|literallayout|phpdoc)\b[^>]*>/

function docbookBlocks(text: string): Block[] {
  const blocks: Block[] = []
  const open: string[] = []
  const parts = text.replace(/<!--[\s\S]*?-->/g, '').split(DOCBOOK_BLOCK)
  // split gives text, slash, name, text, slash, name, … text.
  for (let at = 0; at < parts.length; at += 3) {
    const piece = parts[at].trim()
    const kind = open[open.length - 1] ?? ''
    if (piece !== '' && kind !== '') {
      const isCode = kind === 'programlisting' || kind === 'screen' || kind === 'methodsynopsis'
      blocks.push({ kind: isCode ? 'code' : kind, text: piece })
    }
    if (at + 2 >= parts.length) break
    if (parts[at + 1] === '') open.push(parts[at + 2])
    else open.pop()
  }
  return blocks
}
