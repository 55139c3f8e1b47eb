/** What is on disk against what is in the index → what to read. */
import type { FileStamp, SkippedFile } from './manifest.js'
import { type OpenedIndex, pathOfRow } from './opened-index.js'

/** A file on disk. */
export interface DiskFile extends FileStamp {
  readonly path: string
}

export interface UpdatePlan {
  /** Rows of the manifest whose files look the same as when they were read. */
  readonly unchangedRows: readonly number[]
  readonly unchangedSkipped: readonly SkippedFile[]
  /** Files to read, in the order of paths; `row` is the file's row in the manifest if it has one. */
  readonly toRead: readonly { readonly file: DiskFile; readonly row: number | undefined }[]
  /** Indexed files that are no longer there. */
  readonly removedRows: readonly number[]
}

/** Compares size and times. A file that only looks changed costs one read: its content hash decides later. */
export function planUpdate(index: OpenedIndex, files: readonly DiskFile[]): UpdatePlan {
  const rows = new Map<string, number>()
  for (let row = 0; row < index.manifest.files.length; row++) rows.set(pathOfRow(index, row), row)
  const skipped = new Map(index.manifest.skipped.map((file) => [file.path, file]))
  const unchangedRows: number[] = []
  const unchangedSkipped: SkippedFile[] = []
  const toRead: { file: DiskFile; row: number | undefined }[] = []
  for (const file of files) {
    const row = rows.get(file.path)
    const skippedBefore = skipped.get(file.path)
    rows.delete(file.path)
    if (row !== undefined && sameStamp(index.manifest.files[row], file)) unchangedRows.push(row)
    else if (skippedBefore && sameStamp(skippedBefore, file)) unchangedSkipped.push(skippedBefore)
    else toRead.push({ file, row })
  }
  return { unchangedRows, unchangedSkipped, toRead, removedRows: [...rows.values()] }
}

/** Whether the index is what is on disk. */
export function isUpToDate(index: OpenedIndex, plan: UpdatePlan): boolean {
  const sameSkipped = plan.unchangedSkipped.length === index.manifest.skipped.length
  return plan.toRead.length === 0 && plan.removedRows.length === 0 && sameSkipped
}

function sameStamp(known: FileStamp, found: FileStamp): boolean {
  return known.size === found.size && known.mtimeMs === found.mtimeMs && known.ctimeMs === found.ctimeMs
}
