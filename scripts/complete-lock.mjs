// Adds to package-lock.json the optional packages of other systems that `npm install` left out, which it does when a
// registry or cache has only those of the system it ran on: without them `npm ci` on a Mac or on Windows finds no
// turbo, rollup or biome. Run it after `npm install`; a test in tests/house says when it is needed. The entries carry
// no hash, because what was not downloaded was not seen; npm adds it where the registry has the package.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, runMain } from './lib/workspace.mjs'

// Words in the names of such packages, as in rollup-linux-arm64-musl.
/** @type {Readonly<Record<string, string>>} */
const SYSTEMS = {
  android: 'android',
  darwin: 'darwin',
  freebsd: 'freebsd',
  linux: 'linux',
  openbsd: 'openbsd',
  openharmony: 'openharmony',
  win32: 'win32',
  windows: 'win32',
}

/** @type {Readonly<Record<string, string>>} */
const PROCESSORS = {
  64: 'x64',
  arm: 'arm',
  arm64: 'arm64',
  ia32: 'ia32',
  loong64: 'loong64',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  x64: 'x64',
}

const EXACT_VERSION = /^\d+\.\d+\.\d+(-[\w.]+)?$/

await runMain(async () => {
  const path = join(ROOT, 'package-lock.json')
  const lock = JSON.parse(readFileSync(path, 'utf8'))
  const known = Object.keys(lock.packages).length
  for (const parent of Object.values({ ...lock.packages })) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const entry = entryOf(name, version, parent)
      if (entry !== undefined) lock.packages[`node_modules/${name}`] ??= entry
    }
  }
  const added = Object.keys(lock.packages).length - known
  // npm's own order.
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
  )
  if (added > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
  console.log(`${added} packages of other systems added.`)
  return 0
})

/**
 * @param {string} name
 * @param {string} version
 * @param {{ license?: string, dev?: boolean }} parent
 */
function entryOf(name, version, parent) {
  const words = (name.split('/').pop() ?? '').split('-')
  const os = words.map((word) => SYSTEMS[word]).find((found) => found !== undefined)
  const cpu = words.map((word) => PROCESSORS[word]).find((found) => found !== undefined)
  if (os === undefined || cpu === undefined || !EXACT_VERSION.test(version)) return undefined
  const libc = os !== 'linux' ? undefined : libcOf(words)
  return {
    version,
    cpu: [cpu],
    ...(parent.dev === true ? { dev: true } : {}),
    ...(libc === undefined ? {} : { libc: [libc] }),
    license: parent.license,
    optional: true,
    os: [os],
  }
}

/** @param {readonly string[]} words */
function libcOf(words) {
  if (words.some((word) => word.startsWith('musl'))) return 'musl'
  return words.some((word) => word.startsWith('gnu')) ? 'glibc' : undefined
}
