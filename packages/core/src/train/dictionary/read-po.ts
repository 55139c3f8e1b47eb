/** A gettext catalogue → its translated messages (https://www.gnu.org/software/gettext/manual, PO Files). */

/** A message as it stands in the catalogue, markup and all. */
export interface Message {
  readonly original: string
  readonly translated: string
}

/** Messages with a translation, in order; fuzzy and obsolete ones are left out, of plurals the singular is taken. */
export function readPo(text: string): readonly Message[] {
  const messages: Message[] = []
  let entry = newEntry()
  const finish = () => {
    const { original, translated, isFuzzy } = entry
    if (!isFuzzy && original !== '' && translated !== '') messages.push({ original, translated })
    entry = newEntry()
  }
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith('#~')) continue
    if (line.startsWith('#') || line.trim() === '') {
      if (entry.hasTranslation) finish()
      if (line.startsWith('#,') && /\bfuzzy\b/.test(line)) entry.isFuzzy = true
      continue
    }
    const match = /^(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s+)?"(.*)"\s*$/.exec(line)
    if (!match) continue
    const [, keyword, quoted] = match
    if (keyword !== undefined) {
      if (entry.hasTranslation && !keyword.startsWith('msgstr')) finish()
      entry.field = fieldOf(keyword)
      if (keyword.startsWith('msgstr')) entry.hasTranslation = true
    }
    if (entry.field !== undefined) entry[entry.field] += unescaped(quoted)
  }
  finish()
  return messages
}

interface Entry {
  original: string
  translated: string
  field: 'original' | 'translated' | undefined
  isFuzzy: boolean
  hasTranslation: boolean
}

function newEntry(): Entry {
  return { original: '', translated: '', field: undefined, isFuzzy: false, hasTranslation: false }
}

function fieldOf(keyword: string): Entry['field'] {
  if (keyword === 'msgid') return 'original'
  return keyword === 'msgstr' || keyword === 'msgstr[0]' ? 'translated' : undefined
}

function unescaped(quoted: string): string {
  return quoted.replace(/\\(.)/g, (_, character: string) =>
    character === 'n' || character === 't' ? ' ' : character,
  )
}
