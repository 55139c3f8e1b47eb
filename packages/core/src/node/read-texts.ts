import { join } from 'node:path'
import type { Progress } from './api.js'
import { readSource } from './read.js'
import { walk } from './walk.js'

export interface ReadTextsOptions {
  readonly maxFileBytes: number
  readonly onProgress: (progress: Progress) => void
}

/** A file's text as the index would read it. */
export interface FileText {
  /** Relative to the root, with `/`. */
  readonly path: string
  readonly text: string
  /** Size of the file. */
  readonly bytes: number
}

/**
 * The texts of the files that an index of this folder would hold, one at a time, in order of their paths; what is no
 * text is passed over. Throws what `walk` throws.
 */
export function* readTexts(root: string, options: ReadTextsOptions): Generator<FileText> {
  const { maxFileBytes, onProgress } = options
  const { files } = walk(root, { maxFileBytes, environment: process.env })
  const bytesTotal = files.reduce((sum, { size }) => sum + size, 0)
  let bytesDone = 0
  for (const [idx, { path, size }] of files.entries()) {
    onProgress({ phase: 'analyse', filesDone: idx, filesTotal: files.length, bytesDone, bytesTotal })
    bytesDone += size
    const source = readSource(join(root, path), { maxFileBytes })
    if (source.leftOut === undefined) yield { path, text: source.text, bytes: source.bytes }
  }
}
