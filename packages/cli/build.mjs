// Builds dist/: the command and its worker with all they import inside, and beside them the WebAssembly files they
// load at run time, so that the package needs no other and starts without searching node_modules.
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { licencesOf } from './build/licences.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const at = (/** @type {string} */ path) => join(here, path)
// Dependencies of core, so looked up from there.
const require = createRequire(at('../core/package.json'))

const modelRequire = createRequire(import.meta.url)

rmSync(at('dist'), { recursive: true, force: true })

const { metafile } = await build({
  entryPoints: {
    main: at('src/main.ts'),
    worker: at('../core/src/node/worker.ts'),
    'training-worker': at('../core/src/node/training-worker.ts'),
  },
  absWorkingDir: here,
  outdir: at('dist'),
  // The sources of core, not its bundle: what the command never calls is left out.
  alias: {
    '@cerca/core/train': at('../core/src/train/index.ts'),
    '@cerca/core/node': at('../core/src/node/index.ts'),
    '@cerca/core': at('../core/src/index.ts'),
    '@cerca/model': at('../model/index.js'),
  },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // A search must not wait for the parsers that only indexing needs: what is imported on demand is a file of its own,
  // beside the entries so that a path relative to import.meta.url means the same in each.
  splitting: true,
  chunkNames: '[name]-[hash]',
  // Some dependencies are CommonJS inside, and an ES module has no require.
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
  sourcemap: 'external',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
})

if (!readFileSync(at('dist/main.js'), 'utf8').startsWith('#!'))
  throw new Error('src/main.ts must start with #!')
chmodSync(at('dist/main.js'), 0o755)

const grammars = at('dist/grammars')
mkdirSync(grammars)
copyFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm'), join(grammars, 'web-tree-sitter.wasm'))
const wasmFolder = join(dirname(require.resolve('@cursorless/tree-sitter-wasms/package.json')), 'out')
for (const grammar of await grammarNames()) {
  copyFileSync(join(wasmFolder, `tree-sitter-${grammar}.wasm`), join(grammars, `tree-sitter-${grammar}.wasm`))
}

cpSync(at('../model/model'), at('dist/model'), { recursive: true })

const dictionaries = join(dirname(modelRequire.resolve('@cerca/model/package.json')), 'dictionaries')
mkdirSync(at('dist/dictionaries'))
for (const name of readdirSync(dictionaries)) {
  if (name.endsWith('.txt')) copyFileSync(join(dictionaries, name), at(`dist/dictionaries/${name}`))
}

copyFileSync(at('../../LICENSE'), at('LICENSE'))
writeFileSync(
  at('dist/THIRD-PARTY-LICENSES.txt'),
  licencesOf([...Object.keys(metafile.inputs).map(at), join(wasmFolder, 'any.wasm')]),
)

// The one table of languages says which grammars are used.
async function grammarNames() {
  const table = await build({
    entryPoints: [at('../core/src/text/languages.ts')],
    bundle: true,
    format: 'esm',
    write: false,
  })
  const code = table.outputFiles[0]?.text ?? ''
  const { LANGUAGES } = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  /** @type {Set<string>} */
  const names = new Set()
  for (const language of LANGUAGES) if (language.grammar !== undefined) names.add(language.grammar)
  return [...names].sort()
}
