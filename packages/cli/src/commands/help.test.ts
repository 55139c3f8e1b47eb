import { describe, expect, it } from 'vitest'
import { parseCommandLine } from '../arguments.js'
import { COMMAND_NAMES, commandRow } from '../help-texts.js'
import { OPTIONS } from '../options.js'
import { renderHelp } from './help.js'

describe('renderHelp', () => {
  it.each(COMMAND_NAMES)('%s: fits a terminal, shows every option and its examples', (name) => {
    const text = renderHelp(name).join('\n')
    const { options, examples } = commandRow(name)
    for (const option of options) expect(text).toContain(`--${option}`)
    expect(examples.length).toBeGreaterThanOrEqual(3)
    for (const [example] of examples) expect(text).toContain(example)
    for (const line of renderHelp(name)) expect(line.length).toBeLessThanOrEqual(105)
  })

  it.each(COMMAND_NAMES.flatMap((name) => commandRow(name).examples.map(([example]) => example)))(
    'the example parses: %s',
    (example) => {
      expect(() => parseCommandLine(argumentsOf(example))).not.toThrow()
    },
  )

  it('names every command in the overview', () => {
    const text = renderHelp(undefined).join('\n')
    for (const name of COMMAND_NAMES) expect(text).toContain(`  ${name} `)
  })

  it('leaves no option without a command', () => {
    const used = new Set(COMMAND_NAMES.flatMap((name) => commandRow(name).options))
    expect([...used].sort()).toEqual(Object.keys(OPTIONS).sort())
  })
})

/** The arguments after `cerca`, without what the shell itself would take: pipes, redirections, quotes. */
function argumentsOf(example: string): string[] {
  const own = example.slice(example.indexOf('cerca ') + 'cerca '.length).replace(/ <.*/, '')
  return (own.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''))
}
