/** Reads one source file: its text, how it was encoded and a hash of its bytes. */
import { hash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { decode, type Encoding } from './decode.js'
import type { LeftOutReason } from './left-out.js'
import { isMinified } from './minified.js'
import { describeFailure, describeSize } from './open-folder.js'
import { beginsLikePrivateKey } from './secrets.js'

// Half of SHA-256: two of a billion files share 128 bits with a chance of about 1 in 10^21.
const HASH_HEX_DIGITS = 32

/** What took the place of a file since the walk is not followed when it is a link, nor waited for when it is a pipe. */
export const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

export interface SourceText {
  readonly leftOut: undefined
  /** Without byte order mark; well-formed; line ends as they are. */
  readonly text: string
  /** Size of the file. */
  readonly bytes: number
  readonly encoding: Encoding
  /** Broken sequences that became U+FFFD. */
  readonly replaced: number
  /** Of the raw bytes, 32 hex digits. */
  readonly hash: string
}

export interface NotSource {
  readonly leftOut: LeftOutReason
  readonly detail: string
}

export type ReadResult = SourceText | NotSource

export interface ReadOptions {
  /** Asked again here, because a file may have grown since the walk. */
  readonly maxFileBytes: number
}

/** Reads a file that `walk` has found; never throws. */
export function readSource(absolutePath: string, options: ReadOptions): ReadResult {
  let file: number | undefined
  try {
    file = openSync(absolutePath, OPEN_FLAGS)
    const stats = fstatSync(file)
    if (!stats.isFile()) return { leftOut: 'unreadable', detail: 'it was replaced by something else' }
    const bytes = stats.size > options.maxFileBytes ? undefined : readFileSync(file)
    const size = bytes?.length ?? stats.size
    return bytes === undefined || size > options.maxFileBytes
      ? { leftOut: 'too-large', detail: describeSize(size, options.maxFileBytes) }
      : sourceOf(absolutePath, bytes)
  } catch (error) {
    return { leftOut: 'unreadable', detail: describeFailure(error, absolutePath) }
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** What `readSource` makes of bytes already in memory; `path` only tells the kind of file. */
export function sourceOf(path: string, bytes: Buffer): ReadResult {
  if (beginsLikePrivateKey(bytes)) return { leftOut: 'secret', detail: 'it begins like a private key' }
  const decoded = decode(bytes)
  if (decoded === undefined)
    return { leftOut: 'binary', detail: 'its bytes are not text in a known encoding' }
  const { text, encoding, replaced } = decoded
  if (!/\S/.test(text)) return { leftOut: 'empty', detail: 'nothing but blank space' }
  if (isMinified(path, text)) return { leftOut: 'minified', detail: 'most of it stands in enormous lines' }
  const digest = hash('sha256', bytes, 'hex').slice(0, HASH_HEX_DIGITS)
  return { leftOut: undefined, text, bytes: bytes.length, encoding, replaced, hash: digest }
}
