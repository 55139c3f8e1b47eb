/** The hot loops of contrastive training in WebAssembly, compiled from kernels/contrastive.ts. */
import { createMemory, instantiateKernel } from '../../web-assembly.js'
import type { ContrastiveKernel } from './kernel.js'
import { CONTRASTIVE_KERNEL } from './kernel-bytes.js'

/** Bytes of a 32-bit cell, in which the kernel's interface counts. */
const CELL_BYTES = 4

/** Arguments of each function that are offsets into the memory rather than numbers, by position. */
const OFFSETS: Readonly<Record<keyof ContrastiveKernel, readonly number[]>> = {
  encode: [0, 1, 2, 4, 5, 7, 8],
  similarities: [0, 1, 4],
  infoNce: [0, 3, 4, 5],
  multiply: [0, 1, 4],
  multiplyTransposed: [0, 1, 4],
  backpropagate: [0, 1, 2, 4, 5, 7, 8, 9, 10, 11],
  adam: [0, 3, 4, 5, 6],
}

/** A kernel with a zeroed memory of its own of at least so many bytes. */
export function createWasmKernel(nBytes: number): {
  readonly buffer: ArrayBufferLike
  readonly kernel: ContrastiveKernel
} {
  const memory = createMemory(nBytes, 'own')
  const raw = instantiateKernel<keyof ContrastiveKernel>(CONTRASTIVE_KERNEL, memory)
  const wrap = <Name extends keyof ContrastiveKernel>(name: Name) => {
    const isOffset = new Set(OFFSETS[name])
    return (...numbers: number[]) =>
      raw[name](...numbers.map((value, at) => (isOffset.has(at) ? value * CELL_BYTES : value)))
  }
  const kernel: ContrastiveKernel = {
    encode: wrap('encode'),
    similarities: wrap('similarities'),
    infoNce: wrap('infoNce'),
    multiply: wrap('multiply'),
    multiplyTransposed: wrap('multiplyTransposed'),
    backpropagate: wrap('backpropagate'),
    adam: wrap('adam'),
  }
  return { buffer: memory.buffer, kernel }
}
