/** Bytes of a file → text, or the finding that they are not text. */
import { isAscii, isUtf8 } from 'node:buffer'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

export interface Decoded {
  /** Without byte order mark; well-formed: no lone surrogates. */
  readonly text: string
  readonly encoding: Encoding
  /** Broken sequences that became U+FFFD. */
  readonly replaced: number
}

// As much of a file as is sampled to see whether it is text; git looks at 8,000 bytes.
const SAMPLE_BYTES = 8192

// More control characters than this share of the sample is data: random bytes have 11 %, text nearly none.
const MAX_CONTROL_SHARE = 0.02

// In UTF-16 at least this share of the code units of text, spaces and line ends in any language, has a zero byte.
const MIN_ZERO_SHARE = 0.1

// What Windows-1252 has in place of the control characters 0x80 to 0x9F; the five holes stay as they are.
// https://encoding.spec.whatwg.org/index-windows-1252.txt
const WINDOWS_1252_FROM_0X80 =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f' +
  '\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'

/** Decodes by byte order mark, else as UTF-8, UTF-16 or Windows-1252. `undefined` means that it is not text. */
export function decode(bytes: Buffer): Decoded | undefined {
  const mark = byteOrderMark(bytes)
  if (mark === 'utf-32') return undefined
  if (mark === 'utf-16le' || mark === 'utf-16be') return decodeUtf16(bytes.subarray(2), mark)
  if (bytes.includes(0)) return decodeUnmarkedUtf16(bytes)
  if (hasTooManyControls(bytes)) return undefined
  // The common case takes the fastest way: one byte a character.
  if (isAscii(bytes)) return { text: bytes.toString('latin1'), encoding: 'utf-8', replaced: 0 }
  const body = mark === 'utf-8' ? bytes.subarray(3) : bytes
  if (isUtf8(body)) return { text: body.toString('utf8'), encoding: 'utf-8', replaced: 0 }
  return mark === 'utf-8' || isMostlyUtf8(body)
    ? withReplacements(body.toString('utf8'), 'utf-8')
    : decodeWindows1252(body)
}

function byteOrderMark(bytes: Buffer): Encoding | 'utf-32' | undefined {
  const [first, second, third, fourth] = bytes
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? 'utf-32' : 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined
}

function decodeUtf16(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): Decoded {
  return withReplacements(new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes), encoding)
}

/** UTF-16 shows by its zero bytes, which stand all at odd places (little endian) or all at even ones. */
function decodeUnmarkedUtf16(bytes: Buffer): Decoded | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const zeros = [0, 0]
  for (const [offset, byte] of sample.entries()) if (byte === 0) zeros[offset % 2]! += 1
  const [even = 0, odd = 0] = zeros
  if (bytes.length % 2 === 1 || Math.min(even, odd) > 0) return undefined
  if (Math.max(even, odd) < (sample.length / 2) * MIN_ZERO_SHARE) return undefined
  const decoded = decodeUtf16(bytes, even > 0 ? 'utf-16be' : 'utf-16le')
  const hasData = decoded.replaced > 0 || /[\0-\x08\x0e-\x1a\x1c-\x1f\ufffe\uffff]/.test(decoded.text)
  // Words of one byte a letter with zeros between them would come out as Chinese without any space.
  return hasData || !/[ \n]/.test(decoded.text) ? undefined : decoded
}

function hasTooManyControls(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  let controls = 0
  for (let offset = 0; offset < sample.length; offset++) {
    const byte = sample[offset]!
    // Tab to carriage return and escape (colours of terminals) belong to text.
    if ((byte < 0x20 && (byte < 0x09 || byte > 0x0d) && byte !== 0x1b) || byte === 0x7f) controls++
  }
  return controls > sample.length * MAX_CONTROL_SHARE
}

/** Whether there are more whole than broken sequences, or just the end was cut off. */
function isMostlyUtf8(bytes: Buffer): boolean {
  let whole = 0
  let broken = 0
  let isCutOff = false
  for (let offset = 0; offset < bytes.length; offset++) {
    const lead = bytes[offset]!
    if (lead < 0x80) continue
    const nFollowing = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1
    let found = 0
    while (found < nFollowing && ((bytes[offset + 1 + found] ?? 0) & 0xc0) === 0x80) found++
    const isLead = lead >= 0xc2 && lead <= 0xf4
    if (isLead && found === nFollowing) whole++
    else broken++
    isCutOff = isLead && found < nFollowing && offset + 1 + found === bytes.length
    if (isLead) offset += found
  }
  return whole >= broken || (broken === 1 && isCutOff)
}

function decodeWindows1252(bytes: Buffer): Decoded {
  const text = bytes
    .toString('latin1')
    .replace(/[\x80-\x9f]/g, (char) => WINDOWS_1252_FROM_0X80[char.charCodeAt(0) - 0x80]!)
  return { text, encoding: 'windows-1252', replaced: 0 }
}

function withReplacements(text: string, encoding: Encoding): Decoded {
  return { text, encoding, replaced: text.split('\ufffd').length - 1 }
}
