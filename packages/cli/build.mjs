// Builds dist/: the command, its threads and everything they load.
import { chmodSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { bundleProgram } from '@cerca/build'

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))

// Imported by core, each where it is needed.
const ofCore = (/** @type {string} */ name) => `../core/src/node/${name}.ts`

await bundleProgram({
  folder: at('.'),
  command: { name: 'cerca', source: 'src/cerca.ts' },
  entries: {
    main: 'src/main.ts',
    'index-tools': 'src/index-tools.ts',
    'update-index': ofCore('update-index'),
  },
  apart: {
    'duplicates-of': ofCore('duplicates-of'),
    ...Object.fromEntries(
      [
        'duplicate-tools',
        'evaluation-tools',
        'learning-commands',
        'model-tools',
        'pair-tools',
        'serve-editor',
        'token-tools',
        'word-tools',
      ].map((name) => [name, `src/${name}.ts`]),
    ),
  },
})

if (!readFileSync(at('dist/main.js'), 'utf8').startsWith('#!'))
  throw new Error('src/main.ts must start with #!')
chmodSync(at('dist/main.js'), 0o755)
