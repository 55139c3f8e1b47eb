// One folder for a program: its entries and the threads they start with all they import inside, and beside them what
// they load at run time, so that a published package needs no other and starts without searching node_modules.
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { licencesOf } from './licences.mjs'

const packages = join(dirname(fileURLToPath(import.meta.url)), '..')
const at = (/** @type {string} */ path) => join(packages, path)

// Dependencies of core, so looked up from there.
const coreRequire = createRequire(at('core/package.json'))

// What a program starts as a thread is found beside its main file, by these names.
const THREADS = {
  worker: at('core/src/node/worker.ts'),
  'training-worker': at('core/src/node/training-worker.ts'),
}

// These too, but for an editor only, so they are bundled apart.
const EDITOR_THREADS = {
  'search-thread': at('server/src/threads/search-thread.ts'),
  'indexing-process': at('server/src/threads/indexing-process.ts'),
}

// The sources of our packages, not their bundles: what a program never calls is left out.
const SOURCES = {
  '@cerca/core/train': at('core/src/train/index.ts'),
  '@cerca/core/explore': at('core/src/explore/index.ts'),
  '@cerca/core/node': at('core/src/node/index.ts'),
  '@cerca/core': at('core/src/index.ts'),
  '@cerca/model': at('model/index.js'),
  '@cerca/server': at('server/src/serve.ts'),
}

/**
 * Builds `folder`/dist anew, and the LICENSE beside it.
 * @param {{
 *   folder: string,
 *   entries: Readonly<Record<string, string>>,
 *   apart?: Readonly<Record<string, string>>,
 * }} program `folder` is absolute; entries are names in dist → sources, relative to the folder. Those `apart` are
 *   imported on demand by the others, under `./NAME.js`, and share no files with them: what many entries share falls
 *   into many files, and each takes its time when the program starts
 */
export async function bundleProgram({ folder, entries, apart = {} }) {
  const dist = join(folder, 'dist')
  rmSync(dist, { recursive: true, force: true })
  const programs = [
    { ...sourcesIn(folder, entries), ...THREADS },
    { ...sourcesIn(folder, apart), ...EDITOR_THREADS },
  ]
  /** @type {Outputs} */
  const outputs = {}
  // What is the same in two bundles has the same name in both, so nothing is removed before both are there.
  for (const program of programs) Object.assign(outputs, await bundle(folder, program, Object.keys(apart)))
  const inputs = removeUnreachable(outputs, folder, programs.flatMap(Object.keys))
  const grammars = await copyGrammars(join(dist, 'grammars'))
  cpSync(at('model/model'), join(dist, 'model'), { recursive: true })
  copyDictionaries(join(dist, 'dictionaries'))
  copyFileSync(at('../LICENSE'), join(folder, 'LICENSE'))
  writeFileSync(join(dist, 'THIRD-PARTY-LICENSES.txt'), licencesOf([...new Set([...inputs, ...grammars])]))
}

/**
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} entries
 */
function sourcesIn(folder, entries) {
  return Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(folder, path)]))
}

/** @typedef {import('esbuild').Metafile['outputs']} Outputs */

/**
 * Bundles entries that share files.
 * @param {string} folder
 * @param {Readonly<Record<string, string>>} entryPoints
 * @param {readonly string[]} apart names in dist that are imported but bundled elsewhere
 */
async function bundle(folder, entryPoints, apart) {
  const { metafile } = await build({
    entryPoints,
    external: apart.map((name) => `./${name}.js`),
    absWorkingDir: folder,
    outdir: join(folder, 'dist'),
    alias: SOURCES,
    define: { CERCA_VERSION: JSON.stringify(versionOf(folder)) },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // A search must not wait for the parsers that only indexing needs: what is imported on demand is a file of its
    // own, beside the entries so that a path relative to import.meta.url means the same in each.
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
  return metafile.outputs
}

/**
 * A module that is imported on demand becomes a file even where the code that would import it was left out. Removes
 * such files; returns the sources of those that stay.
 * @param {Outputs} outputs
 * @param {string} folder
 * @param {readonly string[]} entries
 */
function removeUnreachable(outputs, folder, entries) {
  const reached = new Set(entries.map((name) => `dist/${name}.js`))
  for (const path of reached) for (const imported of outputs[path]?.imports ?? []) reached.add(imported.path)
  const paths = Object.keys(outputs).filter((path) => path.endsWith('.js'))
  for (const path of paths.filter((path) => !reached.has(path))) {
    rmSync(join(folder, path))
    rmSync(join(folder, `${path}.map`))
  }
  const kept = paths.filter((path) => reached.has(path))
  return [...new Set(kept.flatMap((path) => Object.keys(outputs[path]?.inputs ?? {})))].map((path) =>
    join(folder, path),
  )
}

/** @param {string} folder of a package */
function versionOf(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
}

/**
 * The paths that were copied.
 * @param {string} target
 */
async function copyGrammars(target) {
  mkdirSync(target)
  const runtime = coreRequire.resolve('web-tree-sitter/web-tree-sitter.wasm')
  copyFileSync(runtime, join(target, 'web-tree-sitter.wasm'))
  const source = join(dirname(coreRequire.resolve('@cursorless/tree-sitter-wasms/package.json')), 'out')
  const names = (await grammarNames()).map((grammar) => `tree-sitter-${grammar}.wasm`)
  for (const name of names) copyFileSync(join(source, name), join(target, name))
  return [runtime, ...names.map((name) => join(source, name))]
}

/** @param {string} target */
function copyDictionaries(target) {
  mkdirSync(target)
  for (const name of readdirSync(at('model/dictionaries'))) {
    if (name.endsWith('.txt')) copyFileSync(at(`model/dictionaries/${name}`), join(target, name))
  }
}

// The one table of languages says which grammars are used.
async function grammarNames() {
  const table = await build({
    entryPoints: [at('core/src/text/languages.ts')],
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
