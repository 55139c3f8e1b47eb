/** Decides by names and rules alone what a walk leaves out; `walk` and `why` share it. */
import { defaultFileRule } from './default-files.js'
import { defaultFolderEvidenceRule, defaultFolderNameRule } from './default-folders.js'
import type { Exclusion } from './left-out.js'
import type { OpenFolder } from './open-folder.js'
import { secretFile, secretFolder } from './secrets.js'

/** Rule that leaves out the file `name` of a folder. Secrets first, then ignore files, then defaults. */
export function fileExclusion(folder: OpenFolder, name: string): Exclusion | undefined {
  const secret = secretFile(name, folder.name)
  if (secret !== undefined) return secret
  const byName = defaultFileRule(name)
  // Git's own records cannot be brought back: nothing in them is source.
  if (byName?.reason === 'version-control') return byName
  const verdict = folder.rules.verdict(folder.path + name)
  return verdict === 'wanted' ? undefined : (verdict ?? byName)
}

/**
 * Rule that leaves out the folder `name` of a folder.
 * `inside` lists it; it is called only when the name and the ignore files do not decide.
 */
export function folderExclusion(
  folder: OpenFolder,
  name: string,
  inside: () => readonly string[],
): Exclusion | undefined {
  const secret = secretFolder(name)
  if (secret !== undefined) return secret
  const byName = defaultFolderNameRule(name, folder.name)
  if (byName?.reason === 'version-control') return byName
  const verdict = folder.rules.verdict(`${folder.path}${name}/`)
  if (verdict === 'wanted') return undefined
  return verdict ?? byName ?? defaultFolderEvidenceRule(name, folder.listing.names, inside())
}
