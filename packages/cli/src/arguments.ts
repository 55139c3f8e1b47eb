/** The command line as typed facts: everything that can be checked without looking at the disk is checked here. */
import type { NaturalLanguage } from '@cerca/core'
import type {
  CleanCommand,
  CommandLine,
  DuplicatesCommand,
  EvaluateCommand,
  IndexCommand,
  IndexingOptions,
  ResultOptions,
  SearchCommand,
  SimilarCommand,
} from './command-line.js'
import { UsageError } from './errors.js'
import { COMMAND_NAMES, type CommandName, commandRow, isCommandName } from './help-texts.js'
import { type OptionValues, readOptions } from './option-values.js'
import type { ScreenOptions } from './output/screen.js'
import { parseSize } from './sizes.js'
import { suggest } from './suggest.js'
import { parseTokensAction } from './tokens-arguments.js'
import { parseTrainAction } from './train-arguments.js'
import { parseVectors } from './vectors-arguments.js'

const DEFAULT_LIMIT = 10
const MAX_LIMIT = 1000
const MAX_CONTEXT_LINES = 1000
const DEFAULT_WORST = 10
const MAX_WORST = 1_000_000
const MAX_WORKERS = 256
const MAX_MIN_LINES = 100_000
/** Below, everything is like everything, and comparing takes long. */
const MIN_SIMILARITY = 0.3

/** The core's list has all of its rooms behind it; this one the compiler keeps complete. */
const QUERY_LANGUAGES: Readonly<Record<NaturalLanguage, true>> = { en: true, es: true }

/** Throws `UsageError` for anything that cannot be meant. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const [name, ...rest] = argv
  if (name === undefined)
    throw new UsageError('No command was given.', 'Run `cerca help` for the list of commands.')
  if (name === '--help' || name === '-h') return { command: 'help', topic: undefined }
  if (name === '--version' || name === '-V' || name === '-v') return { command: 'version' }
  if (!isCommandName(name)) throw unknownCommand(name, rest)
  // The server reads its own: editors add some that no person would.
  if (name === 'lsp' && !rest.includes('--help') && !rest.includes('-h'))
    return { command: 'lsp', argv: rest }
  const values = readOptions(name, rest)
  if (values.flag('help')) return { command: 'help', topic: name }
  switch (name) {
    case 'search':
      return parseSearch(values)
    case 'similar':
      return parseSimilar(values)
    case 'duplicates':
      return parseDuplicates(values)
    case 'index':
      return {
        command: 'index',
        root: onlyRoot(name, values),
        rebuild: values.flag('rebuild'),
        adapt: readAdapt(values),
        ...common(values),
      }
    case 'status':
      return { command: 'status', root: onlyRoot(name, values), why: values.text('why'), ...common(values) }
    case 'clean':
      return parseClean(values)
    case 'tokens':
      return { command: 'tokens', action: parseTokensAction(values), screen: common(values).screen }
    case 'train':
      return { command: 'train', action: parseTrainAction(values), ...common(values) }
    case 'vectors':
      return {
        command: 'vectors',
        ...parseVectors(values),
        limit: readLimit(values),
        screen: common(values).screen,
      }
    case 'evaluate':
      return parseEvaluate(values)
    case 'lsp':
      return { command: 'help', topic: name }
    case 'help':
      return parseHelp(values)
  }
}

function parseSearch(values: OptionValues): SearchCommand {
  const isBatch = readBatch(values)
  if (isBatch) onlyRoot('search', values)
  else if (values.positionals.join('').trim() === '') {
    throw new UsageError(
      'There is nothing to search for.',
      'Ask something: cerca search "how are routes grouped"',
    )
  }
  return {
    command: 'search',
    positionals: values.positionals,
    isBatch,
    queryLanguage: readQueryLanguage(values),
    results: readResults(values, readLanguages(values)),
    ...common(values),
  }
}

function parseSimilar(values: OptionValues): SimilarCommand {
  const isStdin = values.flag('stdin')
  const isBatch = readBatch(values)
  if (isStdin && isBatch) {
    throw new UsageError(
      '--stdin and --batch both read standard input.',
      'Use --stdin for one piece of code, --batch - for a list of places.',
    )
  }
  const languages = readLanguages(values)
  if (isStdin) {
    if (languages.length > 1) {
      throw new UsageError('With --stdin, --lang names the one language of that code.', 'Name only one.')
    }
    const source = { kind: 'stdin', language: languages[0] } as const
    const root = onlyRoot('similar', values)
    return { command: 'similar', source, root, results: readResults(values, []), ...common(values) }
  }
  const rest = { results: readResults(values, languages), ...common(values) }
  if (isBatch)
    return { command: 'similar', source: { kind: 'batch' }, root: onlyRoot('similar', values), ...rest }
  const [place, root, ...more] = values.positionals
  if (place === undefined || place === '') {
    throw new UsageError('No place in the code was given.', 'Name one: cerca similar src/main.ts:20')
  }
  if (more.length > 0) throw tooMany('similar', more[0])
  return { command: 'similar', source: { kind: 'place', place }, root, ...rest }
}

function parseDuplicates(values: OptionValues): DuplicatesCommand {
  return {
    command: 'duplicates',
    root: onlyRoot('duplicates', values),
    limit: readLimit(values),
    minLines: values.number('min-lines', 1, MAX_MIN_LINES),
    minSimilarity: readSimilarity(values),
    tests: values.flag('no-tests') ? 'without' : 'with',
    languages: readLanguages(values),
    paths: readPaths(values),
    ...common(values),
  }
}

function parseClean(values: OptionValues): CleanCommand {
  const root = onlyRoot('clean', values)
  const { indexing, screen } = common(values)
  if (!values.flag('all'))
    return { command: 'clean', target: { kind: 'root', root }, indexDir: indexing.indexDir, screen }
  if (root !== undefined) {
    throw new UsageError('--all removes every index, so ROOT says nothing.', 'Leave out one of them.')
  }
  return { command: 'clean', target: { kind: 'all' }, indexDir: indexing.indexDir, screen }
}

function parseEvaluate(values: OptionValues): EvaluateCommand {
  if (values.positionals.length > 0) throw tooMany('evaluate', values.positionals[0])
  const queries = values.text('queries')
  if (queries === undefined || queries === '') {
    throw new UsageError(
      'No questions were named.',
      'Name their file: cerca evaluate --queries questions.json',
    )
  }
  const root = values.text('root')
  if (root === '') throw new UsageError('--root is empty.', 'Name a folder, or leave it out.')
  const nWorst = values.number('worst', 0, MAX_WORST) ?? DEFAULT_WORST
  return { command: 'evaluate', queries, root, nWorst, ...common(values) }
}

function parseHelp(values: OptionValues): CommandLine {
  const [topic, ...more] = values.positionals
  if (more.length > 0) throw tooMany('help', more[0])
  if (topic !== undefined && !isCommandName(topic)) throw unknownCommand(topic, [])
  return { command: 'help', topic }
}

function common(values: OptionValues): { indexing: IndexingOptions; screen: ScreenOptions } {
  return {
    indexing: {
      indexDir: values.text('index-dir'),
      maxFileBytes: readSize(values),
      workers: values.number('workers', 0, MAX_WORKERS),
      onLocked: values.flag('no-wait') ? 'fail' : 'wait',
      model: values.text('model'),
    },
    screen: {
      json: values.flag('json') || values.text('batch') !== undefined,
      quiet: values.flag('quiet'),
      color: readColor(values),
    },
  }
}

function readSize(values: OptionValues): number | undefined {
  const size = values.text('max-file-size')
  const bytes = size === undefined ? undefined : parseSize(size)
  if (size === undefined || bytes !== undefined) return bytes
  throw new UsageError(`--max-file-size cannot be "${size}".`, 'Write a size such as 500k, 1MiB or 2000000.')
}

function readResults(values: OptionValues, languages: readonly string[]): ResultOptions {
  if (values.flag('code') && values.flag('docs')) {
    throw new UsageError('--code and --docs exclude each other.', 'Leave out both to search everything.')
  }
  return {
    limit: readLimit(values),
    contextLines: values.number('context', 0, MAX_CONTEXT_LINES) ?? 0,
    filesOnly: values.flag('files-only'),
    languages,
    paths: readPaths(values),
    content: values.flag('code') ? 'code' : values.flag('docs') ? 'docs' : 'all',
    explain: values.flag('explain'),
  }
}

function readLimit(values: OptionValues): number {
  return values.number('limit', 1, MAX_LIMIT) ?? DEFAULT_LIMIT
}

function readLanguages(values: OptionValues): string[] {
  const names = values.list('lang').flatMap((list) => list.split(','))
  return names.map((name) => name.trim().toLowerCase()).filter((name) => name !== '')
}

function readPaths(values: OptionValues): string[] {
  return values.list('path').filter((path) => path !== '')
}

function readSimilarity(values: OptionValues): number | undefined {
  const text = values.text('min-similarity')
  if (text === undefined) return undefined
  const share = /^\d+(?:\.\d+)?%$/.test(text)
    ? Number(text.slice(0, -1)) / 100
    : /^\d*\.?\d+$/.test(text)
      ? Number(text)
      : 0
  if (share >= MIN_SIMILARITY && share <= 1) return share
  throw new UsageError(`--min-similarity cannot be "${text}".`, 'Write 0.3 to 1, or 30% to 100%.')
}

function readQueryLanguage(values: OptionValues): NaturalLanguage | undefined {
  const code = values.text('language')?.toLowerCase()
  if (code === undefined) return undefined
  const codes = Object.keys(QUERY_LANGUAGES) as NaturalLanguage[]
  const language = codes.find((known) => known === code)
  if (language) return language
  throw new UsageError(
    `--language cannot be "${code}".`,
    `Write the language of the question, ${codes.join(' or ')}; --lang ${code} is for files.`,
  )
}

function readBatch(values: OptionValues): boolean {
  const batch = values.text('batch')
  if (batch === undefined || batch === '-') return batch === '-'
  throw new UsageError(
    `--batch cannot be "${batch}".`,
    'Write `--batch -` and send the lines to standard input.',
  )
}

function readColor(values: OptionValues): ScreenOptions['color'] {
  const color = values.text('color') ?? 'auto'
  if (color === 'auto' || color === 'always' || color === 'never') return color
  throw new UsageError(`--color cannot be "${color}".`, 'Write auto, always or never.')
}

function readAdapt(values: OptionValues): IndexCommand['adapt'] {
  const adapt = values.text('adapt') ?? 'auto'
  if (adapt === 'off' || adapt === 'auto' || adapt === 'full') return adapt
  throw new UsageError(`--adapt cannot be "${adapt}".`, 'Write off, auto or full.')
}

function onlyRoot(command: CommandName, values: OptionValues): string | undefined {
  const [root, more] = values.positionals
  if (more !== undefined) throw tooMany(command, more)
  if (root === '') throw new UsageError('ROOT is empty.', 'Name a folder, or leave it out.')
  return root
}

function tooMany(command: CommandName, argument: string): UsageError {
  return new UsageError(
    `There is one argument too many: ${argument}`,
    `Write: ${commandRow(command).usage.join('\n     or: ')}`,
  )
}

function unknownCommand(name: string, rest: readonly string[]): UsageError {
  if (name.startsWith('-')) {
    return new UsageError(
      `The command comes before its options, and ${name} is none.`,
      'Run `cerca help` for the list of commands.',
    )
  }
  const near = suggest(name, COMMAND_NAMES)
  if (near) return new UsageError(`There is no command ${name}.`, `Did you mean \`cerca ${near}\`?`)
  // Somebody who leaves out the command wants to search.
  const query = [name, ...rest].join(' ')
  return new UsageError(
    `There is no command ${name}.`,
    `To search, write: cerca search ${JSON.stringify(query)}`,
  )
}
