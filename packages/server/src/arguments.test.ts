import { describe, expect, it } from 'vitest'
import { parseArguments } from './arguments.js'

describe('parseArguments', () => {
  it.each([
    [[], { kind: 'stdio' }, undefined],
    [['--stdio'], { kind: 'stdio' }, undefined],
    [['--stdio', '--clientProcessId=42'], { kind: 'stdio' }, 42],
    [['--node-ipc'], { kind: 'node-ipc' }, undefined],
    [['--socket=9000'], { kind: 'socket', port: 9000 }, undefined],
    [['--socket', '9000'], { kind: 'socket', port: 9000 }, undefined],
    [['--pipe=/tmp/a=b'], { kind: 'pipe', name: '/tmp/a=b' }, undefined],
    [['--pipe', 'name', '--clientProcessId', '7'], { kind: 'pipe', name: 'name' }, 7],
  ])('reads %j', (argv, transport, clientProcessId) => {
    expect(parseArguments(argv)).toEqual({ transport, clientProcessId })
  })

  it.each([
    [['--tcp'], 'Unknown option --tcp'],
    [['main.ts'], 'Unknown option main.ts'],
    [['--socket'], '--socket needs a whole number'],
    [['--socket=0'], 'from 1 to 65535, not "0"'],
    [['--socket=70000'], 'not "70000"'],
    [['--pipe='], '--pipe needs a value'],
  ])('refuses %j', (argv, message) => {
    expect(() => parseArguments(argv)).toThrow(message)
  })
})
