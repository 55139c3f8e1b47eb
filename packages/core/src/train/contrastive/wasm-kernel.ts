/** The hot loops of contrastive training in WebAssembly, compiled from kernels/contrastive.ts. */
import { createMemory, instantiateKernel, type WebAssemblyMemory } from '../../web-assembly.js'
import type { ContrastiveKernel } from './kernel.js'
import { CONTRASTIVE_KERNEL, SHARED_CONTRASTIVE_KERNEL } from './kernel-bytes.js'

/** Bytes of a 32-bit cell, in which the kernel's interface counts. */
const CELL_BYTES = 4

/** Arguments of each function that are offsets into the memory rather than numbers, by position. */
const OFFSETS: Readonly<Record<keyof ContrastiveKernel, readonly number[]>> = {
  encode: [0, 1, 2, 4, 5, 7, 8],
  similarities: [0, 1, 5],
  powers: [0, 4, 5],
  sumColumns: [0, 4],
  infoNceGradient: [0, 6, 7],
  infoNceLoss: [0, 4, 5],
  triplets: [0, 7, 8, 9],
  multiply: [0, 1, 5],
  multiplyTransposed: [0, 1, 6],
  truncate: [0, 4, 5],
  addPrefixes: [0, 4],
  project: [0, 1, 4],
  scatter: [0, 1, 2, 4, 5, 7, 8, 9],
  adam: [0, 3, 4, 5, 6],
  adagrad: [0, 3, 4, 5],
}

/** A kernel with a zeroed memory of its own of at least so many bytes. */
export function createWasmKernel(nBytes: number): {
  readonly buffer: ArrayBufferLike
  readonly kernel: ContrastiveKernel
} {
  const memory = createMemory(nBytes, 'own')
  return { buffer: memory.buffer, kernel: kernelIn(memory) }
}

/** A kernel over a memory that is there, which may be shared: each thread has one. */
export function kernelIn(memory: WebAssemblyMemory): ContrastiveKernel {
  const bytes = memory.buffer instanceof ArrayBuffer ? CONTRASTIVE_KERNEL : SHARED_CONTRASTIVE_KERNEL
  const raw = instantiateKernel<keyof ContrastiveKernel>(bytes, memory)
  const wrap = <Name extends keyof ContrastiveKernel>(name: Name) => {
    const isOffset = new Set(OFFSETS[name])
    return (...numbers: number[]) =>
      raw[name](...numbers.map((value, at) => (isOffset.has(at) ? value * CELL_BYTES : value)))
  }
  return {
    encode: wrap('encode'),
    similarities: wrap('similarities'),
    powers: wrap('powers'),
    sumColumns: wrap('sumColumns'),
    infoNceGradient: wrap('infoNceGradient'),
    infoNceLoss: wrap('infoNceLoss'),
    triplets: wrap('triplets'),
    multiply: wrap('multiply'),
    multiplyTransposed: wrap('multiplyTransposed'),
    truncate: wrap('truncate'),
    addPrefixes: wrap('addPrefixes'),
    project: wrap('project'),
    scatter: wrap('scatter'),
    adam: wrap('adam'),
    adagrad: wrap('adagrad'),
  }
}
