/** Whether rules of names leave a file out, without looking at the file. */
import type { LeftOutReason } from './left-out.js'
import { listFolder, type OpenFolder, openChild, openRoot } from './open-folder.js'
import { fileExclusion, folderExclusion } from './selection.js'
import type { WalkOptions } from './walk.js'

/**
 * The reason that the rules of `walk` have for leaving out the file at `path` (relative to the root, with `/`, it need
 * not exist) or a folder above it. Throws what `walk` throws for the root.
 */
export function exclusionOf(
  root: string,
  path: string,
  { environment }: Pick<WalkOptions, 'environment'>,
): LeftOutReason | undefined {
  const opened = openRoot(root, environment)
  let folder: OpenFolder = opened.folder
  const names = path.split('/')
  const fileName = names.pop() ?? ''
  for (const name of names) {
    const listing = listFolder(`${opened.absolutePath}/${folder.path}${name}`)
    const exclusion = folderExclusion(folder, name, () => listing.names)
    if (exclusion !== undefined) return exclusion.reason
    folder = openChild(folder, name, listing)
  }
  return fileExclusion(folder, fileName)?.reason
}
