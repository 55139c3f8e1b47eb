/** Token ids as people and programs see them. */
import type { SlidingWindows, TokenEncoding } from '@cerca/core'
import type { Palette } from './color.js'
import { formatPlural } from './format.js'

export interface ShownTokens {
  readonly file: string
  readonly encoding: TokenEncoding
  readonly ids: Uint32Array
  /** UTF-16 code units of the text. */
  readonly characters: number
  /** Of the text in UTF-8. */
  readonly bytes: number
  readonly windows: SlidingWindows | undefined
}

/** One sentence: what was read, how many tokens it has, and how many windows. */
export function tokensSummary({ file, encoding, ids, bytes, windows }: ShownTokens): string {
  const size = `${formatPlural(bytes, 'byte')} are ${formatPlural(ids.length, 'token')} of ${encoding.name}`
  const ratio = ids.length === 0 ? '' : `, ${(bytes / ids.length).toFixed(2)} bytes a token`
  const cut = windows
    ? `; ${formatPlural(windows.count, 'window')} of ${windows.length}, one at every ${windows.stride}`
    : ''
  return `${file}: ${size}${ratio}${cut}`
}

/** One line a token: its place, its id, its text. */
export function* tokenLines({ ids, encoding }: ShownTokens, palette: Palette): Generator<string> {
  const placeWidth = String(ids.length).length
  const idWidth = String(encoding.vocabularySize).length
  for (const [place, id] of ids.entries()) {
    const number = palette.dim(String(place).padStart(placeWidth))
    yield `${number}  ${palette.symbol(String(id).padStart(idWidth))}  ${visibleToken(id, encoding)}`
  }
}

/** Two lines a window: where it begins, its input → its target, as ids and below them as texts. */
export function* windowLines({ ids, encoding, windows }: ShownTokens, palette: Palette): Generator<string> {
  if (windows === undefined) return
  const placeWidth = String(ids.length).length
  const margin = ' '.repeat(placeWidth + 2)
  for (let idx = 0; idx < windows.count; idx++) {
    // Each token takes one column, as wide as the wider of its id and its text.
    const columns = (window: Uint32Array) =>
      Array.from(window, (id) => {
        const text = visibleToken(id, encoding)
        const width = Math.max(String(id).length, [...text].length)
        return { id: String(id).padEnd(width), text: text + ' '.repeat(width - [...text].length) }
      })
    const input = columns(windows.input(idx))
    const target = columns(windows.target(idx))
    const place = palette.dim(String(windows.position(idx)).padStart(placeWidth))
    const join = (cells: typeof input, part: 'id' | 'text') => cells.map((cell) => cell[part]).join(' ')
    yield `${place}  ${palette.symbol(join(input, 'id'))}  →  ${palette.symbol(join(target, 'id').trimEnd())}`
    yield `${margin}${join(input, 'text')}     ${join(target, 'text').trimEnd()}`
  }
}

/** One line, without its end. `isCount` leaves out what takes space: ids, texts and the rows of windows. */
export function tokensJson(shown: ShownTokens, isCount: boolean): string {
  const { file, encoding, ids, characters, bytes, windows } = shown
  const { name, vocabularySize } = encoding
  const head = { file, encoding: name, vocabulary: vocabularySize, characters, bytes, count: ids.length }
  const tokens = isCount ? {} : { ids: [...ids], texts: Array.from(ids, (id) => encoding.decode([id])) }
  if (windows === undefined) return JSON.stringify({ ...head, ...tokens })
  const { length, stride, count } = windows
  const rows = Array.from({ length: isCount ? 0 : count }, (_, idx) => {
    return {
      position: windows.position(idx),
      input: [...windows.input(idx)],
      target: [...windows.target(idx)],
    }
  })
  const counts = { length, stride, count }
  return JSON.stringify({ ...head, ...tokens, windows: isCount ? counts : { ...counts, rows } })
}

/**
 * The text of a token on one line, nothing of it invisible: a space is `·`, a line end `\n`, a tab `\t`, other blanks
 * and controls `\u{a0}`, a backslash `\\`, and bytes that are no whole characters `\xf0`.
 */
export function visibleToken(id: number, encoding: TokenEncoding): string {
  const bytes = encoding.bytesOf(id)
  let visible = ''
  for (let at = 0; at < bytes.length; ) {
    const character = characterAt(bytes, at)
    visible += character.text === undefined ? hexByte(bytes[at]) : visibleCharacter(character.text)
    at += character.nBytes
  }
  return visible
}

const ESCAPES: Readonly<Record<string, string>> = {
  ' ': '·',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  '\\': '\\\\',
}

function visibleCharacter(character: string): string {
  if (!/^[\p{C}\p{Z}\\]$/u.test(character)) return character
  return ESCAPES[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}

function hexByte(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`
}

/** The character that begins at a byte; one byte without a text when none does. */
function characterAt(bytes: Uint8Array, at: number): { text: string | undefined; nBytes: number } {
  const lead = bytes[at]
  const nBytes = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    return { text: decoder.decode(bytes.subarray(at, at + nBytes)), nBytes }
  } catch {
    return { text: undefined, nBytes: 1 }
  }
}
