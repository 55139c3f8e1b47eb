import { describe, expect, it } from 'vitest'
import { jsonOf, pathsOf, workspace } from './cerca.js'
import { SAMPLE } from './sample.js'

describe('cerca similar', () => {
  it.each<[string, string[]]>([
    ['a line', ['weather/forecast.ts:8']],
    ['some lines', ['weather/forecast.ts:6-9']],
    ['a path from here', ['forecast.ts:8']],
    ['a place as compilers print it', ['weather/forecast.ts:8:3:']],
  ])('finds the same in another language for %s', (_, place) => {
    const { cerca } = workspace(SAMPLE)
    const outcome = cerca(['similar', ...place, '--json', '-k', '1'], { cwd: 'weather' })
    expect(outcome).toMatchObject({ code: 0, err: '' })
    expect(pathsOf(outcome)).toEqual(['weather/convert.go'])
  })

  it('takes code from standard input, in a language of its own', () => {
    const { cerca } = workspace(SAMPLE)
    const input = 'def to_fahrenheit(celsius):\n    return celsius * 9 / 5 + 32\n'
    const outcome = cerca(['similar', '--stdin', '--lang', 'python', '--json', '-k', '2'], { input })
    expect(jsonOf(outcome)).toMatchObject({ query: '' })
    expect(pathsOf(outcome).sort()).toEqual(['weather/convert.go', 'weather/forecast.ts'])
    expect(cerca(['similar', '--stdin'], { input: '' })).toMatchObject({ code: 2, out: '' })
  })

  it('narrows to a language', () => {
    const { cerca } = workspace(SAMPLE)
    const outcome = cerca(['similar', 'weather/convert.go', '--lang', 'typescript', '--json'])
    expect(pathsOf(outcome)).toEqual(['weather/forecast.ts'])
  })

  it.each<[string, string, RegExp]>([
    ['a file that is not there', 'none.ts:3', /There is no file none\.ts\./],
    ['a line that is not there', 'weather/convert.go:99', /There is no such line/],
    ['line 0', 'weather/convert.go:0', /There is no such line/],
    ['a folder', 'weather', /weather is a folder\./],
    ['a file that is left out', 'ignored.go', /ignored\.go is not in the index\./],
    ['a file outside', '../outside.go', /is not inside/],
  ])('refuses %s', (_, place, message) => {
    const { cerca, write } = workspace({
      ...SAMPLE,
      '.gitignore': 'ignored.go\n',
      'ignored.go': 'package x\n',
    })
    write('../outside.go', 'package outside\n')
    const { code, out, err } = cerca(['similar', place])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(message)
    expect(err).not.toContain('    at ')
  })
})
