// Builds dist/: the pure entries, the node entry and the worker as JavaScript, then the declarations.
import { execFileSync } from 'node:child_process'
import { copyFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const at = (/** @type {string} */ path) => join(here, path)

rmSync(at('dist'), { recursive: true, force: true })

await build({
  entryPoints: {
    index: at('src/index.ts'),
    train: at('src/train/index.ts'),
    explore: at('src/explore/index.ts'),
    node: at('src/node/index.ts'),
    worker: at('src/node/worker.ts'),
    'training-worker': at('src/node/training-worker.ts'),
  },
  outdir: at('dist'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Dependencies stay imports: whoever uses the library installs and bundles them as they like.
  packages: 'external',
  // What the entries share must exist once: an error of one has to be an instance of the other's class.
  splitting: true,
  // Beside the entries, so that a path relative to import.meta.url means the same in each file.
  chunkNames: 'shared-[hash]',
  sourcemap: true,
  logLevel: 'warning',
})

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
execFileSync(process.execPath, [tsc, '-p', at('tsconfig.build.json')], { stdio: 'inherit' })

copyFileSync(at('../../LICENSE'), at('LICENSE'))
