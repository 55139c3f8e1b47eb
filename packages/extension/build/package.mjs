// Packs what was built into dist/cerca-VERSION.vsix, or where `--out` says, for VS Code and its kin to install.
// Nothing is published.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url))

if (!existsSync(at('dist/server/main.js'))) throw new Error('Build first: npm run build')
const { version } = JSON.parse(readFileSync(at('package.json'), 'utf8'))
const { out } = parseArgs({ options: { out: { type: 'string' } } }).values
const target = out ?? at(`dist/cerca-${version}.vsix`)
const vsce = createRequire(import.meta.url).resolve('@vscode/vsce/vsce')
// Dependencies are in the bundles; and vsce cannot know that the workspace has no public address yet.
const args = ['package', '--no-dependencies', '--allow-missing-repository', '--out', target]
execFileSync(process.execPath, [vsce, ...args], { cwd: at('.'), stdio: ['ignore', 'ignore', 'inherit'] })
console.log(`${target}: ${(statSync(target).size / 1_000_000).toFixed(1)} MB`)
