import { join, relative } from 'node:path'

/** A path that can be opened from the current folder: relative where that is shorter, else absolute. */
export function pathFrom(cwd: string, root: string, path: string): string {
  const absolute = join(root, path)
  const fromHere = relative(cwd, absolute)
  return fromHere.length < absolute.length ? fromHere : absolute
}
