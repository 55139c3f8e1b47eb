import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSource } from './read.js'
import { temporaryTree } from './testing/tree.js'

const MAX_FILE_BYTES = 20_000

function read(name: string, content: string | Uint8Array) {
  return readSource(join(temporaryTree({ [name]: content }), name), { maxFileBytes: MAX_FILE_BYTES })
}

describe('readSource', () => {
  it('gives text, size, encoding and a hash of the bytes as they are on disk', () => {
    const content = Buffer.from('\uFEFFñ\r\n', 'utf16le')
    expect(read('a.txt', content)).toEqual({
      leftOut: undefined,
      text: 'ñ\r\n',
      bytes: 8,
      encoding: 'utf-16le',
      replaced: 0,
      hash: createHash('sha256').update(content).digest('hex').slice(0, 32),
    })
  })
  it.each([
    ['a.c', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]), 'binary'],
    ['a.c', ' \n\t\r\n', 'empty'],
    ['a.c', '\uFEFF', 'empty'],
    ['deploy', '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXk\n', 'secret'],
    ['a.js', 'function n(e,t){return e[t]}'.repeat(200), 'minified'],
    ['a.c', 'x'.repeat(MAX_FILE_BYTES + 1), 'too-large'],
  ])('leaves out %s, case %#', (name, content, reason) => expect(read(name, content).leftOut).toBe(reason))
  it.each([
    ['one enormous line among others', 'a.py', `import x\nDATA = "${'0'.repeat(15_000)}"\nx.f()\n`],
    ['a notebook in one line', 'a.ipynb', JSON.stringify({ cells: [{ source: ['x = {};\n'.repeat(500)] }] })],
  ])('reads %s', (_, name, content) => {
    expect(read(name, content)).toMatchObject({ leftOut: undefined, text: content })
  })
  it.skipIf(process.platform === 'win32').each([
    ['missing', 'it vanished during the walk'],
    ['folder', 'it was replaced by something else'],
    ['pipe', 'it was replaced by something else'],
    ['link', 'ELOOP'],
  ])('says why it cannot read what is %s', (name, detail) => {
    const root = temporaryTree({ 'folder/': '', 'a.c': 'int a;\n' })
    symlinkSync(join(root, 'a.c'), join(root, 'link'))
    execFileSync('mkfifo', [join(root, 'pipe')])
    expect(readSource(join(root, name), { maxFileBytes: 10 })).toEqual({ leftOut: 'unreadable', detail })
  })
})
