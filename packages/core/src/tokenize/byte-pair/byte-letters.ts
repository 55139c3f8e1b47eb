/**
 * The letters in which byte-level vocabularies are written: each of the 256 bytes is one printable character, so that
 * a token is readable and holds no blank. Printable bytes stand for themselves, the others for U+0100 and up.
 *
 * Source: `bytes_to_unicode` in GPT-2's encoder.py, https://github.com/openai/gpt-2/blob/master/src/encoder.py
 */

const isPrintable = (byte: number): boolean =>
  (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae

/** Byte → letter. */
const LETTERS: readonly string[] = (() => {
  let nUnprintable = 0
  return Array.from({ length: 256 }, (_, byte) =>
    String.fromCharCode(isPrintable(byte) ? byte : 0x100 + nUnprintable++),
  )
})()

/** Letter → byte. */
const BYTES: ReadonlyMap<string, number> = new Map(LETTERS.map((letter, byte) => [letter, byte]))

/** The 256 bytes in the order of their letters: the order in which vocabularies list them. */
export const BYTES_BY_LETTER: readonly number[] = Array.from({ length: 256 }, (_, byte) => byte).sort(
  (a, b) => (LETTERS[a] < LETTERS[b] ? -1 : 1),
)

/** `[0x20, 0x61]` → `Ġa`. */
export function lettersOfBytes(bytes: Uint8Array): string {
  let letters = ''
  for (const byte of bytes) letters += LETTERS[byte]
  return letters
}

/** `Ġa` → `[0x20, 0x61]`; `undefined` when a character is no such letter. */
export function bytesOfLetters(letters: string): Uint8Array | undefined {
  const bytes = new Uint8Array(letters.length)
  for (let idx = 0; idx < letters.length; idx++) {
    const byte = BYTES.get(letters[idx])
    if (byte === undefined) return undefined
    bytes[idx] = byte
  }
  return bytes
}
