/** Documents over an index: open ones, maybe unsaved, and files that changed a moment ago. */
import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import type { Segment } from '../segment/segment.js'
import { SegmentBuilder } from '../segment/segment-builder.js'
import { LineIndex } from '../text/lines.js'
import { traitsOfFile } from '../text/traits.js'
import type { TermAnalyzer } from '../tokenize/terms.js'
import type { Cut } from './cuts.js'
import { exclusionOf } from './excluded.js'
import { type ReadResult, readSource, sourceOf } from './read.js'
import { DEFAULT_MAX_FILE_BYTES } from './walk.js'

export interface LiveDocuments {
  /** An open document's text, `undefined` when it is as on disk again. */
  setText(path: string, text: string | undefined): void
  /** Files that may have changed on disk: they are read when their turn comes. */
  readAgain(paths: readonly string[]): void
  /** The text of an open document. */
  textOf(path: string): string | undefined
  /** How many wait to be analysed. */
  nWaiting(which: 'open' | 'all'): number
  /** Analyses one that waits, open ones first. The index is asked for the hash of what it has under a path. */
  analyseNext(indexedHash: (path: string) => string | undefined): Promise<void>
  /** Those that differ from the index, by path; a segment of the file alone, or `undefined` when it is gone. */
  differing(indexedHash: (path: string) => string | undefined): ReadonlyMap<string, Segment | undefined>
  /**
   * The index is another one: it has everything that changed before this time (milliseconds since 1970), and what was
   * as in the old one may not be as in this one.
   */
  indexChanged(indexedMs: number, indexedHash: (path: string) => string | undefined): void
}

/** What is known of a path. Either it is open, or it was read after it changed. */
interface Entry {
  /** Counts up with every change, so that what was analysed meanwhile is known to be old. */
  version: number
  text: string | undefined
  /** When it was last said to have changed on disk; 0 for never. */
  changedMs: number
  isWaiting: boolean
  /** What the text of `version`, or an older one while it waits, amounts to. */
  content: { readonly hash: string; segment: Segment | undefined } | 'gone' | 'unwanted'
}

export function createLiveDocuments(
  root: string,
  analyzer: TermAnalyzer,
  cut: Cut,
  maxFileBytes: () => number | undefined,
): LiveDocuments {
  const entries = new Map<string, Entry>()
  const options = () => ({ maxFileBytes: maxFileBytes() ?? DEFAULT_MAX_FILE_BYTES })
  const entryOf = (path: string): Entry => {
    const known = entries.get(path)
    if (known) return known
    const entry: Entry = {
      version: 0,
      text: undefined,
      changedMs: 0,
      isWaiting: false,
      content: 'unwanted',
    }
    entries.set(path, entry)
    return entry
  }
  const touch = (path: string): Entry => {
    const entry = entryOf(path)
    entry.version++
    entry.isWaiting = true
    return entry
  }

  async function analyse(path: string, entry: Entry, indexedHash: string | undefined): Promise<void> {
    const { version } = entry
    const source = readNow(root, path, entry.text, options())
    let content: Entry['content'] = source === 'unwanted' ? 'unwanted' : 'gone'
    if (typeof source === 'object' && source.leftOut === undefined) {
      const { hash, text, bytes } = source
      const known =
        typeof entry.content === 'object' && entry.content.hash === hash ? entry.content : undefined
      const segment =
        known?.segment ??
        (hash === indexedHash ? undefined : await segmentOf(path, { text, hash, bytes }, analyzer, cut))
      content = { hash, segment }
    }
    if (entry.version !== version) return
    entry.content = content
    entry.isWaiting = false
    if (content === 'unwanted' && entry.text === undefined) entries.delete(path)
  }

  return {
    setText(path, text) {
      const entry = entries.get(path)
      if (entry?.text === text && (entry !== undefined || text === undefined)) return
      const touched = touch(path)
      // Closed without being saved, it is what it is on disk.
      if (text === undefined) touched.changedMs = Date.now()
      touched.text = text
    },
    readAgain(paths) {
      for (const path of paths) touch(path).changedMs = Date.now()
    },
    textOf: (path) => entries.get(path)?.text,
    nWaiting(which) {
      let count = 0
      for (const { isWaiting, text } of entries.values())
        if (isWaiting && (which === 'all' || text !== undefined)) count++
      return count
    },
    async analyseNext(indexedHash) {
      let next: [string, Entry] | undefined
      for (const candidate of entries) {
        if (!candidate[1].isWaiting) continue
        next ??= candidate
        if (candidate[1].text !== undefined) {
          next = candidate
          break
        }
      }
      if (next) await analyse(next[0], next[1], indexedHash(next[0]))
    },
    differing(indexedHash) {
      const found = new Map<string, Segment | undefined>()
      for (const [path, { content }] of entries) {
        if (content === 'unwanted') continue
        const indexed = indexedHash(path)
        if (content === 'gone') {
          if (indexed !== undefined) found.set(path, undefined)
        } else if (content.segment !== undefined && content.hash !== indexed) {
          found.set(path, content.segment)
        }
      }
      return found
    },
    indexChanged(indexedMs, indexedHash) {
      for (const [path, entry] of entries) {
        const { text, changedMs, content } = entry
        if (text === undefined && changedMs < indexedMs) entries.delete(path)
        else if (typeof content === 'object' && content.segment === undefined)
          entry.isWaiting ||= content.hash !== indexedHash(path)
      }
    },
  }
}

/** What a path is now: the open text, or the file. */
function readNow(
  root: string,
  path: string,
  text: string | undefined,
  options: { readonly maxFileBytes: number },
): ReadResult | 'unwanted' | 'gone' {
  if (exclusionOf(root, path, { environment: process.env }) !== undefined) return 'unwanted'
  if (text !== undefined) {
    const bytes = Buffer.from(text)
    return bytes.length > options.maxFileBytes ? 'gone' : sourceOf(path, bytes)
  }
  const absolutePath = join(root, path)
  const stats = lstatSync(absolutePath, { throwIfNoEntry: false })
  if (stats === undefined) return 'gone'
  // A folder, or something that is never indexed.
  return stats.isFile() ? readSource(absolutePath, options) : 'unwanted'
}

async function segmentOf(
  path: string,
  { text, hash, bytes }: { readonly text: string; readonly hash: string; readonly bytes: number },
  analyzer: TermAnalyzer,
  cut: Cut,
): Promise<Segment> {
  const { file, kind, chunked } = await cut(path, text)
  const lines = new LineIndex(text)
  const builder = new SegmentBuilder(analyzer)
  builder.addFile({
    file,
    kind,
    traits: traitsOfFile(path, text),
    chunks: chunked.chunks,
    comments: chunked.comments,
    lineAt: (offset) => lines.lineAt(offset),
    bytes,
    hash,
  })
  return builder.finish()
}
