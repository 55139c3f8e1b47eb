/** Mends what is known to be wrong in a grammar's WebAssembly. */

/**
 * The function that allocates the state of Swift's scanner, to 0.7.1: its size, no locals, `i32.const 0`,
 * `i32.const 4`, `call calloc`, `end`. Of nothing it allocates nothing, and takes for its state what other files left
 * in the memory: raw strings are not understood, and a tree depends on what was parsed before.
 */
const SWIFT_FLAW = [0x08, 0x00, 0x41, 0x00, 0x41, 0x04, 0x10, 0x00, 0x0b]

/** Where the 0 stands that has to be 1. */
const SWIFT_COUNT_IDX = 3

/** The grammar's bytes, changed where a flaw is known and found; `bytes` stays as it is. */
export function repairGrammar(grammar: string, bytes: Uint8Array): Uint8Array {
  if (grammar !== 'swift') return bytes
  const places: number[] = []
  for (let idx = bytes.indexOf(SWIFT_FLAW[0]); idx >= 0; idx = bytes.indexOf(SWIFT_FLAW[0], idx + 1)) {
    if (SWIFT_FLAW.every((byte, offset) => bytes[idx + offset] === byte)) places.push(idx)
  }
  // Another build, or one that was mended where it is made.
  if (places.length !== 1) return bytes
  const repaired = Uint8Array.from(bytes)
  repaired[places[0] + SWIFT_COUNT_IDX] = 1
  return repaired
}
