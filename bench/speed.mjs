#!/usr/bin/env node
// Measures the built command as a user waits for it: whole processes, cold indexes, warm searches.
//
//   node bench/speed.mjs --root FOLDER [--root FOLDER]… [--runs 5] [--workers N] [--adapt off] [--model none]
//     [--question "…"]
//
// Prints for each folder: the median time of a cold index with source MB/s and peak memory, of a one-shot search on
// the finished index, of bringing it up to date after one file changed, and of a question to a warm `--batch`.
// The folder is copied first, so that the changed file is not the user's.
import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values: args } = parseArgs({
  options: {
    root: { type: 'string', multiple: true, default: [] },
    runs: { type: 'string', default: '5' },
    workers: { type: 'string' },
    adapt: { type: 'string' },
    model: { type: 'string' },
    question: { type: 'string', default: 'how are errors handled and reported' },
  },
})
const nRuns = Number(args.runs)
const cli = join(dirname(fileURLToPath(import.meta.url)), '../packages/cli/dist/main.js')
const optionsOf = (...names) =>
  names.flatMap((name) => (args[name] === undefined ? [] : [`--${name}`, args[name]]))
const indexing = optionsOf('workers', 'adapt', 'model')
const searching = optionsOf('model')

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1]

/** Runs the command and returns the last line of its output, the wall time in ms and its peak memory in MB. */
function run(words, indexDir) {
  const started = performance.now()
  const child = spawnSync(process.execPath, ['--import', memoryProbe, cli, ...words], {
    env: { ...process.env, CERCA_INDEX_DIR: indexDir },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  const ms = performance.now() - started
  if (child.status !== 0 && child.status !== 1) throw new Error(child.stderr)
  const peak = /peak (\d+)/.exec(child.stderr)?.[1]
  return { ms, peakMb: Number(peak) / 1024, answer: JSON.parse(child.stdout.trim().split('\n').at(-1)) }
}

/** Tells the process's peak resident set, in KiB, when it ends. */
const memoryProbe = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => process.stderr.write(`\\npeak ${process.resourceUsage().maxRSS}\\n`))",
)}`

async function askBatch(root, indexDir, questions) {
  const child = spawn(process.execPath, [cli, 'search', root, '--batch', '-', '--json', ...searching], {
    env: { ...process.env, CERCA_INDEX_DIR: indexDir },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const times = []
  for (const question of questions) {
    const started = performance.now()
    child.stdin.write(`${question}\n`)
    await lines.next()
    times.push(performance.now() - started)
  }
  child.stdin.end()
  return times
}

function largestTextFile(root) {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(py|js|ts|go|java|rs|cc|c|rb|php|cs|md)$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort((a, b) => statSync(a).size - statSync(b).size)
  return files[files.length >> 1]
}

/** The index folder's bytes, to compare two builds. */
function bytesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => [
      entry.name,
      readFileSync(join(entry.parentPath ?? entry.path, entry.name)).toString('latin1'),
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flat()
    .join('\n')
}

for (const root of args.root.map((path) => resolve(path))) {
  const folder = mkdtempSync(join(tmpdir(), 'cerca-speed-'))
  try {
    const copy = join(folder, basename(root))
    cpSync(root, copy, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
    const cold = []
    for (let i = 0; i < nRuns; i++) {
      const indexDir = join(folder, 'index')
      rmSync(indexDir, { recursive: true, force: true })
      cold.push(run(['index', copy, '--json', ...indexing], indexDir))
    }
    const indexDir = join(folder, 'index')
    const first = bytesOf(indexDir)
    const other = join(folder, 'other')
    run(['index', copy, '--json', ...optionsOf('adapt', 'model'), '--workers', '0'], other)
    const isSame = first === bytesOf(other)
    const search = Array.from({ length: nRuns }, () =>
      run(['search', args.question, copy, '--json', ...searching], indexDir),
    )
    const changed = largestTextFile(copy)
    const update = Array.from({ length: nRuns }, (_, i) => {
      appendFileSync(changed, `\n# a changed line ${i}\n`)
      return run(['index', copy, '--json', ...indexing], indexDir)
    })
    const questions = Array.from({ length: 60 }, (_, i) => `${args.question} ${i}`)
    const warm = (await askBatch(copy, indexDir, questions)).slice(20)
    const { files, chunks, sourceBytes, indexBytes } = cold[0].answer
    const mb = sourceBytes / 1e6
    const coldMs = median(cold.map(({ ms }) => ms))
    const updateMs = median(update.map(({ ms }) => ms))
    console.log(
      [
        `${basename(root)}: ${files} files, ${chunks} chunks, ${mb.toFixed(1)} MB of source, index ${(indexBytes / 1e6).toFixed(1)} MB`,
        `  cold index      ${coldMs.toFixed(0)} ms (${(mb / (coldMs / 1000)).toFixed(1)} MB/s), peak ${median(cold.map(({ peakMb }) => peakMb)).toFixed(0)} MB`,
        `  one-shot search ${median(search.map(({ ms }) => ms)).toFixed(0)} ms, peak ${median(search.map(({ peakMb }) => peakMb)).toFixed(0)} MB`,
        `  1 file changed  ${updateMs.toFixed(0)} ms (${((updateMs / coldMs) * 100).toFixed(1)} % of cold)`,
        `  warm question   ${median(warm).toFixed(2)} ms`,
        `  same bytes with other workers: ${isSame ? 'yes' : 'NO'}`,
      ].join('\n'),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
