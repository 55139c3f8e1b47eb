import { describe, expect, it } from 'vitest'
import { jsonOf, pathsOf, resultsOf, workspace } from './cerca.js'
import { SAMPLE } from './sample.js'

describe('cerca search', () => {
  it('indexes by itself and shows the lines that answer', () => {
    const { cerca } = workspace(SAMPLE)
    const { code, out, err } = cerca(['search', 'charge a credit card'])
    expect(code).toBe(0)
    const [heading = '', ...lines] = out.split('\n')
    expect(heading).toMatch(/^shop\/payment\.go:\d+ {2}.* {2}go · \d/)
    expect(out).toMatch(/^> +9 │ func ChargeCreditCard\(number string, cents int\) error \{$/m)
    expect(lines.length).toBeGreaterThan(5)
    expect(err).not.toBe('')
    expect(out + err).not.toContain('\u001b')
  })

  it('prints stable fields as JSON, and nothing beside', () => {
    const { cerca } = workspace(SAMPLE)
    const outcome = cerca(['search', 'total_price', '--json', '-k', '1'])
    expect(outcome).toMatchObject({ code: 0, err: '' })
    expect(jsonOf(outcome)).toEqual({
      query: 'total_price',
      language: 'en',
      results: [
        {
          path: 'shop/cart.py',
          startLine: expect.any(Number),
          endLine: expect.any(Number),
          score: expect.any(Number),
          language: 'python',
          kind: 'code',
          scope: expect.any(String),
          traits: [],
          symbols: expect.arrayContaining([
            expect.objectContaining({ name: 'total_price', kind: 'method', scope: 'Cart' }),
          ]),
        },
      ],
    })
    const [hit] = resultsOf(outcome)
    expect(hit?.startLine).toBeLessThanOrEqual(14)
    expect(hit?.endLine).toBeGreaterThanOrEqual(14)
  })

  it('gives the same bytes every time, best first', () => {
    const { cerca } = workspace(SAMPLE)
    const ask = () => cerca(['search', 'temperature in degrees', '--json'])
    const first = ask()
    expect(ask().out).toBe(first.out)
    const scores = resultsOf(first).map(({ score }) => score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(scores.length).toBeGreaterThan(1)
  })

  it.each<[string, string[], string[]]>([
    ['a language', ['fahrenheit', '--lang', 'go'], ['weather/convert.go']],
    ['a language in the query', ['fahrenheit lang:typescript'], ['weather/forecast.ts']],
    [
      'one of two languages',
      ['fahrenheit', '--lang', 'typescript,go'],
      ['weather/convert.go', 'weather/forecast.ts'],
    ],
    ['a path', ['products', '--path', 'docs/'], ['docs/refunds.md']],
    ['documentation', ['products', '--docs'], ['docs/refunds.md']],
    ['code', ['products', '--code'], ['shop/cart.py']],
    ['a phrase', ['"degrees Fahrenheit"'], ['weather/convert.go', 'weather/forecast.ts']],
  ])('narrows to %s', (_, argv, paths) => {
    const { cerca } = workspace(SAMPLE)
    expect(new Set(pathsOf(cerca(['search', ...argv, '--json'])))).toEqual(new Set(paths))
  })

  it('takes unquoted words, and a folder at the end as ROOT', () => {
    const { cerca } = workspace(SAMPLE)
    expect(pathsOf(cerca(['search', 'degrees', 'Celsius', 'weather', '--json', '--lang', 'go']))).toEqual([
      'convert.go',
    ])
    expect(pathsOf(cerca(['search', 'ask', 'for', 'a', 'refund', '--json']))[0]).toBe('docs/refunds.md')
  })

  it('searches the whole repository from a folder inside, with paths that can be opened from there', () => {
    const { cerca } = workspace(SAMPLE)
    const argv = ['search', 'ask for a refund', '-k', '1']
    expect(cerca([...argv, '--files-only'], { cwd: 'docs' }).out).toBe('refunds.md\n')
    expect(cerca([...argv, '--files-only'], { cwd: 'shop' }).out).toBe('../docs/refunds.md\n')
    expect(pathsOf(cerca([...argv, '--json'], { cwd: 'shop' }))).toEqual(['docs/refunds.md'])
  })

  it('widens snippets with --context', () => {
    const lines = Array.from({ length: 40 }, (_, i) =>
      i === 20 ? '    armadillo = 1' : `    value_${i} = ${i}`,
    )
    const { cerca } = workspace({ 'long.py': `def long():\n${lines.join('\n')}\n` })
    const shown = (...argv: string[]) =>
      cerca(['search', 'armadillo', ...argv]).out.match(/^>? +\d+ │/gm)?.length
    expect([shown(), shown('--context', '3')]).toEqual([8, 14])
  })

  it('explains a score as a tree, whose parts add up', () => {
    const { cerca } = workspace(SAMPLE)
    const { results } = jsonOf(cerca(['search', 'refund', '--json', '--explain'])) as {
      results: { explanation: { value: number; children: { value: number }[] } }[]
    }
    const { value = Number.NaN, children = [] } = results[0]?.explanation ?? {}
    expect(children.length).toBeGreaterThan(1)
    expect(children.reduce((sum, child) => sum + child.value, 0)).toBeCloseTo(value)
    expect(cerca(['search', 'refund', '--explain']).out).toMatch(/^ {4,}-?\d+\.\d+ {2}\S/m)
  })

  it('colours only when told to', () => {
    const { cerca } = workspace(SAMPLE)
    expect(cerca(['search', 'refund', '--color', 'always']).out).toContain('\u001b[')
    expect(cerca(['search', 'refund'], { env: { FORCE_COLOR: '1' } }).out).toContain('\u001b[')
    expect(cerca(['search', 'refund'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } }).out).not.toContain(
      '\u001b[',
    )
  })

  it('ends with 1 when nothing is found', () => {
    const { cerca } = workspace(SAMPLE)
    cerca(['index'])
    expect(cerca(['search', 'xylophone'])).toMatchObject({ code: 1, out: '', err: /Nothing found/ })
    expect(cerca(['search', 'xylophone', '--json'])).toEqual({
      code: 1,
      out: '{"query":"xylophone","language":"en","results":[]}\n',
      err: '',
    })
  })

  it('finds in files with odd names, encodings and line ends', () => {
    const { cerca } = workspace({
      'with space.py': 'def zebra_one():\n    return 1\n',
      'quote"s and \'s.py': 'def zebra_two():\n    return 2\n',
      'emoji 🦓.py': 'def zebra_three():\n    return 3\n',
      'windows.py': 'def zebra_four():\r\n    return 4\r\n',
      'marked.py': '\ufeffdef zebra_five():\n    return 5\n',
      'wide.py': Buffer.from('\ufeffdef zebra_six():\n    return 6\n', 'utf16le'),
      'empty.py': '',
    })
    const outcome = cerca(['search', 'zebra', '--json'])
    expect(pathsOf(outcome).sort()).toEqual(
      ['emoji 🦓.py', 'marked.py', 'quote"s and \'s.py', 'wide.py', 'windows.py', 'with space.py'].sort(),
    )
    expect(resultsOf(outcome).map(({ startLine, endLine }) => [startLine, endLine])).toEqual(
      Array(6).fill([1, 2]),
    )
    const { out } = cerca(['search', 'zebra_six', '-k', '1'])
    expect(out).toContain('> 1 │ def zebra_six():\n')
  })

  it('never shows secrets or what git ignores', () => {
    const { cerca } = workspace({
      ...SAMPLE,
      '.env': 'PASSWORD=armadillo\n',
      '.gitignore': 'private/\n',
      'private/notes.md': 'The armadillo is ours.\n',
      'public.md': 'An armadillo for all.\n',
    })
    expect(pathsOf(cerca(['search', 'armadillo', '--json']))).toEqual(['public.md'])
  })

  it('does not let a file take over the terminal', () => {
    const { cerca } = workspace({
      'evil.py': `def armadillo():\n    x = "\u001b[31mred\u0007"\n${'    return "a plain line"\n'.repeat(10)}`,
    })
    const { out } = cerca(['search', 'armadillo'])
    expect(out).toContain('x = "␛[31mred␇"')
  })
})
