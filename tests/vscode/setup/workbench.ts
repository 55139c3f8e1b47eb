/** Installs the server of VS Code: its real workbench and its real extension host, as code-server publishes them. */
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cached } from './cache.js'
import { runNpm } from './run-tool.js'
import { unpackPackage } from './unpack-package.js'

// VS Code 1.100.3, the newest that code-server offers for Node 20; engines.vscode must not ask for more.
const CODE_SERVER = {
  name: 'code-server',
  version: '4.100.3',
  sha512: 'q/Fh2DOxCRNhC/WiG/6sAhSKnj7ZACTVBaeeZ+rWjol//0FCbl/qg1ln5ecZ99jYcfqMxZZAyWcN+YBIo0DgpA==',
}

/**
 * What an editor with trees, peek, CodeLens and colours needs of VS Code's own dependencies. Their versions and
 * hashes are those that VS Code ships. Left out is what must be compiled: terminal, keyring, log writer, watchdog.
 */
const DEPENDENCIES: readonly string[] = [
  '@microsoft/1ds-core-js',
  '@microsoft/1ds-post-js',
  '@parcel/watcher',
  '@vscode/iconv-lite-umd',
  '@vscode/proxy-agent',
  '@vscode/ripgrep',
  'cookie',
  'http-proxy-agent',
  'https-proxy-agent',
  'jschardet',
  'minimist',
  'vscode-oniguruma',
  'vscode-regexpp',
  'vscode-textmate',
  'yauzl',
  'yazl',
]

/** Built-in extensions that need programs which are not installed, or that phone; and maps for debugging VS Code. */
const LEFT_OUT: readonly string[] = [
  '*.map',
  '*/extensions/*-language-features',
  '*/extensions/debug-*',
  '*/extensions/emmet',
  '*/extensions/git',
  '*/extensions/github*',
  '*/extensions/grunt',
  '*/extensions/gulp',
  '*/extensions/jake',
  '*/extensions/microsoft-authentication',
  '*/extensions/ms-vscode.*',
  '*/extensions/npm',
  '*/extensions/terminal-suggest',
  '*/extensions/tunnel-forwarding',
]

/** The program that serves VS Code, installed if need be. Throws with npm's words when it cannot be. */
export function installWorkbench(): string {
  const folder = cached(`vscode-of-code-server-${CODE_SERVER.version}-r2`, (unfinished) => {
    const leaveOut = LEFT_OUT.map((pattern) => `--exclude=${pattern}`)
    unpackPackage(CODE_SERVER, 'package/lib/vscode', unfinished, leaveOut)
    keepDependencies(join(unfinished, 'package.json'))
    // Its own npm-shrinkwrap.json names the versions and hashes.
    runNpm(
      ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
      unfinished,
    )
    const logWriter = join(unfinished, 'node_modules', '@vscode', 'spdlog')
    mkdirSync(logWriter)
    cpSync(fileURLToPath(new URL('spdlog.cjs', import.meta.url)), join(logWriter, 'index.cjs'))
    writeFileSync(
      join(logWriter, 'package.json'),
      JSON.stringify({ name: '@vscode/spdlog', main: 'index.cjs' }),
    )
    symlinkSync('node_modules', join(unfinished, 'node_modules.asar'))
  })
  return join(folder, 'out', 'server-main.js')
}

function keepDependencies(path: string): void {
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  const kept = Object.entries(manifest.dependencies).filter(([name]) => DEPENDENCIES.includes(name))
  writeFileSync(path, JSON.stringify({ ...manifest, dependencies: Object.fromEntries(kept), overrides: {} }))
}
