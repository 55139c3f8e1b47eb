/** What a reader holds: segments, and which of their files still count. Never changes once made. */
import type { Segment } from './segment.js'
import { findString, stringAt } from './string-table.js'

/** A segment in a snapshot. Ids of the snapshot are ids of the segment plus a base. */
export interface SnapshotPart {
  readonly segment: Segment
  /** One byte a file, 0 when it is gone; `undefined` when all files count. */
  readonly live: Uint8Array | undefined
  readonly fileBase: number
  readonly chunkBase: number
}

export interface Snapshot {
  readonly parts: readonly SnapshotPart[]
  /** Ids run to here; files that are gone keep theirs. */
  readonly nFileIds: number
  readonly nChunkIds: number
  readonly nFiles: number
  readonly nChunks: number
}

/** Strings the part's files together into one snapshot. */
export function makeSnapshot(
  parts: readonly { readonly segment: Segment; readonly live: Uint8Array | undefined }[],
): Snapshot {
  let nFileIds = 0
  let nChunkIds = 0
  let nFiles = 0
  let nChunks = 0
  const placed: SnapshotPart[] = []
  for (const { segment, live } of parts) {
    placed.push({ segment, live, fileBase: nFileIds, chunkBase: nChunkIds })
    nFileIds += segment.files.path.length
    nChunkIds += segment.chunks.file.length
    for (let file = 0; file < segment.files.path.length; file++) {
      if (live && !live[file]) continue
      nFiles++
      nChunks += segment.files.firstChunk[file + 1] - segment.files.firstChunk[file]
    }
  }
  return { parts: placed, nFileIds, nChunkIds, nFiles, nChunks }
}

/** The part that a file id belongs to. */
export function partOfFile(snapshot: Snapshot, file: number): SnapshotPart {
  return lastPart(snapshot, (part) => part.fileBase <= file)
}

/** The part that a chunk id belongs to. */
export function partOfChunk(snapshot: Snapshot, chunk: number): SnapshotPart {
  return lastPart(snapshot, (part) => part.chunkBase <= chunk)
}

/** Path of a file id. */
export function pathOfFile(snapshot: Snapshot, file: number): string {
  const part = partOfFile(snapshot, file)
  return stringAt(part.segment.strings, part.segment.files.path[file - part.fileBase])
}

/** File id of a chunk id. */
export function fileOfChunk(snapshot: Snapshot, chunk: number): number {
  const part = partOfChunk(snapshot, chunk)
  return part.segment.chunks.file[chunk - part.chunkBase] + part.fileBase
}

/** Chunk ids of a file id, half-open. */
export function chunksOfFile(
  snapshot: Snapshot,
  file: number,
): { readonly start: number; readonly end: number } {
  const part = partOfFile(snapshot, file)
  const { firstChunk } = part.segment.files
  const local = file - part.fileBase
  return { start: firstChunk[local] + part.chunkBase, end: firstChunk[local + 1] + part.chunkBase }
}

/** Calls `visit` with every file id, live or not, and its chunk ids, half-open. */
export function forEachFile(
  snapshot: Snapshot,
  visit: (file: number, firstChunk: number, endChunk: number) => void,
): void {
  for (const { segment, fileBase, chunkBase } of snapshot.parts) {
    const { firstChunk } = segment.files
    for (let local = 0; local + 1 < firstChunk.length; local++)
      visit(fileBase + local, chunkBase + firstChunk[local], chunkBase + firstChunk[local + 1])
  }
}

/** Id of the live file with a path, or -1. */
export function findFile(snapshot: Snapshot, path: string): number {
  for (const { segment, live, fileBase } of snapshot.parts) {
    const id = findString(segment.strings, path)
    for (let file = 0; id >= 0 && file < segment.files.path.length; file++) {
      if (segment.files.path[file] === id && (!live || live[file])) return file + fileBase
    }
  }
  return -1
}

function lastPart(snapshot: Snapshot, holds: (part: SnapshotPart) => boolean): SnapshotPart {
  for (let idx = snapshot.parts.length - 1; idx > 0; idx--)
    if (holds(snapshot.parts[idx])) return snapshot.parts[idx]
  return snapshot.parts[0]
}
