/** From the first message to the last: what clients do wrong, how a server ends, and what it finds when it comes back. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  CancellationTokenSource,
  createClientPipeTransport,
  createClientSocketTransport,
  generateRandomPipeName,
  IPCMessageReader,
  IPCMessageWriter,
} from 'vscode-languageserver-protocol/node'
import { COMMAND } from '../cli/cerca.js'
import { SAMPLE } from '../cli/sample.js'
import { generateFiles } from '../robustness/generate.js'
import {
  connect,
  edit,
  environmentOf,
  eventually,
  project,
  refusalOf,
  SERVER,
  startEditor,
} from './editor.js'

const COUNT_READS = new URL('./count-reads.mjs', import.meta.url)

function framed(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch {
    return false
  }
}

describe('a client that does it wrong', () => {
  it.each([
    ['bytes that are no message', 'hello\r\n\r\n'],
    ['a body that is no JSON', framed('{oops')],
    ['a length that is no number', 'Content-Length: many\r\n\r\n'],
    ['a message that is no object', framed('[1, 2')],
    ['a request without a method', framed('{"jsonrpc":"2.0","id":77}')],
    ['an answer to nothing', framed('{"jsonrpc":"2.0","id":4711,"result":1}')],
    [
      'a change of a document that is not open',
      framed(
        '{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///x","version":1},"contentChanges":[]}}',
      ),
    ],
    ['a change without changes', framed('{"jsonrpc":"2.0","method":"textDocument/didChange","params":{}}')],
    ['a list for parameters', framed('{"jsonrpc":"2.0","method":"textDocument/didOpen","params":[1]}')],
  ])('is served on after %s', async (_what, bytes) => {
    const editor = await edit({ project: project({ 'a.ts': 'export const answer = 42\n' }) })
    editor.write(bytes)
    expect(await editor.request('cerca/status')).toHaveProperty('folders')
  })

  it('hears no before initialize and after shutdown, and may still leave', async () => {
    const editor = startEditor({ project: project(SAMPLE) })
    expect((await refusalOf(editor.request('cerca/status'))).code).toBe(-32002)
    await editor.initialize()
    await editor.request('shutdown')
    expect((await refusalOf(editor.request('cerca/search', { query: 'a' }))).code).toBe(-32600)
    await editor.notify('exit')
    expect(await editor.ended).toBe(0)
  })

  it.each([
    ['exit without shutdown', (editor: Awaited<ReturnType<typeof edit>>) => editor.notify('exit'), 1],
    [
      'a closed input',
      async (editor: Awaited<ReturnType<typeof edit>>) => void editor.process.stdin?.end(),
      1,
    ],
  ])('leaves no process behind: %s', async (_what, leave, code) => {
    const editor = await edit({ project: project(SAMPLE) })
    await editor.untilCurrent()
    await leave(editor)
    expect(await editor.ended).toBe(code)
  })

  it('leaves no process behind when it is killed', async () => {
    const shop = project(SAMPLE)
    const pidFile = join(dirname(shop.root), 'pid')
    // A parent that starts a server whose input stays open, and dies.
    const script = `
      const { spawn } = require('node:child_process')
      const server = spawn(process.execPath, [process.argv[1], '--clientProcessId=' + process.pid], { stdio: ['ignore', 'ignore', 'ignore'], detached: true })
      require('node:fs').writeFileSync(process.argv[2], String(server.pid))
      setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ['-e', script, SERVER, pidFile], {
      env: environmentOf({ project: shop }),
    })
    onTestFinished(() => void parent.kill('SIGKILL'))
    const pid = Number(
      await eventually(() => (existsSync(pidFile) ? readFileSync(pidFile, 'utf8') : undefined), 'the server'),
    )
    parent.kill('SIGKILL')
    await eventually(() => !isRunning(pid) || undefined, 'the end of the server')
    expect(isRunning(pid)).toBe(false)
  })
})

describe('cancelling', () => {
  it('is answered at once, and the next question as if nothing had been', async () => {
    const editor = await edit({ project: project(generateFiles(60, 7)) })
    await editor.untilCurrent()
    const answers = Array.from({ length: 20 }, (_, idx) => {
      const source = new CancellationTokenSource()
      const answer = editor.request('cerca/search', { query: `merge record ${idx}` }, source.token)
      source.cancel()
      return answer.then(
        () => 'answered',
        (error: { code: number }) => error.code,
      )
    })
    // One that was answered before the cancellation came is answered.
    expect([-32800, 'answered']).toEqual(expect.arrayContaining([...new Set(await Promise.all(answers))]))
    expect(await editor.paths('retry payment')).not.toEqual([])
  })

  it('of a re-index ends it', async () => {
    const editor = await edit({ project: project(generateFiles(300, 3)) })
    const source = new CancellationTokenSource()
    const answer = editor.request('cerca/reindex', { rebuild: true }, source.token)
    await sleep(50)
    source.cancel()
    expect((await refusalOf(answer)).code).toBe(-32800)
    expect(await editor.request('cerca/reindex', {})).toBeNull()
    expect(await editor.paths('retry payment')).not.toEqual([])
  })
})

describe('the next time', () => {
  it.each([
    ['after a regular end', 'shutdown'],
    ['after kill -9', 'kill'],
  ])('%s the index is there, and no unchanged file is read again', async (_what, how) => {
    const files = generateFiles(80, 5)
    const own = project(files)
    const first = await edit({ project: own })
    await first.untilCurrent()
    if (how === 'kill') first.process.kill('SIGKILL')
    else {
      await first.request('shutdown')
      await first.notify('exit')
    }
    await first.ended
    const changed = Object.keys(files)[3] ?? ''
    own.write(changed, `${own.read(changed)}\n`)

    const log = join(dirname(own.root), 'reads')
    writeFileSync(log, '')
    const env = { NODE_OPTIONS: `--import=${COUNT_READS}`, READS_OF: own.root, READS_LOG: log }
    const second = await edit({ project: own, env })
    await second.untilCurrent()
    const read = readFileSync(log, 'utf8')
      .split('\n')
      .filter((path) => Object.hasOwn(files, path))
    expect([...new Set(read)]).toEqual([changed])
    expect(await second.paths('retry payment')).not.toEqual([])
  })

  it('opens an index that the command line made, and the other way round', async () => {
    const shop = project(SAMPLE)
    const environment = environmentOf({ project: shop })
    const built = spawn(process.execPath, [COMMAND, 'index', shop.root], {
      env: environment,
      stdio: 'ignore',
    })
    expect(await new Promise((resolve) => built.once('exit', resolve))).toBe(0)
    const editor = await edit({ project: shop, initializationOptions: { wantsStatus: true } })
    expect(await editor.paths('fahrenheit')).toContain('weather/convert.go')
    await editor.untilCurrent()
    expect(JSON.stringify(editor.sent('cerca/statusChanged'))).not.toContain('"indexing"')
  })
})

it('lets two servers work on one workspace', async () => {
  const own = project(generateFiles(40, 9))
  const [first, second] = await Promise.all([edit({ project: own }), edit({ project: own })])
  await Promise.all([first.untilCurrent(), second.untilCurrent()])
  expect(await first.paths('retry payment')).toEqual(await second.paths('retry payment'))
  own.write('app/Quokka.java', 'class Quokka { void feedQuokka() { eucalyptus(); } }\n')
  await Promise.all([first.changed('app/Quokka.java'), second.changed('app/Quokka.java')])
  for (const editor of [first, second]) {
    await eventually(
      async () => (await editor.paths('feed quokka')).includes('app/Quokka.java'),
      'the new file',
    )
  }
  await first.untilCurrent()
  await second.untilCurrent()
})

describe('the line', () => {
  const start = (
    args: readonly string[],
    env: Record<string, string>,
    stdio: 'ignore' | 'ipc' = 'ignore',
  ): ChildProcess =>
    spawn(process.execPath, [SERVER, ...args], {
      env,
      stdio: stdio === 'ipc' ? ['ignore', 'ignore', 'inherit', 'ipc'] : ['ignore', 'ignore', 'inherit'],
    })

  it('may be a socket, and the server ends with it', async () => {
    const options = { project: project(SAMPLE) }
    const transport = await createClientSocketTransport(0)
    const child = start([`--socket=${transport.port()}`], environmentOf(options))
    const [reader, writer] = await transport.onConnected()
    const editor = connect(options, child, reader, writer)
    await editor.initialize()
    await editor.untilCurrent()
    expect(await editor.paths('fahrenheit')).toContain('weather/convert.go')
    writer.dispose()
    expect(await editor.ended).toBe(1)
  })

  it('may be a pipe', async () => {
    const options = { project: project(SAMPLE) }
    const name = generateRandomPipeName()
    const transport = await createClientPipeTransport(name)
    const child = start(['--pipe', name], environmentOf(options))
    const [reader, writer] = await transport.onConnected()
    const editor = connect(options, child, reader, writer)
    await editor.initialize()
    await editor.untilCurrent()
    expect(await editor.paths('fahrenheit')).toContain('weather/convert.go')
    await editor.request('shutdown')
    await editor.notify('exit')
    expect(await editor.ended).toBe(0)
  })

  it('may be the channel of a parent process', async () => {
    const options = { project: project(SAMPLE) }
    const child = start(['--node-ipc'], environmentOf(options), 'ipc')
    const editor = connect(options, child, new IPCMessageReader(child), new IPCMessageWriter(child))
    await editor.initialize()
    await editor.untilCurrent()
    expect(await editor.paths('fahrenheit')).toContain('weather/convert.go')
    child.disconnect()
    expect(await editor.ended).toBe(1)
  })

  it('may be that of `cerca lsp`', async () => {
    const editor = await edit({ project: project(SAMPLE), command: [process.execPath, COMMAND, 'lsp'] })
    await editor.untilCurrent()
    expect(await editor.paths('fahrenheit')).toContain('weather/convert.go')
    await editor.request('shutdown')
    await editor.notify('exit')
    expect(await editor.ended).toBe(0)
  })

  it.each([
    [['--tcp=1'], 'Unknown option --tcp=1'],
    [['--socket=zero'], '--socket needs a whole number'],
  ])('cannot be %j', async (args, message) => {
    const child = spawn(process.execPath, [SERVER, ...args], { stdio: ['ignore', 'ignore', 'pipe'] })
    const said: Buffer[] = []
    child.stderr.on('data', (piece: Buffer) => said.push(piece))
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(2)
    expect(Buffer.concat(said).toString()).toContain(message)
  })
})
