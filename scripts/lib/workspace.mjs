// What the scripts share. Only Node's own modules: it must run before anything is installed.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The root of the workspace. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** Command-line programs by name: files run with the Node that runs us, so no shell and no PATH is involved. */
const TOOLS = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  cerca: 'packages/cli/dist/main.js',
  knip: 'node_modules/knip/bin/knip.js',
  publint: 'node_modules/publint/src/cli.js',
  tsc: 'node_modules/typescript/bin/tsc',
  turbo: 'node_modules/turbo/bin/turbo',
  vitest: 'node_modules/vitest/vitest.mjs',
}

// Tools under our command tell nobody that they were used.
const QUIET_TOOLS = { TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' }

/**
 * Runs a tool in the root and resolves to its exit code and, with `output: 'hold'`, what it wrote.
 * @param {keyof typeof TOOLS} tool
 * @param {readonly string[]} args
 * @param {{ output: 'show' | 'hold', cwd?: string }} options
 */
export function runTool(tool, args, options) {
  return run(process.execPath, [join(ROOT, TOOLS[tool]), ...args], options)
}

/**
 * Installs what package-lock.json names unless exactly that is there; resolves to whether it had to.
 * Throws with npm's own words when npm fails.
 */
export async function ensureInstalled() {
  if (isInstalled()) return false
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  // npm says where its own program is; a bare `npm` is a batch file on Windows and needs a shell.
  const npm = process.env.npm_execpath ?? ''
  const done = /npm-cli\.[cm]?js$/.test(npm)
    ? await run(process.execPath, [npm, ...args], { output: 'hold' })
    : await run('npm', args, { output: 'hold', shell: process.platform === 'win32' })
  if (done.code !== 0) throw new Error(`npm ci failed:\n${done.text}`)
  return true
}

/** Builds every package with turbo, in the order of their dependencies. Throws with the log when a build fails. */
export async function build() {
  const done = await runTool('turbo', ['run', 'build', '--output-logs=new-only'], { output: 'hold' })
  if (done.code !== 0) throw new Error(`The build failed:\n${done.text}`)
}

/**
 * One step of a script: a line with its name and how long it took.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 */
export async function step(name, work) {
  const started = Date.now()
  process.stdout.write(`${name} ... `)
  try {
    const result = await work()
    process.stdout.write(`${((Date.now() - started) / 1000).toFixed(1)} s\n`)
    return result
  } catch (error) {
    process.stdout.write('failed\n')
    throw error
  }
}

/**
 * Runs a script's main function; a failure is told in words, not as a stack trace.
 * @param {() => Promise<number>} main resolves to the exit code
 */
export async function runMain(main) {
  requireNode()
  try {
    process.exitCode = await main()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  // The oldest release that the dependencies support too.
  if (major > 20 || (major === 20 && minor >= 15)) return
  console.error(`Cerca needs Node 20.15 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

// Compares what npm noted about node_modules with the lock file: file dates say little after a checkout.
function isInstalled() {
  const notedPath = join(ROOT, 'node_modules', '.package-lock.json')
  if (!existsSync(notedPath)) return false
  const noted = readJson(notedPath).packages
  for (const [path, wanted] of Object.entries(readJson(join(ROOT, 'package-lock.json')).packages)) {
    // Entries outside node_modules are our own packages; optional ones are for other systems.
    if (!path.startsWith('node_modules/') || wanted.optional === true) continue
    const found = noted[path]
    if (found === undefined || found.version !== wanted.version) return false
    if (wanted.link === true && !existsSync(join(ROOT, path))) return false
  }
  return true
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ output: 'show' | 'hold', cwd?: string, shell?: boolean }} options
 * @returns {Promise<{ code: number, text: string }>}
 */
function run(command, args, { output, cwd = ROOT, shell = false }) {
  return new Promise((resolve, reject) => {
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = output === 'show' ? 'inherit' : ['ignore', 'pipe', 'pipe']
    const child = spawn(command, args, { cwd, shell, stdio, env: { ...process.env, ...QUIET_TOOLS } })
    /** @type {Buffer[]} */
    const pieces = []
    child.stdout?.on('data', (piece) => pieces.push(piece))
    child.stderr?.on('data', (piece) => pieces.push(piece))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, text: Buffer.concat(pieces).toString('utf8') }))
  })
}
