/** The lines of files as they are, open or on disk, of which a few of each are read: no more is decoded. */
import { isAscii } from 'node:buffer'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { FileStamp } from '../engine/manifest.js'
import { hashOfFile } from '../engine/opened-index.js'
import type { Segment } from '../segment/segment.js'
import { LineIndex } from '../text/lines.js'
import type { LineRange } from '../types.js'
import { OPEN_FLAGS } from './read.js'
import { readIfIndexed } from './read-indexed.js'

export interface LiveLines {
  /** Without the last line's end. Those asked for one after the other begin in order; valid until another file is read. */
  slice(lines: LineRange): string
  /** Whether this is what a segment has as its file of this number. */
  isIndexedAs(segment: Segment, file: number): boolean
}

/** What a file was when it was indexed, and where the index has it. */
export interface IndexedStamp extends FileStamp {
  readonly segment: Segment
  readonly file: number
}

/** Of an open document. */
export function linesOfText(text: string): LiveLines {
  const lines = new LineIndex(text)
  return { slice: (range) => lines.slice(range), isIndexedAs: () => false }
}

/** Most files are smaller, and larger ones are read like any other. Bytes. */
const ROOM = 1 << 20

const LINE_FEED = 10
const LINE_FEEDS = 0x0a0a0a0a
const CARRIAGE_RETURN = 13

/** Reads a file that is indexed; `undefined` where there is no text any more. */
export function createLineReader(
  root: string,
): (path: string, stamp: IndexedStamp | undefined) => LiveLines | undefined {
  // For one file after the other: pages that are new to the process cost more than what is read into them.
  let room: Buffer | undefined
  return (path, stamp) => {
    if (stamp !== undefined) {
      room ??= Buffer.alloc(ROOM)
      const size = readUnchanged(join(root, path), stamp, room)
      const bytes = room.subarray(0, size)
      // What has no other line ends and a byte a character: nearly everything.
      if (size > 0 && isAscii(bytes) && !bytes.includes(CARRIAGE_RETURN)) {
        const isIndexedAs = (segment: Segment, file: number) =>
          segment === stamp.segment && file === stamp.file
        return { ...linesOfBytes(bytes), isIndexedAs }
      }
    }
    const source = readIfIndexed(root, path)
    if (source === undefined) return undefined
    const isIndexedAs = (segment: Segment, file: number) => hashOfFile(segment, file) === source.hash
    return { ...linesOfText(source.text), isIndexedAs }
  }
}

/** How many bytes a file has that is as it was indexed; 0 for another one and for what has no room. */
function readUnchanged(absolutePath: string, { size, mtimeMs, ctimeMs }: FileStamp, room: Buffer): number {
  if (size > room.length) return 0
  let file: number | undefined
  try {
    file = openSync(absolutePath, OPEN_FLAGS)
    const stats = fstatSync(file)
    const isSame = stats.size === size && stats.mtimeMs === mtimeMs && stats.ctimeMs === ctimeMs
    return isSame && readSync(file, room, 0, size, 0) === size ? size : 0
  } catch {
    return 0
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** The lines of ASCII in a buffer that begins at a multiple of four. */
function linesOfBytes(bytes: Buffer): Pick<LiveLines, 'slice'> {
  let line = 0
  let start = 0
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >>> 2)
  /** Where a line starts; the end for one past it. */
  const startOf = (wanted: number): number => {
    if (wanted < line) {
      line = 0
      start = 0
    }
    while (line < wanted && start < bytes.length) {
      if ((start & 3) === 0) {
        // Four bytes without a line feed at a time (Mycroft's test for a zero byte): half of them.
        let at = start >>> 2
        while (at < words.length) {
          const zeros = words[at] ^ LINE_FEEDS
          if (((zeros - 0x01010101) & ~zeros & 0x80808080) !== 0) break
          at++
        }
        start = at << 2
        if (start >= bytes.length) break
      }
      if (bytes[start++] === LINE_FEED) line++
    }
    return start
  }
  return {
    slice(range) {
      const from = startOf(range.start)
      const [lineBefore, startBefore] = [line, start]
      const to = startOf(range.end)
      const end = to > from && bytes[to - 1] === LINE_FEED ? to - 1 : to
      // Definitions lie in each other.
      line = lineBefore
      start = startBefore
      return bytes.toString('latin1', from, end)
    },
  }
}
