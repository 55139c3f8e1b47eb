/** Finds or installs a Chromium that runs without a screen. */
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { cached } from './cache.js'
import { runTool } from './run-tool.js'
import { unpackPackage } from './unpack-package.js'

export interface Browser {
  readonly executablePath: string
  /** Variables that it needs beside those of this process. */
  readonly env: Readonly<Record<string, string>>
}

// Chromium 143 with the libraries that it needs beside the C library; the newest whose package allows Node 20.
const CHROMIUM = {
  name: '@sparticuz/chromium',
  version: '143.0.4',
  sha512: '/6I7uQTRhRDD2/gGPQ1Gkf+Dqk0RYDACPJDZfSzz0OWk4JmUTonNHPXbrn6UIklOHlnDLf8xAAzkOZKB/cJpLA==',
}

const INSTALLED: readonly string[] = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** Those of the package name folders of the machine that it was made for; without a font it does not start. */
const FONT_SETTINGS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Open Sans</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
`

/**
 * The browser that `CERCA_BROWSER` names; else the pinned one from the registry; else one that is installed; else
 * one that the system's package manager installs. Throws with what was tried when none runs.
 */
export function findBrowser(): Browser {
  const { CERCA_BROWSER: chosen } = process.env
  if (chosen !== undefined) return requireRunning({ executablePath: chosen, env: {} })
  const problems: string[] = []
  for (const attempt of [installPinned, findInstalled, installWithApt]) {
    try {
      return requireRunning(attempt())
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error))
    }
  }
  const advice = 'Install Chromium or Chrome, or name one in the variable CERCA_BROWSER.'
  throw new Error([`There is no browser. ${advice}`, ...problems].join('\n'))
}

function installPinned(): Browser {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(`The registry has no Chromium for ${process.platform} on ${process.arch}.`)
  }
  const folder = cached(`chromium-${CHROMIUM.version}-r1`, (unfinished) => {
    unpackPackage(CHROMIUM, 'package/bin', unfinished, [])
    writeFileSync(join(unfinished, 'chromium'), readBrotli(join(unfinished, 'chromium.br')))
    chmodSync(join(unfinished, 'chromium'), 0o755)
    for (const name of ['al2023', 'fonts', 'swiftshader']) {
      const archive = join(unfinished, `${name}.tar`)
      writeFileSync(archive, readBrotli(`${archive}.br`))
      runTool('tar', ['xf', archive, '-C', unfinished])
    }
    runTool('sh', ['-c', 'rm -- *.br *.tar'], { cwd: unfinished })
    writeFileSync(join(unfinished, 'fonts.conf'), FONT_SETTINGS)
  })
  return {
    executablePath: join(folder, 'chromium'),
    env: { LD_LIBRARY_PATH: `${join(folder, 'lib')}:${folder}`, FONTCONFIG_PATH: folder },
  }
}

function findInstalled(): Browser {
  const executablePath = INSTALLED.find((path) => existsSync(path))
  if (executablePath === undefined) throw new Error(`None of ${INSTALLED.join(', ')} is there.`)
  return { executablePath, env: {} }
}

function installWithApt(): Browser {
  const isRoot = process.getuid?.() === 0
  const [command = 'apt-get', ...before] = isRoot ? ['apt-get'] : ['sudo', '-n', 'apt-get']
  runTool(command, [...before, 'update'])
  runTool(command, [...before, 'install', '-y', '--no-install-recommends', 'chromium'])
  return findInstalled()
}

/** Throws when it does not even tell its version, such as where a library is missing. */
function requireRunning(browser: Browser): Browser {
  runTool(browser.executablePath, ['--version'], { env: { ...process.env, ...browser.env } })
  return browser
}

function readBrotli(path: string): Buffer {
  return brotliDecompressSync(readFileSync(path))
}
