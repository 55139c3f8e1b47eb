import { describe, expect, it } from 'vitest'
import { parseCommandLine } from './arguments.js'
import { UsageError } from './errors.js'

const SCREEN = { json: false, quiet: false, color: 'auto' }
const INDEXING = {
  indexDir: undefined,
  maxFileBytes: undefined,
  workers: undefined,
  onLocked: 'wait',
  model: undefined,
}
const RESULTS = {
  limit: 10,
  contextLines: 0,
  filesOnly: false,
  languages: [],
  paths: [],
  content: 'all',
  explain: false,
}

describe('parseCommandLine', () => {
  it.each<[string, object]>([
    ['--help', { command: 'help', topic: undefined }],
    ['-h', { command: 'help', topic: undefined }],
    ['--version', { command: 'version' }],
    ['help', { command: 'help', topic: undefined }],
    ['help search', { command: 'help', topic: 'search' }],
    ['search --help', { command: 'help', topic: 'search' }],
    ['search foo -h', { command: 'help', topic: 'search' }],
    [
      'search foo bar',
      {
        command: 'search',
        positionals: ['foo', 'bar'],
        isBatch: false,
        queryLanguage: undefined,
        results: RESULTS,
        indexing: INDEXING,
        screen: SCREEN,
      },
    ],
    [
      'search . --batch - --json -k 3',
      {
        command: 'search',
        positionals: ['.'],
        isBatch: true,
        queryLanguage: undefined,
        results: { ...RESULTS, limit: 3 },
        indexing: INDEXING,
        screen: { ...SCREEN, json: true },
      },
    ],
    [
      'search foo --lang Go,rust --lang=c --path src/ --path lib --docs --context 4 --files-only --explain -k7',
      {
        command: 'search',
        positionals: ['foo'],
        isBatch: false,
        results: {
          limit: 7,
          contextLines: 4,
          filesOnly: true,
          languages: ['go', 'rust', 'c'],
          paths: ['src/', 'lib'],
          content: 'docs',
          explain: true,
        },
        indexing: INDEXING,
        screen: SCREEN,
      },
    ],
    [
      'similar a.go:3 dir --code',
      {
        command: 'similar',
        source: { kind: 'place', place: 'a.go:3' },
        root: 'dir',
        results: { ...RESULTS, content: 'code' },
        indexing: INDEXING,
        screen: SCREEN,
      },
    ],
    [
      'similar --stdin --lang python dir',
      {
        command: 'similar',
        source: { kind: 'stdin', language: 'python' },
        root: 'dir',
        results: RESULTS,
        indexing: INDEXING,
        screen: SCREEN,
      },
    ],
    [
      'similar --batch - dir --lang go',
      {
        command: 'similar',
        source: { kind: 'batch' },
        root: 'dir',
        results: { ...RESULTS, languages: ['go'] },
        indexing: INDEXING,
        screen: { ...SCREEN, json: true },
      },
    ],
    [
      'duplicates dir --min-lines 8 --min-similarity 90% --no-tests --lang go,rust --path src -k 3',
      {
        command: 'duplicates',
        root: 'dir',
        limit: 3,
        minLines: 8,
        minSimilarity: 0.9,
        tests: 'without',
        languages: ['go', 'rust'],
        paths: ['src'],
        indexing: INDEXING,
        screen: SCREEN,
      },
    ],
    [
      'index --rebuild --adapt off --model m --workers 0 --no-wait --index-dir /i --max-file-size 2MiB -q --color never',
      {
        command: 'index',
        root: undefined,
        rebuild: true,
        adapt: 'off',
        indexing: { indexDir: '/i', maxFileBytes: 2_097_152, workers: 0, onLocked: 'fail', model: 'm' },
        screen: { json: false, quiet: true, color: 'never' },
      },
    ],
    [
      'status --why a/b.go dir --json',
      {
        command: 'status',
        root: 'dir',
        why: 'a/b.go',
        indexing: INDEXING,
        screen: { ...SCREEN, json: true },
      },
    ],
    [
      'clean',
      { command: 'clean', target: { kind: 'root', root: undefined }, indexDir: undefined, screen: SCREEN },
    ],
    ['clean --all', { command: 'clean', target: { kind: 'all' }, indexDir: undefined, screen: SCREEN }],
  ])('cerca %s', (line, expected) => {
    expect(parseCommandLine(line.split(' '))).toEqual(expected)
  })

  it('takes a query in quotes that begins with a filter', () => {
    expect(parseCommandLine(['search', '-test router', '-k', '3'])).toMatchObject({
      command: 'search',
      positionals: [' -test router'],
    })
  })

  it.each([
    ['', 'No command was given.', 'cerca help'],
    ['serach foo', 'There is no command serach.', 'cerca search'],
    ['where is it', 'There is no command where.', 'cerca search "where is it"'],
    ['--json search', 'The command comes before its options, and --json is none.', 'cerca help'],
    ['help serach', 'There is no command serach.', 'cerca search'],
    ['help search index', 'There is one argument too many: index', 'cerca help [COMMAND]'],
    ['search', 'There is nothing to search for.', 'cerca search "'],
    ['search foo --limt 3', 'There is no option --limt.', '--limit'],
    ['search foo --zzzzz', 'There is no option --zzzzz.', 'cerca search --help'],
    ['search -x', 'There is no option -x.', '-- before a query'],
    ['search foo --rebuild', '`cerca search` has no option --rebuild.', 'cerca search --help'],
    ['search foo -k 0', '--limit cannot be "0".', '1 to 1000'],
    ['search foo -k 1001', '--limit cannot be "1001".', '1 to 1000'],
    ['search foo -k ten', '--limit cannot be "ten".', '1 to 1000'],
    ['search foo -k', '--limit needs a value.', 'cerca search --help'],
    [
      'search foo --path --json',
      '--path needs a value, and what follows looks like an option.',
      '--path=VALUE',
    ],
    ['search foo --json=yes', '--json takes no value.', '--json'],
    [
      'search foo --context -1',
      '--context needs a value, and what follows looks like an option.',
      '--context=',
    ],
    ['search foo --code --docs', '--code and --docs exclude each other.', 'both'],
    ['search foo --color sometimes', '--color cannot be "sometimes".', 'auto, always or never'],
    ['search foo --max-file-size huge', '--max-file-size cannot be "huge".', '500k'],
    ['search --batch file.txt', '--batch cannot be "file.txt".', '--batch -'],
    ['search a b --batch -', 'There is one argument too many: b', 'cerca search --batch - [ROOT]'],
    ['similar', 'No place in the code was given.', 'cerca similar src/main.ts:20'],
    ['similar a b c', 'There is one argument too many: c', 'cerca similar PATH'],
    ['similar --stdin --batch -', '--stdin and --batch both read standard input.', '--batch -'],
    ['similar --stdin --lang a,b', 'With --stdin, --lang names the one language of that code.', 'one'],
    ['duplicates a b', 'There is one argument too many: b', 'cerca duplicates [ROOT]'],
    ['duplicates --min-lines 0', '--min-lines cannot be "0".', '1 to'],
    ['duplicates --min-similarity 0.2', '--min-similarity cannot be "0.2".', '0.3 to 1'],
    ['duplicates --min-similarity 101%', '--min-similarity cannot be "101%".', '30% to 100%'],
    ['duplicates --min-similarity high', '--min-similarity cannot be "high".', '0.3 to 1'],
    ['index a b', 'There is one argument too many: b', 'cerca index [ROOT]'],
    ['index --adapt perhaps', '--adapt cannot be "perhaps".', 'off, auto or full'],
    ['index --workers many', '--workers cannot be "many".', '0 to 256'],
    ['clean a --all', '--all removes every index, so ROOT says nothing.', 'one of them'],
  ])('refuses: cerca %s', (line, message, fixPart) => {
    const error = thrownBy(() => parseCommandLine(line === '' ? [] : line.split(' ')))
    expect(error).toBeInstanceOf(UsageError)
    expect(error).toMatchObject({ message, fix: expect.stringContaining(fixPart) })
  })

  it('takes what follows -- as words', () => {
    expect(parseCommandLine(['search', '--', '-x foo'])).toMatchObject({ positionals: ['-x foo'] })
  })
})

function thrownBy(action: () => unknown): unknown {
  try {
    action()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown.')
}
