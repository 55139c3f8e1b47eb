import type { LeftOutResult } from '@cerca/server/protocol'

export interface LeftOutGroup {
  readonly reason: string
  /** The reason for people. */
  readonly label: string
  readonly files: LeftOutResult['files']
}

/** Files that were left out by reason, the most frequent reason first; within one in order of paths. */
export function groupLeftOut(files: LeftOutResult['files']): LeftOutGroup[] {
  const groups = new Map<string, LeftOutResult['files'][number][]>()
  for (const file of files) {
    const members = groups.get(file.reason)
    if (members === undefined) groups.set(file.reason, [file])
    else members.push(file)
  }
  return [...groups]
    .map(([reason, members]) => ({
      reason,
      label: members[0]?.label ?? reason,
      files: members.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    }))
    .sort((a, b) => b.files.length - a.files.length || (a.reason < b.reason ? -1 : 1))
}
