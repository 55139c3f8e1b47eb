import { describe, expect, it } from 'vitest'
import { jsonOf, type Outcome, workspace } from './cerca.js'

/** What each language writes for a function that walks over orders; `$name` and the like are replaced. */
const WALK: Readonly<Record<string, string>> = {
  'walk.ts': `export function $name($list: Order[], $limit: number): Summary {
  const $seen = new Map<string, number>()
  for (const $one of $list) {
    if ($one.amount < $limit) continue
    const before = $seen.get($one.customer) ?? 0
    $seen.set($one.customer, before + $one.amount)
  }
  return { $seen, total: [...$seen.values()].reduce((a, b) => a + b, 0) }
}
`,
  'walk.py': `def $name($list, $limit):
    """Sum up by customer."""
    $seen = {}
    for $one in $list:
        if $one.amount < $limit:
            continue
        before = $seen.get($one.customer, 0)
        $seen[$one.customer] = before + $one.amount
    return $seen, sum($seen.values())
`,
  'walk.go': `package walk

func $name($list []Order, $limit int) (map[string]int, int) {
	$seen := map[string]int{}
	total := 0
	for _, $one := range $list {
		if $one.Amount < $limit {
			continue
		}
		$seen[$one.Customer] += $one.Amount
		total += $one.Amount
	}
	return $seen, total
}
`,
}

/** Does other work, and is as long. */
const OTHER: Readonly<Record<string, string>> = {
  'walk.ts': `export async function connect(address: string): Promise<Socket> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await open(address, { timeout: 100 * attempt })
    } catch (error) {
      if (attempt === 5) throw new Error(\`no answer from \${address}\`, { cause: error })
    }
  }
}
`,
  'walk.py': `def connect(address, attempts=5):
    while attempts > 0:
        try:
            with timeout(10):
                return Socket(address)
        except OSError as error:
            log.warning("no answer: %s", error)
            attempts -= 1
    raise ConnectionError(address)
`,
  'walk.go': `package walk

func Connect(address string) (net.Conn, error) {
	var last error
	for attempt := 0; attempt < 5; attempt++ {
		conn, err := net.DialTimeout("tcp", address, time.Second)
		if err == nil {
			return conn, nil
		}
		last = fmt.Errorf("attempt %d: %w", attempt, err)
	}
	return nil, last
}
`,
}

const NAMES = { name: 'sumByCustomer', list: 'orders', limit: 'minimum', seen: 'sums', one: 'order' }
const OTHER_NAMES = { name: 'collect', list: 'rows', limit: 'least', seen: 'found', one: 'row' }

function write(template: string, names: Readonly<Record<string, string>>): string {
  return template.replace(/\$(name|list|limit|seen|one)\b/g, (_, key: string) => names[key])
}

interface Cluster {
  readonly similarity: number
  readonly savedLines: number
  readonly members: readonly { readonly path: string; readonly startLine: number; readonly name: string }[]
}

function clustersOf(outcome: Outcome): Cluster[] {
  return jsonOf(outcome).clusters as Cluster[]
}

describe.each(Object.keys(WALK))('cerca duplicates in %s', (file) => {
  const original = write(WALK[file], NAMES)
  const extension = file.slice(file.lastIndexOf('.'))
  const statement = {
    '.ts': '  log($list)\n  const',
    '.py': '    log($list)\n    $seen',
    '.go': '\tlog($list)\n\t$seen',
  }
  const inserted = WALK[file].replace(/^(?: +const|\t\$seen| {4}\$seen)/m, statement[extension as '.ts'])

  it.each<[type: string, clone: string, least: number]>([
    [
      '1, another layout',
      original
        .replace(/^/gm, '  ')
        .replace(/^ {2}(?=package|func|def|export)/gm, '')
        .replace(/continue/, 'continue\n\n'),
      1,
    ],
    ['2, other names', write(WALK[file], OTHER_NAMES), 1],
    ['3, a statement more', write(inserted, NAMES), 0.75],
  ])('finds a clone of type %s', (_, clone, least) => {
    const { cerca } = workspace({ [`a/${file}`]: original, [`b/${file}`]: clone, [`c/${file}`]: OTHER[file] })
    const outcome = cerca(['duplicates', '--json', '--model', 'none'])
    expect(outcome).toMatchObject({ code: 0, err: '' })
    const clusters = clustersOf(outcome)
    expect(clusters.map(({ members }) => members.map(({ path }) => path).sort())).toEqual([
      [`a/${file}`, `b/${file}`],
    ])
    expect(clusters[0].similarity).toBeGreaterThanOrEqual(least)
    expect(clusters[0].savedLines).toBeGreaterThanOrEqual(7)
  })

  it('finds nothing in functions that do different things', () => {
    const { cerca } = workspace({ [`a/${file}`]: original, [`c/${file}`]: OTHER[file] })
    expect(cerca(['duplicates', '-q', '--model', 'none'])).toEqual({ code: 1, out: '', err: '' })
  })
})

describe('cerca duplicates', () => {
  const copy = write(WALK['walk.ts'], NAMES)
  const files = {
    'src/a.ts': copy,
    'src/b.ts': `\n${copy}`,
    'test/c.test.ts': copy,
    'lib/d.generated.ts': copy,
  }

  it('prints groups whose places can be opened from here', () => {
    const { cerca } = workspace(files)
    expect(cerca(['duplicates', '--model', 'none', '--color', 'never'], { cwd: 'src' })).toMatchObject({
      code: 0,
      out: [
        '3 functions  100 % alike · saves 18 lines',
        '  a.ts:1  sumByCustomer  9 lines',
        '  b.ts:2  sumByCustomer  9 lines',
        '  ../test/c.test.ts:1  sumByCustomer  9 lines',
        '',
      ].join('\n'),
      err: expect.stringContaining('1 group of duplicates, 3 functions compared; 18 lines could go.'),
    })
  })

  it.each<[name: string, options: string[], paths: string[]]>([
    ['without tests', ['--no-tests'], ['src/a.ts', 'src/b.ts']],
    ['in some paths', ['--path', 'a.ts', '--path', 'c.test'], ['src/a.ts', 'test/c.test.ts']],
    ['in another language', ['--lang', 'go'], []],
    ['of more lines', ['--min-lines', '10'], []],
  ])('looks %s', (_, options, paths) => {
    const { cerca } = workspace(files)
    const outcome = cerca(['duplicates', '--json', '--model', 'none', ...options])
    expect(outcome.code).toBe(paths.length > 0 ? 0 : 1)
    expect(clustersOf(outcome).flatMap(({ members }) => members.map(({ path }) => path))).toEqual(paths)
  })

  it('leaves out what a comment tells it to, and knows what changed since', () => {
    const { cerca, write: put } = workspace({ 'a.ts': copy, 'b.ts': copy })
    expect(cerca(['duplicates', '-q', '--model', 'none']).code).toBe(0)
    put('b.ts', `// cerca: ignore duplicates, which are kept apart on purpose\n${copy}`)
    expect(cerca(['duplicates', '-q', '--model', 'none'])).toEqual({ code: 1, out: '', err: '' })
  })

  it('refuses a language that does not exist, and ends with 2', () => {
    const { cerca } = workspace({ 'a.ts': copy })
    const { code, out, err } = cerca(['duplicates', '--lang', 'klingon', '--model', 'none'])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain('klingon')
  })
})
