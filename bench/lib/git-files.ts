/** Files of a git repository as they are at a revision, read without a work tree. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The clone of OWNER/NAME in a folder of clones, with or without a work tree: OWNER/NAME, or OWNER+NAME/repo. */
export function cloneOf(folder: string, repository: string): string {
  const places = [repository, `${repository}.git`, join(repository.replace('/', '+'), 'repo')]
  const found = places.map((place) => join(folder, place)).find((place) => existsSync(place))
  if (found === undefined)
    throw new Error(`${repository} is not in ${folder}: git clone it to ${places[0]} there`)
  return found
}

/** Paths of all files at the revision, sorted. */
export function pathsAt(clone: string, revision: string): readonly string[] {
  const run = spawnSync('git', ['-C', clone, 'ls-tree', '-r', '-z', '--name-only', revision], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (run.status !== 0) throw new Error(`${clone} has no ${revision}: ${run.stderr}`)
  return run.stdout.split('\0').filter(Boolean).sort()
}

/** Texts of files at the revision by path; what cannot be read is left out. */
export async function textsAt(
  clone: string,
  revision: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const child = spawn('git', ['-C', clone, 'cat-file', '--batch'], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(paths.map((path) => `${revision}:${path}\n`).join(''))
  const parts: Buffer[] = []
  for await (const part of child.stdout) parts.push(part as Buffer)
  const bytes = Buffer.concat(parts)
  const texts = new Map<string, string>()
  let at = 0
  for (const path of paths) {
    const end = bytes.indexOf(10, at)
    if (end < 0) break
    const [, type, size] = bytes.toString('utf8', at, end).split(' ')
    at = end + 1
    if (type !== 'blob') continue
    texts.set(path, bytes.toString('utf8', at, at + Number(size)))
    at += Number(size) + 1
  }
  return texts
}
