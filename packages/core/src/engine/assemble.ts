/** The old index, what was found and what was analysed → the new index. */
import { countUsers } from '../segment/count-users.js'
import { mergeSegments } from '../segment/merge.js'
import type { Segment } from '../segment/segment.js'
import { makeSnapshot } from '../segment/snapshot.js'
import { stringAt } from '../segment/string-table.js'
import { comparePaths } from '../text/compare-text.js'
import { segmentsToMerge } from './compact.js'
import { ANALYSIS_VERSION, type FileProblem, type FileStamp, type SkippedFile } from './manifest.js'
import { type OpenedIndex, pathOfRow } from './opened-index.js'
import type { UpdatePlan } from './plan.js'

/** What came of reading the files of a plan. */
export interface AnalysedFiles {
  /** Segments of the files that were analysed, in the order of paths. */
  readonly segments: readonly Segment[]
  /** Paths whose content is what the index knows. */
  readonly same: ReadonlySet<string>
  readonly skipped: readonly SkippedFile[]
  readonly problems: readonly FileProblem[]
  /** The limit under which all files were found. */
  readonly maxFileBytes: number
  /** Stamp of every file that was read, by path. */
  readonly stamps: ReadonlyMap<string, FileStamp>
}

/** A new index that is not stored yet: a segment without a name still has to be. */
export interface AssembledIndex {
  readonly index: OpenedIndex
  /** Chunks of the files that were analysed. */
  readonly newChunks: number
  /** In the order of the segments. */
  readonly stored: readonly (StoredSegment | undefined)[]
}

export interface StoredSegment {
  readonly name: string
  readonly bytes: number
}

/** An index as it is stored, to be changed in some other way than by its files. */
export function asAssembled(index: OpenedIndex): AssembledIndex {
  const stored = index.manifest.segments.map((name, idx) => ({ name, bytes: index.segmentBytes[idx] }))
  return { index, newChunks: 0, stored }
}

interface LiveRow extends FileStamp {
  readonly path: string
  readonly segment: Segment
  readonly file: number
}

/** Drops what is gone, adds what is new and merges small or mostly dead segments. Same input, same result. */
export function assembleIndex(old: OpenedIndex, plan: UpdatePlan, analysed: AnalysedFiles): AssembledIndex {
  const rows = keptRows(old, plan, analysed)
  const fresh = analysed.segments.length > 0 ? mergeSegments(analysed.segments.map(allLive)) : undefined
  if (fresh) rows.push(...rowsOf(fresh, analysed.stamps))
  const compacted = compact([...old.segments, ...(fresh ? [fresh] : [])], rows)
  compacted.rows.sort(comparePaths)
  const position = new Map(compacted.segments.map((segment, idx) => [segment, idx]))
  const storedOf = new Map<Segment, StoredSegment>(
    old.segments.map((segment, idx) => [
      segment,
      { name: old.manifest.segments[idx], bytes: old.segmentBytes[idx] },
    ]),
  )
  const readAgain = new Set(plan.toRead.map(({ file }) => file.path))
  const stillThere = new Set(compacted.rows.map(({ path }) => path))
  const oldProblems = old.manifest.problems.filter(
    ({ path }) => stillThere.has(path) && (!readAgain.has(path) || analysed.same.has(path)),
  )
  const stored = compacted.segments.map((segment) => storedOf.get(segment))
  return {
    stored,
    newChunks: fresh?.chunks.file.length ?? 0,
    index: {
      segments: compacted.segments,
      segmentBytes: stored.map((segment) => segment?.bytes ?? 0),
      manifestBytes: 0,
      embedding: undefined,
      manifest: {
        analysisVersion: ANALYSIS_VERSION,
        maxFileBytes: analysed.maxFileBytes,
        segments: stored.map((segment) => segment?.name ?? ''),
        files: compacted.rows.map(({ segment, file, size, mtimeMs, ctimeMs }) => ({
          segment: position.get(segment) ?? 0,
          file,
          size,
          mtimeMs,
          ctimeMs,
        })),
        skipped: sortedByPath([...plan.unchangedSkipped, ...analysed.skipped]),
        users: usersOf(compacted),
        problems: sortedByPath([...oldProblems, ...analysed.problems]),
        embedding: undefined,
      },
    },
  }
}

/**
 * Counted only where the index is one segment, as after a whole build: there it saves every search its longest step,
 * but it would be the longest step of an update after a change.
 */
function usersOf({ segments, rows }: { segments: readonly Segment[]; rows: readonly LiveRow[] }) {
  if (segments.length !== 1) return undefined
  const [segment] = segments
  const live = new Uint8Array(segment.files.path.length)
  for (const { file } of rows) live[file] = 1
  const users = countUsers(makeSnapshot([{ segment, live }]))
  return Uint32Array.from(rows, ({ file }) => users[file])
}

function allLive(segment: Segment) {
  return { segment, live: undefined }
}

/** Rows of the files that stay as they are, with the stamps they have now. */
function keptRows(old: OpenedIndex, plan: UpdatePlan, analysed: AnalysedFiles): LiveRow[] {
  const rowOf = (row: number, stamp: FileStamp): LiveRow => {
    const { segment, file } = old.manifest.files[row]
    const { size, mtimeMs, ctimeMs } = stamp
    return { path: pathOfRow(old, row), segment: old.segments[segment], file, size, mtimeMs, ctimeMs }
  }
  const kept = plan.unchangedRows.map((row) => rowOf(row, old.manifest.files[row]))
  for (const { file, row } of plan.toRead) {
    const stamp = analysed.stamps.get(file.path)
    if (row !== undefined && stamp && analysed.same.has(file.path)) kept.push(rowOf(row, stamp))
  }
  return kept
}

function rowsOf(segment: Segment, stamps: ReadonlyMap<string, FileStamp>): LiveRow[] {
  const rows: LiveRow[] = []
  for (let file = 0; file < segment.files.path.length; file++) {
    const path = stringAt(segment.strings, segment.files.path[file])
    const stamp = stamps.get(path)
    if (stamp)
      rows.push({ path, segment, file, size: stamp.size, mtimeMs: stamp.mtimeMs, ctimeMs: stamp.ctimeMs })
  }
  return rows
}

function compact(segments: readonly Segment[], rows: LiveRow[]): { segments: Segment[]; rows: LiveRow[] } {
  const live = new Map(segments.map((segment) => [segment, new Uint8Array(segment.files.path.length)]))
  for (const { segment, file } of rows) live.get(segment)?.fill(1, file, file + 1)
  const liveCount = (segment: Segment) => live.get(segment)?.reduce((sum, flag) => sum + flag, 0) ?? 0
  const used = segments.filter((segment) => liveCount(segment) > 0)
  const chosen = new Set(
    segmentsToMerge(
      used.map((segment) => ({ files: segment.files.path.length, live: liveCount(segment) })),
    ).map((idx) => used[idx]),
  )
  if (chosen.size === 0) return { segments: used, rows }
  const merged = mergeSegments([...chosen].map((segment) => ({ segment, live: live.get(segment) })))
  const stamps = new Map<string, FileStamp>(
    rows.filter(({ segment }) => chosen.has(segment)).map((row) => [row.path, row]),
  )
  return {
    segments: [...used.filter((segment) => !chosen.has(segment)), merged],
    rows: [...rows.filter(({ segment }) => !chosen.has(segment)), ...rowsOf(merged, stamps)],
  }
}

function sortedByPath<Item extends { readonly path: string }>(items: Item[]): Item[] {
  return items.sort(comparePaths)
}
