// Builds dist/: the command, its threads and everything they load.
import { chmodSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bundleProgram } from '@cerca/build'

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))

await bundleProgram({
  folder: at('.'),
  entries: { main: 'src/main.ts' },
  apart: Object.fromEntries(
    [
      'duplicate-tools',
      'evaluation-tools',
      'model-tools',
      'pair-tools',
      'serve-editor',
      'token-tools',
      'word-tools',
    ].map((name) => [name, `src/${name}.ts`]),
  ),
})

if (!readFileSync(at('dist/main.js'), 'utf8').startsWith('#!'))
  throw new Error('src/main.ts must start with #!')
chmodSync(at('dist/main.js'), 0o755)
