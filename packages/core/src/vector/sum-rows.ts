/** Many weighted sums of a table's rows: how texts become vectors. */
import { createMemory, instantiateKernel } from '../web-assembly.js'
import { VECTOR_KERNEL } from './kernel-bytes.js'
import { sumRowsPlain, type TokenBags } from './plain-vectors.js'

/** Bags that are summed at once: bounds the memory, not the result. */
const BAGS_AT_ONCE = 2048

/**
 * Calls `visit` with the sums of a run of bags, `[bags, dimensions]`, valid until the next call. `table` is
 * `[rows, dimensions]`, its dimensions a multiple of four.
 */
export function sumRows(
  bags: TokenBags,
  table: Float32Array,
  dimensions: number,
  visit: (firstBag: number, sums: Float32Array) => void,
): void {
  if (dimensions % 4 !== 0) throw new RangeError(`${dimensions} dimensions are no multiple of 4`)
  const nBags = bags.starts.length - 1
  // Bringing the table to the kernel would take longer than the sums; they are the same to the bit.
  if (bags.starts[nBags] * dimensions <= table.length) {
    if (nBags > 0) visit(0, sumRowsPlain(bags, table, dimensions))
    return
  }
  let most = 0
  for (let first = 0; first < nBags; first += BAGS_AT_ONCE) {
    const last = Math.min(nBags, first + BAGS_AT_ONCE)
    most = Math.max(most, bags.starts[last] - bags.starts[first])
  }
  const nAtOnce = Math.min(nBags, BAGS_AT_ONCE)
  const ids = table.length * 4
  const coefficients = ids + most * 4
  const starts = coefficients + most * 4
  // Vectors are loaded sixteen bytes at a time.
  const out = Math.ceil((starts + (nAtOnce + 1) * 4) / 16) * 16
  const memory = createMemory(out + nAtOnce * dimensions * 4, 'own')
  const kernel = instantiateKernel<'sumRows'>(VECTOR_KERNEL, memory)
  const { buffer } = memory
  new Float32Array(buffer, 0, table.length).set(table)
  for (let first = 0; first < nBags; first += BAGS_AT_ONCE) {
    const last = Math.min(nBags, first + BAGS_AT_ONCE)
    const [from, to] = [bags.starts[first], bags.starts[last]]
    new Uint32Array(buffer, ids, to - from).set(bags.ids.subarray(from, to))
    new Float32Array(buffer, coefficients, to - from).set(bags.coefficients.subarray(from, to))
    const own = new Uint32Array(buffer, starts, last - first + 1)
    for (let bag = first; bag <= last; bag++) own[bag - first] = bags.starts[bag] - from
    kernel.sumRows(starts, ids, coefficients, last - first, 0, dimensions, out)
    visit(first, new Float32Array(buffer, out, (last - first) * dimensions))
  }
}
