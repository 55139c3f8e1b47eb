/** The text of a file that an index has, as it is on disk now. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CercaError } from '../errors.js'
import { type SourceText, sourceOf } from './read.js'

/** Throws `path-not-indexed` where there is no text any more. */
export function readIndexed(root: string, path: string): SourceText {
  try {
    const source = sourceOf(path, readFileSync(join(root, path)))
    if (source.leftOut === undefined) return source
  } catch (cause) {
    throw new CercaError('path-not-indexed', path, { cause })
  }
  throw new CercaError('path-not-indexed', path)
}

/** `undefined` where there is no text any more. */
export function readIfIndexed(root: string, path: string): SourceText | undefined {
  try {
    return readIndexed(root, path)
  } catch {
    return undefined
  }
}
