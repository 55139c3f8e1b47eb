import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CoreApi } from '../core-api.js'

/** Gives the lines of a file below `root`, read once; `undefined` when it cannot be read any more. */
export function createLineReader(
  root: string,
  decode: CoreApi['decode'],
): (path: string) => readonly string[] | undefined {
  const known = new Map<string, readonly string[] | undefined>()
  return (path) => {
    if (!known.has(path)) known.set(path, readLines(join(root, path), decode))
    return known.get(path)
  }
}

/** Lines without their ends, which are `\n`, `\r\n` or a lone `\r`, as the index counts them. */
export function splitLines(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/)
  if (lines.length > 1 && lines.at(-1) === '') lines.pop()
  return lines
}

function readLines(absolutePath: string, decode: CoreApi['decode']): readonly string[] | undefined {
  try {
    const decoded = decode(readFileSync(absolutePath))
    return decoded && splitLines(decoded.text)
  } catch {
    return undefined
  }
}
