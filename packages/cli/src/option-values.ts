import { parseArgs } from 'node:util'
import { UsageError } from './errors.js'
import { type CommandName, commandRow } from './help-texts.js'
import { OPTIONS, type OptionName, type OptionRow, optionRow } from './options.js'
import { suggest } from './suggest.js'

/** The options of one command line, each asked for by its name. */
export interface OptionValues {
  readonly positionals: readonly string[]
  flag(name: OptionName): boolean
  /** The last value given. */
  text(name: OptionName): string | undefined
  /** All values given, in order. */
  list(name: OptionName): readonly string[]
  /** A whole number within bounds, both allowed; throws `UsageError` for anything else. */
  number(name: OptionName, least: number, most: number): number | undefined
}

/** A query in quotes may begin with a filter, `-test router`, and a sum with `- man`: a space in front keeps it from being an option. */
function quotedAsWords(args: readonly string[]): string[] {
  const end = args.includes('--') ? args.indexOf('--') : args.length
  return args.map((argument, idx) => (idx < end && /^-[^\s=]*\s/.test(argument) ? ` ${argument}` : argument))
}

/** Splits the arguments after a command's name; throws `UsageError` for an option that the command does not have. */
export function readOptions(command: CommandName, args: readonly string[]): OptionValues {
  const allowed = commandRow(command).options
  const options = Object.fromEntries(allowed.map((name) => [name, parserRow(optionRow(name))]))
  let parsed: ReturnType<typeof parseArgs>
  try {
    parsed = parseArgs({ args: quotedAsWords(args), options, allowPositionals: true, strict: true })
  } catch (error) {
    throw explain(error, command, allowed)
  }
  const { values, positionals } = parsed
  const text = (name: OptionName): string | undefined => {
    const value = values[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    positionals,
    text,
    flag: (name) => values[name] === true,
    list: (name) => {
      const value = values[name]
      return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
    },
    number: (name, least, most) => {
      const value = text(name)
      return value === undefined ? undefined : wholeNumber(name, value, least, most)
    },
  }
}

/** Throws `UsageError` when one of these options was given. */
export function refuseOptions(values: OptionValues, names: readonly OptionName[], why: string): void {
  const given = names.find(
    (name) => values.flag(name) || values.text(name) !== undefined || values.list(name).length > 0,
  )
  if (given !== undefined) throw new UsageError(`--${given} does not fit here.`, why)
}

function parserRow(row: OptionRow): { type: 'boolean' | 'string'; multiple: boolean; short?: string } {
  return { type: row.type, multiple: row.multiple === true, ...(row.short ? { short: row.short } : {}) }
}

function wholeNumber(name: OptionName, value: string, least: number, most: number): number {
  const number = /^\d+$/.test(value) ? Number(value) : Number.NaN
  if (number >= least && number <= most) return number
  throw new UsageError(`--${name} cannot be "${value}".`, `Write a whole number from ${least} to ${most}.`)
}

/** Node's own message about a wrong option, in our words and with a way out. */
function explain(error: unknown, command: CommandName, allowed: readonly OptionName[]): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  // Each of Node's messages quotes the option first: `Unknown option '--foo'`, `Option '-k, --limit <value>' …`.
  const typed = /'(-[^' ]*)/.exec(error.message)?.[1]?.replace(/,$/, '') ?? ''
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return unknownOption(typed, command, allowed)
  if (error.code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return error
  const name = /--([\w-]+)/.exec(error.message)?.[1] ?? typed
  if (error.message.includes('does not take an argument')) {
    return new UsageError(`--${name} takes no value.`, `Write only --${name}.`)
  }
  if (error.message.includes('ambiguous')) {
    return new UsageError(
      `--${name} needs a value, and what follows looks like an option.`,
      `Write --${name}=VALUE when the value begins with a dash.`,
    )
  }
  return new UsageError(`--${name} needs a value.`, `See \`cerca ${command} --help\`.`)
}

function unknownOption(typed: string, command: CommandName, allowed: readonly OptionName[]): UsageError {
  const name = typed.replace(/^-+/, '').split('=')[0]
  const help = `See \`cerca ${command} --help\`.`
  if (Object.hasOwn(OPTIONS, name) && typed.startsWith('--')) {
    return new UsageError(`\`cerca ${command}\` has no option --${name}.`, help)
  }
  const near = typed.startsWith('--') ? suggest(name, allowed) : undefined
  if (near) return new UsageError(`There is no option ${typed}.`, `Did you mean --${near}? ${help}`)
  const hint = command === 'search' ? ' Put -- before a query that begins with a dash.' : ''
  return new UsageError(`There is no option ${typed}.`, help + hint)
}
