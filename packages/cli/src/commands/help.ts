import { COMMAND_NAMES, COMMANDS, type CommandName, commandRow } from '../help-texts.js'
import { type OptionName, optionRow } from '../options.js'

const EXIT_CODES = 'Exit codes: 0 found, 1 nothing found, 2 wrong arguments, 3 something broke.'

/** The help of a command, or of all in short, as lines. */
export function renderHelp(topic: CommandName | undefined): string[] {
  return topic === undefined ? renderOverview() : renderCommand(topic)
}

function renderOverview(): string[] {
  const width = Math.max(...COMMAND_NAMES.map((name) => name.length))
  return [
    'cerca finds things in code and documentation, on your own machine.',
    '',
    'Usage: cerca COMMAND [ARGUMENTS] [OPTIONS]',
    '',
    ...COMMAND_NAMES.map((name) => `  ${name.padEnd(width)}  ${COMMANDS[name].summary}`),
    '',
    'Examples:',
    ...exampleLines(
      COMMAND_NAMES.filter((name) => name !== 'help').map((name) => COMMANDS[name].examples[0]),
    ),
    '',
    '`cerca COMMAND --help` shows its options and more examples; `cerca --version` the version.',
    EXIT_CODES,
  ]
}

function renderCommand(name: CommandName): string[] {
  const command = commandRow(name)
  return [
    `cerca ${name}: ${command.summary}`,
    '',
    ...command.usage.map((usage, i) => `${i === 0 ? 'Usage:' : '      '} ${usage}`),
    '',
    ...command.details.split('\n'),
    '',
    'Options:',
    ...optionLines(command.options),
    '',
    'Examples:',
    ...exampleLines(command.examples),
    '',
    EXIT_CODES,
  ]
}

function optionLines(names: readonly OptionName[]): string[] {
  const heads = names.map((name) => {
    const { short, value } = optionRow(name)
    return `${short ? `-${short}, ` : '    '}--${name}${value ? ` ${value}` : ''}`
  })
  const width = Math.max(...heads.map((head) => head.length))
  return names.map((name, i) => `  ${heads[i].padEnd(width)}  ${optionRow(name).help}`)
}

function exampleLines(examples: readonly (readonly [command: string, meaning: string])[]): string[] {
  return examples.flatMap(([command, meaning]) => [`  # ${meaning}`, `  ${command}`])
}
