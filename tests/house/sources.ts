/** The files of this repository that the house rules are about. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface RepositoryFile {
  /** Relative to the root of the workspace, with `/`. */
  readonly path: string
  readonly text: string
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', '.git', '.turbo', '.cache', 'coverage', 'fixtures'])

const SOURCE = /\.(ts|mts|mjs|js)$/

const TEXT =
  /(^|\/)(LICENSE|run|\.gitignore|\.gitattributes|\.npmrc)$|\.(ts|mts|mjs|js|json|md|yml|sh|css|html)$/

/** Code that people wrote, in order of paths: sources, tests, benchmarks, scripts and configuration. */
export function readSources(): RepositoryFile[] {
  return readFiles(SOURCE)
}

/** Everything that is text, in order of paths. */
export function readTexts(): RepositoryFile[] {
  return readFiles(TEXT)
}

/** Names of the folders directly inside `path`, in order. */
export function listFolders(path: string): string[] {
  return readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name))
    .map((entry) => entry.name)
    .sort()
}

export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8')
}

/** Paths of everything, pictures too, in order. */
export function listFiles(): string[] {
  const paths: string[] = []
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) visit(path)
      else if (entry.isFile()) paths.push(path)
    }
  }
  visit('')
  return paths.sort()
}

function readFiles(wanted: RegExp): RepositoryFile[] {
  return listFiles()
    .filter((path) => wanted.test(path))
    .map((path) => ({ path, text: readText(path) }))
}
