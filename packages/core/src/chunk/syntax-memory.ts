/**
 * The memory that web-tree-sitter and its grammars work in: from low to high its data, a stack that is no longer
 * used, the heap. In the heap lie our stack, what the parser owns, and the tables of each grammar.
 */
import { Parser } from 'web-tree-sitter'
import { CercaError } from '../errors.js'
import { countCalls } from './call-counter.js'
import {
  compileWasm,
  instantiateWasm,
  type WasmGlobal,
  type WasmImports,
  type WasmInstance,
  type WasmMemory,
} from './web-assembly.js'

/** The parts of web-tree-sitter that its library does not show. */
export interface SyntaxMemory {
  readonly memory: WasmMemory
  readonly stackPointer: WasmGlobal
  readonly stack: Block
  /** Calls since it was last set to 0; see call-counter.ts. */
  readonly calls: WasmGlobal
  /** Of the grammars, in order of address. They are only read, and put back only where something speaks for damage. */
  readonly tables: SavedBlock[]
  readonly malloc: (nBytes: number) => number
  readonly free: (address: number) => void
}

interface Block {
  readonly start: number
  readonly end: number
}

/** What was in use at one moment, but for the tables and the stack: about 100 KB. */
export interface MemorySnapshot {
  readonly blocks: readonly SavedBlock[]
  /** Where the memory begins that nobody owned. */
  readonly end: number
}

interface SavedBlock {
  readonly start: number
  readonly bytes: Uint8Array
}

// The library's own stack of 64 KiB lies right above its data and the heap's bookkeeping, which an overflow overwrites.
// Where the parser recurses it takes 32 bytes a step, so V8's stack, of 4 MiB in a worker, ends before 1.4 MiB of this.
const STACK_BYTES = 2 * 1024 * 1024
// Texts of people need under 2 KiB. V8's stack of a main thread ends at five times as much as this.
const STACK_LIMIT_BYTES = 64 * 1024
// Looked at for marks of what went over the limit: more than any one function reserves without writing to it.
const STACK_BAND_BYTES = 8 * 1024
const STACK_ALIGNMENT_BYTES = 16
// At the end of a grammar's memory, where the heap's own notes on the next piece stand, it counts as no table.
const TABLE_MARGIN_BYTES = 4 * 1024
// Fits into no gap between grammars, of which the largest takes 4 MB, so it is given what lies behind all of them.
const PROBE_BYTES = 8 * 1024 * 1024
// Scanners put their state where they are first given memory, and some read it before they write to it.
const CLEARED_BYTES = 64 * 1024

/** Starts web-tree-sitter in this thread. Throws `syntax-started-twice` when called again. */
export async function startSyntaxMemory(runtimeWasm: Uint8Array): Promise<SyntaxMemory> {
  const module = await compileWasm(runtimeWasm)
  let started: { readonly imports: WasmImports; readonly instance: WasmInstance } | undefined
  await Parser.init({
    instantiateWasm(imports: WasmImports, receive: (instance: WasmInstance, module: object) => void) {
      const instance = instantiateWasm(module, imports)
      started = { imports, instance }
      receive(instance, module)
      return {}
    },
    // A scanner that aborts says so on the console; here it is a text that cannot be parsed.
    printErr: () => {},
  })
  if (started === undefined) throw new CercaError('syntax-started-twice')
  const {
    memory,
    __stack_pointer: stackPointer,
    __indirect_function_table: table,
    __table_base: tableBase,
  } = started.imports.env
  const calls = countCalls(table, tableBase.value)
  const { malloc, free } = started.instance.exports
  const start = malloc(STACK_BYTES)
  const top = start + STACK_BYTES
  const stack = { start, end: top - (top % STACK_ALIGNMENT_BYTES) }
  stackPointer.value = stack.end
  return { memory, stackPointer, stack, calls, tables: [], malloc, free }
}

/**
 * Loads one grammar, and remembers what it takes of the memory as its tables. Only one may be loaded at a time, and
 * there may be no trees: then it takes one piece, behind all that is in use.
 */
export async function loadTables<Grammar>(
  memory: SyntaxMemory,
  load: () => Promise<Grammar>,
): Promise<Grammar> {
  const start = endOfUse(memory)
  try {
    return await load()
  } finally {
    const end = endOfUse(memory) - TABLE_MARGIN_BYTES
    if (end > start) memory.tables.push(save(memory, { start, end }))
  }
}

/** To be taken when there are no trees. */
export function takeSnapshot(memory: SyntaxMemory): MemorySnapshot {
  const blocks: SavedBlock[] = []
  let start = 0
  const { stack, tables } = memory
  for (const left of [stack, ...tables.map(({ start, bytes }) => ({ start, end: start + bytes.length }))]) {
    blocks.push(save(memory, { start, end: left.start }))
    start = left.end
  }
  const end = endOfUse(memory)
  blocks.push(save(memory, { start, end }))
  return { blocks, end }
}

function save({ memory }: SyntaxMemory, { start, end }: Block): SavedBlock {
  return { start, bytes: new Uint8Array(memory.buffer, start, end - start).slice() }
}

/** Where the memory begins that nobody owns. */
function endOfUse({ memory, malloc, free }: SyntaxMemory): number {
  const probe = malloc(PROBE_BYTES)
  free(probe)
  return probe === 0 ? memory.buffer.byteLength : probe
}

/** Puts back all but the tables: what was allocated since is forgotten. Takes microseconds. */
export function restoreSnapshot(memory: SyntaxMemory, { blocks, end }: MemorySnapshot): void {
  const bytes = new Uint8Array(memory.memory.buffer)
  for (const block of blocks) bytes.set(block.bytes, block.start)
  bytes.fill(0, end, end + CLEARED_BYTES)
  memory.stackPointer.value = memory.stack.end
}

/** Puts back the tables of all grammars and an empty stack: up to 1 ms. */
export function restoreTables({ memory, stack, tables }: SyntaxMemory): void {
  const bytes = new Uint8Array(memory.buffer)
  for (const table of tables) bytes.set(table.bytes, table.start)
  bytes.fill(0, stack.start, stack.end)
}

/** So that nothing reads what was left there, and what the next text uses shows. */
export function clearStack({ memory, stack }: SyntaxMemory): void {
  new Uint8Array(memory.buffer).fill(0, stack.end - STACK_LIMIT_BYTES - STACK_BAND_BYTES, stack.end)
}

/** Whether more of the stack was used since it was cleared than any text of a person needs. */
export function isStackOverused({ memory, stack }: SyntaxMemory): boolean {
  const start = stack.end - STACK_LIMIT_BYTES - STACK_BAND_BYTES
  const band = new Uint32Array(memory.buffer, start, STACK_BAND_BYTES / Uint32Array.BYTES_PER_ELEMENT)
  return band.some((word) => word !== 0)
}
