/** Words of source text and the parts of identifiers: `parseHTTPBody_v2` → parse, HTTP, Body, v, 2. */

const OTHER = 0
const LOWER = 1
const UPPER = 2
const DIGIT = 3
const JOINER = 4
/** Scripts written without spaces: every character is a word of its own. */
const IDEOGRAPH = 5

const ASCII_CLASS = asciiClasses()

/** Longer words are hashes, base64 or data; nobody searches for them and they fill the dictionary. */
const MAX_WORD_CHARS = 80

/**
 * Calls `visit` for each word of `text` between two offsets, in order.
 * A word is a run of letters, digits, `_` and `$` with at least one letter or digit;
 * an ideograph is a word of its own. Words over 80 characters are passed over, and so are characters
 * beyond U+FFFF: emoji and historic scripts part words as blanks do.
 */
export function forEachWord(
  text: string,
  start: number,
  end: number,
  visit: (wordStart: number, wordEnd: number) => void,
): void {
  let at = start
  while (at < end) {
    const first = classAt(text, at)
    if (first === OTHER) {
      at++
      continue
    }
    if (first === IDEOGRAPH) {
      visit(at, at + 1)
      at++
      continue
    }
    const wordStart = at
    let onlyJoiners = first === JOINER
    at++
    while (at < end) {
      const next = classAt(text, at)
      if (next === OTHER || next === IDEOGRAPH) break
      if (next !== JOINER) onlyJoiners = false
      at++
    }
    if (!onlyJoiners && at - wordStart <= MAX_WORD_CHARS) visit(wordStart, at)
  }
}

/**
 * Parts of one identifier, in order and as written: cut at `_` and `$`, between lower and upper case,
 * before the last capital of an acronym (`HTTPBody` → HTTP, Body), between letters and digits.
 */
export function splitIdentifier(word: string): string[] {
  const parts: string[] = []
  let partStart = -1
  let previous = OTHER
  for (let at = 0; at < word.length; at++) {
    const current = classAt(word, at)
    if (current === JOINER || current === OTHER) {
      if (partStart >= 0) parts.push(word.slice(partStart, at))
      partStart = -1
    } else if (partStart < 0) {
      partStart = at
    } else if (startsPart(previous, current, word, at)) {
      parts.push(word.slice(partStart, at))
      partStart = at
    }
    previous = current
  }
  if (partStart >= 0) parts.push(word.slice(partStart))
  return parts
}

/** Lower case without accents: `Configuración` → configuracion. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase()
  return isAscii(lower) ? lower : lower.normalize('NFD').replace(/\p{M}+/gu, '')
}

function startsPart(previous: number, current: number, word: string, at: number): boolean {
  if (previous === IDEOGRAPH || current === IDEOGRAPH) return true
  if ((previous === DIGIT) !== (current === DIGIT)) return true
  if (previous === LOWER && current === UPPER) return true
  // The last capital of an acronym belongs to the word that follows, except for a plural s (`URLs`).
  return (
    previous === UPPER && current === UPPER && classOf(word, at + 1) === LOWER && !isPluralAt(word, at + 1)
  )
}

function isPluralAt(word: string, at: number): boolean {
  return word[at] === 's' && classOf(word, at + 1) !== LOWER
}

function classOf(word: string, at: number): number {
  return at < word.length ? classAt(word, at) : OTHER
}

function classAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  return code < 128 ? ASCII_CLASS[code] : classOfUnicode(code)
}

function classOfUnicode(code: number): number {
  if ((code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff)) return IDEOGRAPH
  const character = String.fromCharCode(code)
  if (/\p{Lu}/u.test(character)) return UPPER
  if (/[\p{L}\p{M}]/u.test(character)) return LOWER
  return /\p{N}/u.test(character) ? DIGIT : OTHER
}

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false
  return true
}

function asciiClasses(): Uint8Array {
  const classes = new Uint8Array(128)
  for (let code = 97; code <= 122; code++) classes[code] = LOWER
  for (let code = 65; code <= 90; code++) classes[code] = UPPER
  for (let code = 48; code <= 57; code++) classes[code] = DIGIT
  classes[95] = JOINER
  classes[36] = JOINER
  return classes
}
