import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { COMMAND, jsonOf, type Workspace, workspace } from './cerca.js'
import { SAMPLE } from './sample.js'

const QUESTION = ['search', 'ask for a refund', '--json']

describe('a damaged index', () => {
  it.each<[string, (path: string) => void]>([
    ['cut in half', (path) => truncateSync(path, statSync(path).size >> 1)],
    ['emptied', (path) => truncateSync(path, 0)],
    ['with a flipped bit', flipBit],
    ['overwritten', (path) => writeFileSync(path, 'not an index')],
  ])('%s is built again, and never gives a wrong answer', (_, damage) => {
    const { cerca, indexDir } = workspace(SAMPLE)
    const answer = cerca(QUESTION).out
    for (const path of filesBelow(indexDir)) {
      damage(path)
      expect(cerca(QUESTION)).toMatchObject({ code: 0, out: answer })
    }
    expect(jsonOf(cerca(['status', '--json']))).toMatchObject({ state: 'current', files: 6 })
  })

  it('is told apart from a good one', () => {
    const { cerca, indexDir } = workspace(SAMPLE)
    cerca(['index'])
    for (const path of filesBelow(indexDir)) flipBit(path)
    const { code, out, err } = cerca(['status'])
    expect({ code, err }).toEqual({ code: 3, err: '' })
    expect(out).toMatch(/^ {2}state {6}damaged \(.+\); the next search or `cerca index` builds it again$/m)
  })
})

describe('an index folder that cannot be written', () => {
  it('does not keep a search from answering, but an index command fails and says what to do', () => {
    const { cerca, root } = workspace(SAMPLE)
    // A file where a folder should be stops even an administrator.
    const indexDir = join(root, 'docs/install.md')
    const { code, out } = cerca([...QUESTION, '--index-dir', indexDir])
    expect({ code, path: JSON.parse(out).results[0].path }).toEqual({ code: 0, path: 'docs/refunds.md' })
    const failed = cerca(['index', '--index-dir', indexDir])
    expect(failed).toMatchObject({ code: 3, out: '' })
    expect(failed.err).toMatch(
      /cerca: The index folder cannot be written: .+\n {2}Free some space or name another/,
    )
    expect(failed.err).not.toContain('    at ')
  })
})

describe('several processes', () => {
  it('may all want the index at once', async () => {
    const space = workspace(SAMPLE)
    const outputs = await Promise.all(
      Array.from({ length: 4 }, () => outputOf(space, [...QUESTION, '-k', '1'])),
    )
    expect(new Set(outputs).size).toBe(1)
    expect(JSON.parse(outputs[0] ?? '')).toMatchObject({ results: [{ path: 'docs/refunds.md' }] })
  })

  it('may be killed at any moment', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`src/f${i}.py`, SAMPLE['shop/cart.py']]),
    )
    const { cerca, root, indexDir } = workspace({ ...SAMPLE, ...files })
    for (const milliseconds of [30, 60, 90, 120, 160, 200, 260]) {
      const env = { PATH: process.env.PATH ?? '', CERCA_INDEX_DIR: indexDir }
      const child = spawn(process.execPath, [COMMAND, 'index', '--rebuild'], {
        cwd: root,
        env,
        stdio: 'ignore',
      })
      const ended = new Promise((resolve) => child.on('close', resolve))
      await setTimeout(milliseconds)
      child.kill('SIGKILL')
      await ended
      expect(cerca([...QUESTION, '-k', '1'])).toMatchObject({ code: 0, err: '', out: /docs\/refunds\.md/ })
    }
  })
})

function flipBit(path: string): void {
  const bytes = readFileSync(path)
  const middle = bytes.length >> 1
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  writeFileSync(path, bytes)
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

function outputOf({ root, indexDir }: Workspace, argv: readonly string[]): Promise<string> {
  const env = { PATH: process.env.PATH ?? '', CERCA_INDEX_DIR: indexDir }
  const child = spawn(process.execPath, [COMMAND, ...argv], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (part: Buffer) => {
    output += part.toString()
  })
  return new Promise((resolve) => child.on('close', () => resolve(output)))
}
