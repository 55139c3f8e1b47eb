// Builds dist/: the language server, its threads and everything they load; then the declarations of what others import.
import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { bundleProgram } from '@cerca/build'

const at = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url))

await bundleProgram({
  folder: at('.'),
  entries: {
    main: 'src/main.ts',
    serve: 'src/serve.ts',
    protocol: 'src/protocol.ts',
    settings: 'src/settings.ts',
  },
})

if (!readFileSync(at('dist/main.js'), 'utf8').startsWith('#!'))
  throw new Error('src/main.ts must start with #!')
chmodSync(at('dist/main.js'), 0o755)

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
execFileSync(process.execPath, [tsc, '-p', at('tsconfig.build.json')], { stdio: 'inherit' })
