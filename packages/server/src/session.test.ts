import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { connectFakeClient, startFakeClient } from './testing/fake-client.js'

const INITIALIZE = { processId: null, rootUri: null, capabilities: {} }

/** The code of the error that a request is answered with. */
async function codeOf(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(
    () => 'answered',
    (error: { code: unknown }) => error.code,
  )
}

function framed(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

describe('a session', () => {
  it('says who it is and what it can do', async () => {
    const { result } = await startFakeClient()
    expect(result.serverInfo).toEqual({ name: 'cerca', version: '1.2.3' })
    expect(result.capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      workspaceSymbolProvider: true,
      codeLensProvider: { resolveProvider: true },
      executeCommandProvider: { commands: ['cerca.findSimilar', 'cerca.search', 'cerca.reindex'] },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    })
  })

  it('begins its log with its version', async () => {
    const client = connectFakeClient()
    await client.request('initialize', INITIALIZE)
    await client.notify('initialized', {})
    await expect
      .poll(() => client.received)
      .toMatchObject([
        {
          method: 'window/logMessage',
          params: { message: expect.stringMatching(/^Cerca 1\.2\.3 \(Node \d/) },
        },
      ])
  })

  it.each([
    [
      'announces no commands to a client that has them',
      { initializationOptions: { hasCommands: true } },
      'executeCommandProvider',
    ],
    ['announces no diagnostics to a client that does not ask for them', {}, 'diagnosticProvider'],
    ['leaves hovers alone', {}, 'hoverProvider'],
  ])('%s', async (_what, options, capability) => {
    const { result } = await startFakeClient(options)
    expect(result.capabilities).not.toHaveProperty(capability)
  })

  it.each([
    ['a request before initialize', async () => codeOf(connectFakeClient().request('cerca/status')), -32002],
    ['shutdown before initialize', async () => codeOf(connectFakeClient().request('shutdown')), -32002],
    ['initialize without parameters', async () => codeOf(connectFakeClient().request('initialize')), -32602],
    [
      'a second initialize',
      async () => codeOf((await startFakeClient()).request('initialize', INITIALIZE)),
      -32600,
    ],
    [
      'a method that there is not',
      async () => codeOf((await startFakeClient()).request('cerca/guess', {})),
      -32601,
    ],
    [
      'a search without a query',
      async () => codeOf((await startFakeClient()).request('cerca/search', {})),
      -32602,
    ],
    [
      'a search with a list',
      async () => codeOf((await startFakeClient()).request('cerca/search', ['a'])),
      -32602,
    ],
    [
      'a document without a URI',
      async () => codeOf((await startFakeClient()).request('textDocument/codeLens', { textDocument: {} })),
      -32602,
    ],
    [
      'a request after shutdown',
      async () => {
        const client = await startFakeClient()
        await client.request('shutdown')
        return codeOf(client.request('cerca/status'))
      },
      -32600,
    ],
  ])('refuses %s', async (_what, ask, code) => {
    expect(await ask()).toBe(code)
  })

  it.each([
    ['a body that is no JSON', framed('{oops')],
    ['a header without a length', 'Content-Type: text\r\n\r\n'],
    ['a length that is no number', 'Content-Length: many\r\n\r\n'],
    ['no message of the protocol', framed('{"a": 1}')],
    ['a number', framed('17')],
    ['null', framed('null')],
    [
      'a notification with odd parameters',
      framed('{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"a":1}}'),
    ],
    [
      'a document opened without a text',
      framed('{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"a":1}}'),
    ],
    [
      'roots without an event',
      framed('{"jsonrpc":"2.0","method":"workspace/didChangeWorkspaceFolders","params":null}'),
    ],
  ])('goes on after %s', async (_what, bytes) => {
    const client = await startFakeClient()
    client.write(bytes)
    expect(await client.request('cerca/status')).toHaveProperty('folders')
  })

  it('answers a message that is none as JSON-RPC says', async () => {
    const client = await startFakeClient()
    client.write(framed('{oops'))
    await client.request('cerca/status')
    expect(client.bytes()).toContain('"id":null,"error":{"code":-32700')
  })

  it.each([
    ['exit after shutdown', 0, true],
    ['exit without shutdown', 1, false],
  ])('ends at %s', async (_what, code, isPolite) => {
    const client = await startFakeClient()
    const index = client.index()
    if (isPolite) await client.request('shutdown')
    await client.notify('exit')
    expect(await client.exitCode).toBe(code)
    expect(index.calls).toContain('close')
  })

  it('ends when the client hangs up', async () => {
    const client = await startFakeClient()
    client.hangUp()
    expect(await client.exitCode).toBe(1)
    expect(client.index().calls).toContain('close')
  })

  it('answers a cancelled request as such, at once', async () => {
    const client = await startFakeClient({ files: { 'a.ts': 'wanted' } })
    client.index().hold()
    const answer = client.connection.sendRequest('cerca/search', { query: 'wanted' })
    // The library takes a token; the message itself is what other clients send.
    await client.notify('$/cancelRequest', { id: 2 })
    expect(await codeOf(answer)).toBe(-32800)
    client.index().release()
    expect(await client.request('cerca/search', { query: 'wanted' })).toHaveProperty('hits')
  })

  it('logs neither questions nor code', async () => {
    const client = await startFakeClient({
      files: { 'a.ts': 'private' },
      initializationOptions: { settings: { trace: { server: 'verbose' } } },
    })
    await client.request('cerca/search', { query: 'confidential' })
    await codeOf(client.request('cerca/search', { query: '' }))
    await client.notify('textDocument/didOpen', { textDocument: { uri: 5, text: 'secret' } })
    await client.request('cerca/status')
    const logged = JSON.stringify(client.received)
    expect(logged).toMatch(/cerca\/search: \d+ ms/)
    expect(logged).not.toMatch(/confidential|private|secret/)
  })

  it('waits for its client to say something before it asks', async () => {
    const client = connectFakeClient()
    await client.request('initialize', INITIALIZE)
    await sleep(20)
    expect(client.received).toEqual([])
  })
})
