/** Which way imports may run, checked on the text of files; see rooms.ts for the picture. */
import { posix } from 'node:path'
import { importsOf, parse } from './parse.js'
import { CORE_ENTRIES, PACKAGE_IMPORTS, PURE_DEPENDENCIES, ROOM_ORDER, SHARED_FILES } from './rooms.js'
import type { RepositoryFile } from './sources.js'

const CORE_SOURCES = 'packages/core/src/'

/** One sentence for each import that breaks a rule, in order. */
export function importProblems(files: readonly RepositoryFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    importsOf(parse(path, text)).flatMap(({ specifier, line }) => {
      const problem = problemOf(path, specifier)
      return problem === undefined ? [] : [`${path}:${line} imports ${specifier}: ${problem}`]
    }),
  )
}

function problemOf(path: string, specifier: string): string | undefined {
  const owner = packageOf(path)
  // Configuration in the root belongs to no package.
  if (owner === undefined) return undefined
  if (specifier.startsWith('.')) return relativeProblem(owner, path, specifier)
  if (specifier.startsWith('/')) return 'paths of one machine mean nothing elsewhere'
  if (specifier.startsWith('@cerca/')) return ownPackageProblem(owner, specifier)
  if (owner === 'scripts' && !specifier.startsWith('node:')) return 'scripts run before anything is installed'
  return isPure(path) ? pureProblem(specifier) : undefined
}

function relativeProblem(owner: string, path: string, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(path), specifier)
  if (!target.startsWith(`${owner}/`)) return 'a package is entered by its public entries only'
  if (owner !== 'packages/core' || isTest(path) || !path.startsWith(CORE_SOURCES)) return undefined
  const targetFile = target.replace(/\.js$/, '.ts')
  if (CORE_ENTRIES.includes(targetFile)) return 'entry files are for others'
  return roomProblem(roomOf(path), roomOf(targetFile))
}

function roomProblem(from: string, to: string): string | undefined {
  if (from === to || SHARED_FILES.includes(to)) return undefined
  if (SHARED_FILES.includes(from)) return 'what everybody may import imports no room'
  const fromRow = rowOf(from)
  const toRow = rowOf(to)
  // The pure entry lists names of every room but node.
  if (from === 'index.ts') return to === 'node' ? 'only node touches the machine' : undefined
  if (fromRow < 0 || toRow < 0)
    return `add ${fromRow < 0 ? from : to} to tests/house/rooms.ts and ARCHITECTURE.md`
  if (to === 'node' && from !== 'node') return 'only node touches the machine'
  return toRow < fromRow ? undefined : `${to} does not come before ${from}`
}

function ownPackageProblem(owner: string, specifier: string): string | undefined {
  return PACKAGE_IMPORTS[owner]?.includes(specifier) ? undefined : `not among what ${owner} may import`
}

function pureProblem(specifier: string): string | undefined {
  if (specifier.startsWith('node:')) return 'only node touches the machine'
  const isAllowed = PURE_DEPENDENCIES.some((name) => specifier === name || specifier.startsWith(`${name}/`))
  return isAllowed ? undefined : 'add it to PURE_DEPENDENCIES if it touches neither machine nor clock'
}

/** True for files of core that must also run in a worker or a browser. */
export function isPure(path: string): boolean {
  return path.startsWith(CORE_SOURCES) && roomOf(path) !== 'node' && !isTest(path)
}

function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || path.includes('/testing/')
}

function packageOf(path: string): string | undefined {
  const parts = path.split('/')
  if (parts.length === 1) return undefined
  return parts[0] === 'packages' ? parts.slice(0, 2).join('/') : parts[0]
}

// A folder directly inside core/src, or a file there.
function roomOf(path: string): string {
  return path.slice(CORE_SOURCES.length).split('/')[0] ?? ''
}

function rowOf(room: string): number {
  return ROOM_ORDER.findIndex((rooms) => rooms.includes(room))
}
