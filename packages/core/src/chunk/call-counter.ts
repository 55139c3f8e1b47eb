/**
 * How much the parser does between two moments at which it can be stopped. It takes a step for a part of the text, but
 * where everything is an error each step goes through all errors before it, and then ten thousand lines take a minute.
 * What it visits it hands to small functions through its table of functions, so counting their calls shows all of it.
 */
import {
  isLinkError,
  type WasmFunction,
  type WasmGlobal,
  type WasmTable,
  wasmGlobal,
  wasmInstance,
} from './web-assembly.js'

/**
 * Counts the calls of all functions in `table` from `start` on that take two numbers and give one: those that look at
 * an entry of the parser's stack are among them. `value` is to be set to 0 before a text.
 */
export function countCalls(table: WasmTable, start: number): WasmGlobal {
  const counter = wasmGlobal()
  for (let idx = start; idx < table.length; idx++) {
    const callee = table.get(idx)
    const counted = callee && countedFunction(callee, counter)
    if (counted) table.set(idx, counted)
  }
  return counter
}

/**
 * The smallest module that counts:
 *
 *     (module
 *       (import "a" "f" (func $callee (param i32 i32) (result i32)))
 *       (import "a" "n" (global $counter (mut i32)))
 *       (func (export "f") (param i32 i32) (result i32)
 *         (global.set $counter (i32.add (global.get $counter) (i32.const 1)))
 *         (call $callee (local.get 0) (local.get 1))))
 */
// biome-ignore format: bytes
const COUNTING_MODULE = new Uint8Array([
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00,
  0x01, 0x07, 0x01, 0x60, 0x02, 0x7f, 0x7f, 0x01, 0x7f,
  0x02, 0x0e, 0x02, 0x01, 0x61, 0x01, 0x66, 0x00, 0x00, 0x01, 0x61, 0x01, 0x6e, 0x03, 0x7f, 0x01,
  0x03, 0x02, 0x01, 0x00,
  0x07, 0x05, 0x01, 0x01, 0x66, 0x00, 0x01,
  0x0a, 0x11, 0x01, 0x0f, 0x00, 0x23, 0x00, 0x41, 0x01, 0x6a, 0x24, 0x00, 0x20, 0x00, 0x20, 0x01, 0x10, 0x00, 0x0b,
])

/** `undefined` for a function of another type. */
function countedFunction(callee: WasmFunction, counter: WasmGlobal): WasmFunction | undefined {
  try {
    return wasmInstance(COUNTING_MODULE, { a: { f: callee, n: counter } }).exports.f
  } catch (error) {
    if (isLinkError(error)) return undefined
    throw error
  }
}
