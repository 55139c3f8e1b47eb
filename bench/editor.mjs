#!/usr/bin/env node
// Measures the built language server as an editor waits for it, over stdio, on a copy of a folder.
//
//   node bench/editor.mjs --root FOLDER [--changed 2000] [--runs 5] [--question "…"]
//
// Prints a table: activation to the first answer with a warm index, and what that reads again; searches and keystrokes
// while changed files are indexed; memory; a saved file until it is found; CodeLens of a file of about 1,000 lines.
// A keystroke is a didChange with a request right behind it that needs no index: its answer comes when both are done.
import { spawnSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { startServer } from './lib/editor-client.mjs'

const { values: args } = parseArgs({
  options: {
    root: { type: 'string' },
    changed: { type: 'string', default: '2000' },
    runs: { type: 'string', default: '5' },
    question: { type: 'string', default: 'how are errors handled and reported' },
  },
})
if (args.root === undefined) throw new Error('Name a folder: --root FOLDER')
// Read for their rules.
const IGNORE_FILES = new Set(['.gitignore', '.ignore', '.cercaignore'])
const nRuns = Number(args.runs)
const nChanged = Number(args.changed)
const cli = fileURLToPath(new URL('../packages/cli/dist/main.js', import.meta.url))
const countReads = new URL('../tests/lsp/count-reads.mjs', import.meta.url)

/** Files nearest to 1,000 lines whose lenses are asked for, one after the other, as somebody reads code. */
const LENS_FILES = 9

/** So long VS Code waits between being told of lenses and resolving them (codelensController.ts). Milliseconds. */
const RESOLVED_AFTER_MS = 250

/** Of code with comments that begin with `#` or `//`, so that a line can be added. */
const COMMENTS = new Map([
  ...['.py', '.rb', '.sh', '.r', '.R'].map((extension) => [extension, '#']),
  ...['.js', '.ts', '.go', '.java', '.rs', '.cc', '.c', '.h', '.cpp', '.cs', '.php', '.kt'].map(
    (extension) => [extension, '//'],
  ),
])

/** Of the copy, listed once. */
let knownFiles

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'cerca-editor-')))
try {
  await measure(join(folder, basename(args.root)))
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}

async function measure(root) {
  cpSync(resolve(args.root), root, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
  const env = { ...process.env, CERCA_INDEX_DIR: join(folder, 'index') }
  const built = spawnSync(process.execPath, [cli, 'index', root, '--json'], {
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (built.status !== 0) throw new Error(built.stderr)
  const { files, chunks } = JSON.parse(built.stdout)
  print(['files, chunks', `${files}, ${chunks}`, ''])

  const activations = []
  for (let run = 0; run < nRuns; run++) {
    const started = performance.now()
    const server = await startServer(root, env)
    await ask(server)
    activations.push(performance.now() - started)
    await server.end()
  }
  print(['start of the process to the first answer', ms(median(activations)), '1,000 ms'])
  print(['unchanged files read again at a restart', String(await filesReadAgain(root, env)), '0'])

  const server = await startServer(root, env)
  await untilComplete(server)
  print(['memory of the server at rest', `${memoryOf(server, 'VmRSS')} MB`, '400 MB'])
  for (const row of await whileIndexing(server, root)) print(row)
  print(['memory of the server at most', `${memoryOf(server, 'VmHWM')} MB`, '400 MB'])
  print(await saveToFound(server, root))
  for (const row of await lenses(server, root)) print(row)
  await server.end()
}

function print([what, value, goal]) {
  console.log(`${what.padEnd(52)} ${value.padStart(22)}   ${goal && `goal ${goal}`}`)
}

async function ask(server, query = args.question) {
  return server.request('cerca/search', { query, limit: 20 })
}

async function untilComplete(server) {
  while (!(await ask(server)).isComplete) await sleep(50)
}

/**
 * How many indexed files a second start reads. What is left out for what it holds has to be looked at again, and the
 * rules that leave files out are no text to be indexed.
 */
async function filesReadAgain(root, env) {
  const log = join(folder, 'reads')
  writeFileSync(log, '')
  const counting = { ...env, NODE_OPTIONS: `--import=${countReads}`, READS_OF: root, READS_LOG: log }
  const server = await startServer(root, counting)
  while (!(await server.request('cerca/search', { query: 'path:no/such/place' })).isComplete) await sleep(50)
  await sleep(500)
  const leftOut = await server.request('cerca/leftOut', { limit: 100_000 })
  const isLeftOut = new Set(leftOut.files.map(({ path }) => path))
  await server.end()
  const sources = new Set(sourceFiles(root))
  return new Set(
    readFileSync(log, 'utf8')
      .split('\n')
      .filter((path) => sources.has(join(root, path)) && !isLeftOut.has(path))
      .filter((path) => !IGNORE_FILES.has(basename(path))),
  ).size
}

async function whileIndexing(server, root) {
  const changed = sourceFiles(root)
    .filter((path) => COMMENTS.has(extname(path)))
    .slice(0, nChanged)
  const open = sourceFiles(root)
    .filter((path) => COMMENTS.has(extname(path)))
    .at(-1)
  await server.open(open, readFileSync(open, 'utf8'))
  for (const path of changed) appendFileSync(path, `\n${COMMENTS.get(extname(path))} one more line\n`)
  const started = performance.now()
  await server.changed(changed)
  const searches = []
  const keystrokes = []
  let isComplete = false
  const typing = (async () => {
    for (let key = 0; !isComplete; key++) {
      const began = performance.now()
      server.type(open, 0, String.fromCharCode(97 + (key % 26)))
      await server.request('cerca/status')
      keystrokes.push(performance.now() - began)
      // A fast typist.
      await sleep(80)
    }
  })()
  while (!isComplete) {
    const began = performance.now()
    const answer = await ask(server, `${args.question} ${searches.length}`)
    searches.push(performance.now() - began)
    isComplete = answer.isComplete
    await sleep(50)
  }
  const seconds = (performance.now() - started) / 1000
  await typing
  return [
    [`${changed.length} changed files are indexed in`, `${seconds.toFixed(1)} s`, ''],
    [
      `  cerca/search meanwhile, p50, p95 of ${searches.length}`,
      `${ms(quantile(searches, 0.5))}, ${ms(quantile(searches, 0.95))}`,
      '50 ms',
    ],
    [
      `  a keystroke meanwhile, p50, p95 of ${keystrokes.length}`,
      `${ms(quantile(keystrokes, 0.5))}, ${ms(quantile(keystrokes, 0.95))}`,
      '5 ms',
    ],
  ]
}

async function saveToFound(server, root) {
  const times = []
  for (let run = 0; run < nRuns; run++) {
    const path = sourceFiles(root).filter((file) => COMMENTS.has(extname(file)))[run * 7]
    const word = `quokka${['alpha', 'beta', 'gamma', 'delta', 'epsilon'][run % 5]}${run}`
    appendFileSync(path, `\n${COMMENTS.get(extname(path))} ${word}\n`)
    const started = performance.now()
    await server.saved(path)
    const isFound = async () =>
      (await ask(server, word)).hits.some(({ uri }) => uri === pathToFileURL(path).href)
    while (!(await isFound())) await sleep(5)
    times.push(performance.now() - started)
  }
  return [
    'a saved file until it is found, median, most',
    `${ms(median(times))}, ${ms(Math.max(...times))}`,
    '300 ms',
  ]
}

async function lenses(server, root) {
  const lengths = sourceFiles(root)
    .filter((path) => COMMENTS.has(extname(path)))
    .map((path) => ({ path, away: Math.abs(readFileSync(path, 'utf8').split('\n').length - 1000) }))
  const paths = lengths.sort((a, b) => a.away - b.away || (a.path < b.path ? -1 : 1)).map(({ path }) => path)
  const opened = { atOnce: [], later: [] }
  for (const [idx, path] of paths.slice(0, 2 * LENS_FILES).entries()) {
    await server.open(path, readFileSync(path, 'utf8'))
    if (idx < LENS_FILES) opened.atOnce.push(await resolveLenses(server, path, 0))
    else opened.later.push(await resolveLenses(server, path, RESOLVED_AFTER_MS))
  }
  const edited = { atOnce: [], later: [] }
  for (let run = 0; run < 2 * nRuns; run++) {
    // Another version has other lenses: nothing is known of the functions of this one.
    server.type(paths[0], 0, '\n')
    server.changeAll(paths[0], (text) => text.replaceAll(/\n([ \t]*)return /g, `\n$1return run${run} `))
    if (run < nRuns) edited.atOnce.push(await resolveLenses(server, paths[0], 0))
    else edited.later.push(await resolveLenses(server, paths[0], RESOLVED_AFTER_MS))
  }
  const row = (what, runs) => [
    `${what} (${median(runs.map(({ count }) => count))} lenses), median, most`,
    `${ms(median(runs.map(({ time }) => time)))}, ${ms(Math.max(...runs.map(({ time }) => time)))}`,
    '100 ms',
  ]
  const wait = `resolved ${RESOLVED_AFTER_MS} ms after they are listed, which do not count`
  return [
    row(`CodeLens of ${LENS_FILES} files of 1,000 lines opened`, opened.atOnce),
    row(`  of ${LENS_FILES} others, ${wait}`, opened.later),
    row('CodeLens of one, all its functions edited', edited.atOnce),
    row(`  the same, ${wait}`, edited.later),
  ]
}

/** Milliseconds until every lens of an open file is resolved, less a wait before that, and how many there are. */
async function resolveLenses(server, path, waitMs) {
  const textDocument = { uri: pathToFileURL(path).href }
  const started = performance.now()
  const found = await server.request('textDocument/codeLens', { textDocument })
  const listed = performance.now()
  if (waitMs > 0) await sleep(waitMs)
  const asked = performance.now()
  const open = found.filter(({ command }) => command === undefined)
  await Promise.all(open.map((lens) => server.request('codeLens/resolve', lens)))
  return { time: listed - started + performance.now() - asked, count: found.length }
}

function sourceFiles(root) {
  knownFiles ??= readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !(entry.parentPath ?? entry.path).includes('/.git'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
  return knownFiles
}

/** MB; only Linux tells. */
function memoryOf({ pid }, field) {
  try {
    return Math.round(
      Number(new RegExp(`${field}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024,
    )
  } catch {
    return Number.NaN
  }
}

function median(values) {
  return quantile(values, 0.5)
}

function quantile(values, share) {
  const ordered = [...values].sort((a, b) => a - b)
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))]
}

function ms(value) {
  return `${value.toFixed(value < 10 ? 1 : 0)} ms`
}
