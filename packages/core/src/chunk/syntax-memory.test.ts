import { expect, it } from 'vitest'
import { Language } from 'web-tree-sitter'
import {
  clearStack,
  isStackOverused,
  loadTables,
  restoreSnapshot,
  restoreTables,
  startSyntaxMemory,
  takeSnapshot,
} from './syntax-memory.js'
import { readGrammar, readRuntime } from './testing/test-parser.js'

it('puts back every byte that was in use, the tables only when asked', async () => {
  const memory = await startSyntaxMemory(readRuntime())
  for (const grammar of ['go', 'lua', 'bash']) {
    const bytes = await readGrammar(grammar)
    await loadTables(memory, () => Language.load(bytes))
  }
  const { stack, tables } = memory
  const snapshot = takeSnapshot(memory)
  const used = () => new Uint8Array(memory.memory.buffer, 0, snapshot.end)
  clearStack(memory)
  const before = used().slice()
  expect(tables.map(({ bytes }) => bytes.length > 16_000)).toEqual([true, true, true])

  used().fill(0xaa)
  memory.stackPointer.value -= 1000
  expect(isStackOverused(memory)).toBe(true)
  restoreSnapshot(memory, snapshot)
  expect(memory.stackPointer.value).toBe(stack.end)
  expect(tables.every(({ start }) => used()[start] === 0xaa)).toBe(true)
  restoreTables(memory)
  expect(isStackOverused(memory)).toBe(false)
  const differing = used().findIndex((byte, idx) => byte !== before[idx])
  expect(differing).toBe(-1)
})
