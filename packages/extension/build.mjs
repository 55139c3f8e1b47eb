// Builds dist/: the extension in one file, and the server as its own build made it, which the extension starts.
import { copyFileSync, cpSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { licencesOf } from '@cerca/build'
import { build } from 'esbuild'

const here = dirname(fileURLToPath(import.meta.url))
const at = (/** @type {string} */ path) => join(here, path)

rmSync(at('dist'), { recursive: true, force: true })

const { metafile } = await build({
  entryPoints: [at('src/extension.ts')],
  absWorkingDir: here,
  outfile: at('dist/extension.cjs'),
  alias: { '@cerca/server/protocol': at('../server/src/protocol.ts') },
  external: ['vscode'],
  bundle: true,
  // What the extension host of VS Code 1.100 loads without question; its Node is 20.
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  minify: true,
  sourcemap: 'external',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
})

// The server's threads, grammars, model and dictionaries lie beside its main file.
const isShipped = (/** @type {string} */ path) => !/\.(map|d\.ts)$/.test(path)
cpSync(at('../server/dist'), at('dist/server'), { recursive: true, filter: isShipped })

copyFileSync(at('../../LICENSE'), at('LICENSE'))
writeFileSync(at('dist/THIRD-PARTY-LICENSES.txt'), licencesOf(Object.keys(metafile.inputs).map(at)))
