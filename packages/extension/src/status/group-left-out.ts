import type { LeftOutResult } from '@cerca/server/protocol'

export interface LeftOutGroup {
  /** The reason, for people. */
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
    .sort(([a, ofA], [b, ofB]) => ofB.length - ofA.length || (a < b ? -1 : 1))
    .map(([reason, members]) => ({
      label: members[0]?.label ?? reason,
      files: members.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    }))
}
