/** A folder and a store in memory, with updates as the machine makes them but for the files being tiny. */

import { encodeSegment } from '../../segment/format.js'
import { analyzedFile, hashOf } from '../../segment/testing/analyzed.js'
import { segmentOfFiles } from '../../segment/testing/segments.js'
import { type AnalysedFiles, assembleIndex } from '../assemble.js'
import { encodeManifest, type FileProblem, type FileStamp, type SkippedFile } from '../manifest.js'
import { hashOfRow, type OpenedIndex, openIndex } from '../opened-index.js'
import { type DiskFile, planUpdate, type UpdatePlan } from '../plan.js'

/** A text with this in it is no text. */
export const BINARY = '\0'
/** A text with this in it has a syntax that cannot be used. */
export const BROKEN = 'BROKEN'

/** Files whose times come from a clock that ticks with every change. */
export class FakeDisk {
  readonly #files = new Map<string, { readonly text: string; readonly time: number }>()
  #now = 1000

  write(path: string, text: string): void {
    this.#files.set(path, { text, time: this.#now++ })
  }

  touch(path: string): void {
    const file = this.#files.get(path)
    if (file) this.write(path, file.text)
  }

  remove(path: string): void {
    this.#files.delete(path)
  }

  textOf(path: string): string {
    return this.#files.get(path)?.text ?? ''
  }

  /** Path → text of what can be indexed. */
  texts(): Record<string, string> {
    const paths = [...this.#files.keys()].sort()
    return Object.fromEntries(
      paths.map((path) => [path, this.textOf(path)]).filter(([, text]) => !text.includes(BINARY)),
    )
  }

  /** What a walk finds. */
  list(): DiskFile[] {
    return [...this.#files]
      .map(([path, { text, time }]) => ({ path, size: text.length, mtimeMs: time, ctimeMs: time }))
      .sort((a, b) => (a.path < b.path ? -1 : 1))
  }
}

/** Blobs by name, as a store keeps them. */
export type Blobs = Map<string, Uint8Array>

/** One update from the survey to the opened index; what the new manifest does not name is removed from `blobs`. */
export function update(
  index: OpenedIndex,
  disk: FakeDisk,
  blobs: Blobs,
): { index: OpenedIndex; plan: UpdatePlan } {
  const plan = planUpdate(index, disk.list())
  const assembled = assembleIndex(index, plan, analyse(index, plan, disk))
  const names = assembled.index.segments.map((segment, idx) => {
    const stored = assembled.stored[idx]
    if (stored) return stored.name
    const bytes = encodeSegment(segment)
    const name = hashOf(bytes.join())
    blobs.set(name, bytes)
    return name
  })
  for (const name of blobs.keys()) if (!names.includes(name)) blobs.delete(name)
  const manifest = encodeManifest({ ...assembled.index.manifest, segments: names })
  return { index: openIndex(manifest, (name) => blobs.get(name) ?? new Uint8Array(0)), plan }
}

/** Reads the files of a plan in batches of two. */
export function analyse(index: OpenedIndex, plan: UpdatePlan, disk: FakeDisk): AnalysedFiles {
  const same = new Set<string>()
  const skipped: SkippedFile[] = []
  const problems: FileProblem[] = []
  const stamps = new Map<string, FileStamp>()
  const changed: string[] = []
  for (const { file, row } of plan.toRead) {
    const { path, ...stamp } = file
    const text = disk.textOf(path)
    stamps.set(path, stamp)
    if (text.includes(BINARY)) skipped.push({ path, reason: 'binary', detail: '', ...stamp })
    else if (row !== undefined && hashOfRow(index, row) === hashOf(text)) same.add(path)
    else {
      changed.push(path)
      if (text.includes(BROKEN)) problems.push({ path, message: 'broken' })
    }
  }
  const batches = changed.map((_, idx) => changed.slice(idx, idx + 2)).filter((_, idx) => idx % 2 === 0)
  const segments = batches.map((paths) =>
    segmentOfFiles(paths.map((path) => analyzedFile(path, disk.textOf(path)))),
  )
  return { segments, same, skipped, problems, maxFileBytes: 1, stamps }
}
