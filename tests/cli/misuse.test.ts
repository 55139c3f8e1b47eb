import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { COMMAND, jsonOf, workspace } from './cerca.js'
import { SAMPLE } from './sample.js'

describe('wrong arguments', () => {
  it.each<[string[], RegExp]>([
    [[], /No command was given/],
    [['serach', 'x'], /Did you mean `cerca search`\?/],
    [['search'], /nothing to search for/],
    [['search', 'x', '--limt', '3'], /Did you mean --limit\?/],
    [['search', 'x', '-k', '0'], /--limit cannot be "0"/],
    [['search', 'how is it', 'nowhere'], /There is no folder nowhere/],
    [['search', '   '], /nothing to search for/],
    [['search', '"'], /nothing to search for/],
    [['search', 'kind:nonsense'], /Unknown filter value/],
    [['index', 'nowhere'], /There is no folder .*nowhere/],
    [['index', 'docs/install.md'], /is a file, not a folder/],
    [['status', 'nowhere'], /There is no folder .*nowhere/],
    [['clean', '--everything'], /There is no option --everything/],
  ])('cerca %j ends with 2 and says what to do', (argv, message) => {
    const { cerca } = workspace(SAMPLE)
    const { code, out, err } = cerca(argv)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(/^cerca: .+\n {2}.+\n/m)
    expect(err).toMatch(message)
    expect(err).not.toContain('    at ')
  })

  it('are an object for programs', () => {
    const { cerca } = workspace(SAMPLE)
    expect(jsonOf(cerca(['search', 'x', '--json', '--limt', '3']))).toEqual({
      error: {
        code: 'usage',
        message: 'There is no option --limt.',
        fix: expect.stringContaining('--limit'),
      },
    })
    expect(jsonOf(cerca(['index', 'nowhere', '--json']))).toMatchObject({ error: { code: 'root-not-found' } })
  })

  it('do not make it index a whole home folder', () => {
    const { cerca, indexDir } = workspace(SAMPLE)
    expect(cerca(['search', 'x'], { cwd: '..' })).toMatchObject({ code: 2, err: /is not a repository/ })
    expect(cerca(['status', indexDir])).toMatchObject({ code: 2 })
  })
})

describe('help', () => {
  it.each(['search', 'similar', 'index', 'status', 'clean', 'tokens', 'train', 'help'])(
    'of %s comes both ways, with examples',
    (command) => {
      const { cerca } = workspace({})
      const outcome = cerca([command, '--help'])
      expect(outcome).toMatchObject({ code: 0, err: '' })
      expect(outcome.out.match(/^ {2}.*cerca .*$/gm)?.length).toBeGreaterThanOrEqual(3)
      expect(cerca(['help', command])).toEqual(outcome)
    },
  )

  it('lists the commands, and the version is a number', () => {
    const { cerca } = workspace({})
    expect(cerca(['--help']).out).toBe(cerca(['help']).out)
    expect(cerca(['--version']).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('other programs', () => {
  it('may stop reading early', () => {
    const { root, indexDir } = workspace(SAMPLE)
    const queries = 'for i in $(seq 1 5000); do echo price of products; done'
    const script = `${queries} | "${process.execPath}" "${COMMAND}" search --batch - . | head -n 1; echo $?`
    const { stdout, stderr } = spawnSync('sh', ['-c', script], {
      cwd: root,
      env: { PATH: process.env.PATH ?? '', CERCA_INDEX_DIR: indexDir },
      encoding: 'utf8',
    })
    const lines = stdout.trimEnd().split('\n')
    expect(lines).toHaveLength(2)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ query: 'price of products' })
    expect(stderr).toBe('')
  })
})
