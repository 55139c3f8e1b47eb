/** The threads of a folder, bundled from the sources for tests. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import type { ThreadUrls } from '../create-folder-index.js'

const SOURCES = fileURLToPath(new URL('../../../../', import.meta.url))
/** Where the packages that threads load at run time are found. */
const CACHE = fileURLToPath(new URL('../../../../../node_modules/.cache/', import.meta.url))

export interface BuiltThreads {
  readonly urls: ThreadUrls
  /** Those that die. */
  readonly dying: ThreadUrls
  remove(): void
}

export async function buildThreads(): Promise<BuiltThreads> {
  mkdirSync(CACHE, { recursive: true })
  const outdir = mkdtempSync(join(CACHE, 'cerca-threads-'))
  await build({
    entryPoints: {
      'search-thread': join(SOURCES, 'server/src/threads/search-thread.ts'),
      'indexing-process': join(SOURCES, 'server/src/threads/indexing-process.ts'),
      'dying-search-thread': join(SOURCES, 'server/src/threads/testing/dying-search-thread.ts'),
      'dying-indexing-process': join(SOURCES, 'server/src/threads/testing/dying-indexing-process.ts'),
      worker: join(SOURCES, 'core/src/node/worker.ts'),
    },
    outdir,
    outExtension: { '.js': '.mjs' },
    alias: {
      '@cerca/core/explore': join(SOURCES, 'core/src/explore/index.ts'),
      '@cerca/core/node': join(SOURCES, 'core/src/node/index.ts'),
      '@cerca/core': join(SOURCES, 'core/src/index.ts'),
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    splitting: true,
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    logLevel: 'warning',
  })
  const urlOf = (name: string) => pathToFileURL(join(outdir, name))
  return {
    urls: { search: urlOf('search-thread.mjs'), indexing: urlOf('indexing-process.mjs') },
    dying: { search: urlOf('dying-search-thread.mjs'), indexing: urlOf('dying-indexing-process.mjs') },
    remove: () => rmSync(outdir, { recursive: true, force: true }),
  }
}
