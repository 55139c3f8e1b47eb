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
 *   command?: { readonly name: string, readonly source: string },
 *   apart?: Readonly<Record<string, string>>,
 * }} program `folder` is absolute; entries are names in dist → sources, relative to the folder. The `command` is one
 *   CommonJS file, `NAME.cjs`, which imports entries and what is apart on demand, under `./NAME.js`. Those `apart`
 *   share no files with the entries: what many share falls into many files, and each takes its time at the start
 */
export async function bundleProgram({ folder, entries, command, apart = {} }) {
  const dist = join(folder, 'dist')
  rmSync(dist, { recursive: true, force: true })
  const programs = [
    { ...sourcesIn(folder, entries), ...THREADS },
    { ...sourcesIn(folder, apart), ...EDITOR_THREADS },
  ]
  const onDemand = [...Object.keys(entries), ...Object.keys(apart)]
  /** @type {Outputs} */
  const outputs = {}
  // What is the same in two bundles has the same name in both, so nothing is removed before all are there.
  for (const program of programs) Object.assign(outputs, await bundle(folder, program, Object.keys(apart)))
  if (command) Object.assign(outputs, await bundleCommand(folder, command, onDemand))
  const starts = programs.flatMap(Object.keys).map((name) => `${name}.js`)
  if (command) starts.push(`${command.name}.cjs`)
  const inputs = removeUnreachable(outputs, folder, starts)
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
  const elsewhere = new Set(apart.map((name) => `./${name}.js`))
  const { metafile } = await build({
    ...optionsOf(folder),
    plugins: [importedOnDemand((path) => elsewhere.has(path))],
    entryPoints,
    format: 'esm',
    // A search must not wait for the parsers that only indexing needs: what is imported on demand is a file of its
    // own, beside the entries so that a path relative to import.meta.url means the same in each.
    splitting: true,
    chunkNames: '[name]-[hash]',
    // Some dependencies are CommonJS inside, and an ES module has no require.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
  })
  return metafile.outputs
}

/**
 * Bundles a command into one file. Throws where it imports on demand what is not there to be imported.
 * @param {string} folder
 * @param {{ readonly name: string, readonly source: string }} command
 * @param {readonly string[]} onDemand names in dist that are bundled elsewhere
 */
async function bundleCommand(folder, { name, source }, onDemand) {
  const options = optionsOf(folder)
  const { metafile } = await build({
    ...options,
    entryPoints: { [name]: join(folder, source) },
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    define: { ...options.define, 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    // Also those of code that is left out in the end: what is imported on demand inside a file is made ready to be,
    // and all that it imports, which would come before everything else.
    plugins: [importedOnDemand(() => true)],
  })
  const isThere = new Set(onDemand.map((name) => `./${name}.js`))
  for (const { path, kind } of metafile.outputs[`dist/${name}.cjs`]?.imports ?? [])
    if (kind === 'dynamic-import' && !isThere.has(path))
      throw new Error(`${source} imports ${path} on demand, which is no entry of this program.`)
  return metafile.outputs
}

/**
 * Leaves imports on demand as they are where `isElsewhere` says of their path that it is bundled elsewhere; other
 * imports of the same files are bundled.
 * @param {(path: string) => boolean} isElsewhere
 * @returns {import('esbuild').Plugin}
 */
function importedOnDemand(isElsewhere) {
  return {
    name: 'imported-on-demand',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ kind, path }) =>
        kind === 'dynamic-import' && isElsewhere(path) ? { path, external: true } : undefined,
      )
    },
  }
}

/** @param {string} folder */
function optionsOf(folder) {
  return /** @type {const} */ ({
    absWorkingDir: folder,
    outdir: join(folder, 'dist'),
    alias: SOURCES,
    define: { CERCA_VERSION: JSON.stringify(versionOf(folder)) },
    bundle: true,
    platform: 'node',
    target: 'node20',
    sourcemap: 'external',
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
}

/**
 * A module that is imported on demand becomes a file even where the code that would import it was left out. Removes
 * such files; returns the sources of those that stay.
 * @param {Outputs} outputs
 * @param {string} folder
 * @param {readonly string[]} starts file names
 */
function removeUnreachable(outputs, folder, starts) {
  const reached = new Set(starts.map((name) => `dist/${name}`))
  for (const path of reached) for (const imported of outputs[path]?.imports ?? []) reached.add(imported.path)
  const paths = Object.keys(outputs).filter((path) => /\.c?js$/.test(path))
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
