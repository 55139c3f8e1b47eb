import { existsSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { jsonOf, workspace } from './cerca.js'
import { SAMPLE } from './sample.js'

const FILES = {
  ...SAMPLE,
  '.gitignore': '*.tmp\n',
  'notes.tmp': 'x',
  'package-lock.json': '{}',
  '.env': 'A=1\n',
}

describe('cerca index', () => {
  it('ends its output with one JSON object for programs', () => {
    const { cerca, root } = workspace(FILES)
    const { code, out, err } = cerca(['index', '--json'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const report = JSON.parse(out.trimEnd().split('\n').at(-1) ?? '')
    expect(report).toMatchObject({ root, files: 7, problems: [] })
    expect(report.chunks).toBeGreaterThanOrEqual(report.files)
    expect(report.leftOut).toMatchObject({ ignored: 1, 'lock-file': 1, secret: 1 })
  })

  it('sums up for people', () => {
    const { cerca } = workspace(FILES)
    const { out } = cerca(['index'])
    expect(out).toMatch(/^Indexed work: 7 files, \d+ chunks, \d\.\d kB in .*\.$/m)
    expect(out).toMatch(/^ {2}Left out \d+: .*1 lock file/m)
    expect(cerca(['index']).out).toContain('Nothing had changed.')
  })

  it('leaves out what is too large, and takes it when told to', () => {
    const { cerca } = workspace({ 'big.md': `armadillo ${'word '.repeat(1000)}\n`, 'small.md': 'small\n' })
    expect(jsonOf(cerca(['index', '--json', '--max-file-size', '4k']))).toMatchObject({
      files: 1,
      leftOut: { 'too-large': 1 },
    })
    expect(jsonOf(cerca(['index', '--json', '--max-file-size', '1MiB']))).toMatchObject({
      files: 2,
      leftOut: {},
    })
  })

  it('keeps the index where it is told to, and leaves the workspace alone', () => {
    const { cerca, root, indexDir } = workspace(SAMPLE)
    const before = readdirSync(root).sort()
    cerca(['index', '--index-dir', `${indexDir}-other`])
    expect([existsSync(indexDir), readdirSync(`${indexDir}-other`).length]).toEqual([false, 1])
    expect(readdirSync(root).sort()).toEqual(before)
    expect(jsonOf(cerca(['status', '--json', '--index-dir', `${indexDir}-other`]))).toMatchObject({
      state: 'current',
    })
  })

  it('does the same with any number of workers', () => {
    const { cerca } = workspace(SAMPLE)
    const answers = ['0', '1', '3'].map((workers) => {
      cerca(['index', '--rebuild', '--workers', workers])
      return cerca(['search', 'temperature of the payment', '--json']).out
    })
    expect(new Set(answers).size).toBe(1)
  })
})

describe('cerca status', () => {
  it('follows an index from missing to stale', () => {
    const { cerca, write } = workspace(FILES)
    const state = () => {
      const outcome = cerca(['status', '--json'])
      return [jsonOf(outcome).state, outcome.code]
    }
    expect(state()).toEqual(['missing', 1])
    cerca(['index'])
    expect(state()).toEqual(['current', 0])
    write('docs/install.md', 'Otherwise.\n')
    write('new.md', 'New.\n')
    expect(state()).toEqual(['stale', 0])
    expect(jsonOf(cerca(['status', '--json']))).toMatchObject({
      pending: { added: 1, changed: 1, removed: 0 },
    })
    const { out } = cerca(['status'])
    expect(out).toMatch(/^ {2}state {6}.*1 changed, 1 new/m)
    expect(out).toMatch(/^ {2}languages {2}.*markdown 2/m)
  })

  it.each<[string, number, RegExp]>([
    ['docs/install.md', 0, /docs\/install\.md is indexed/],
    ['notes.tmp', 1, /notes\.tmp is left out: \*\.tmp \(.*\.gitignore:1\)/],
    ['package-lock.json', 1, /package-lock\.json is left out: .*built-in/],
    ['.env', 1, /\.env is left out: .*secret/s],
    ['none.md', 1, /There is no none\.md/],
  ])('explains %s', (path, code, sentence) => {
    const { cerca } = workspace(FILES)
    const outcome = cerca(['status', '--why', path])
    expect(outcome).toMatchObject({ code, err: '' })
    expect(outcome.out).toMatch(sentence)
  })

  it('explains a path from the current folder', () => {
    const { cerca } = workspace(FILES)
    const outcome = cerca(['status', '--why', 'install.md', '--json'], { cwd: 'docs' })
    expect(jsonOf(outcome)).toMatchObject({ path: 'docs/install.md', state: 'indexed' })
  })
})

describe('cerca clean', () => {
  it('removes one index, or all', () => {
    const { cerca, indexDir } = workspace(SAMPLE)
    cerca(['index'])
    cerca(['index', 'docs'])
    expect(readdirSync(indexDir)).toHaveLength(2)
    expect(cerca(['clean', 'docs'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Removed the index of'),
    })
    expect(readdirSync(indexDir)).toHaveLength(1)
    expect(cerca(['clean', 'docs']).out).toContain('There was no index of')
    expect(jsonOf(cerca(['clean', '--all', '--json']))).toEqual({ removed: 1 })
    expect(readdirSync(indexDir)).toEqual([])
  })
})
