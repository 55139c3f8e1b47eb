/** The part of WebAssembly that kernels need. The standard library of ES2023 that core is checked with lacks it. */

export interface WebAssemblyMemory {
  readonly buffer: ArrayBufferLike
}

declare const WebAssembly: {
  Memory: new (descriptor: { initial: number; maximum: number; shared: boolean }) => WebAssemblyMemory
  Module: new (bytes: Uint8Array) => object
  Instance: new (
    module: object,
    imports: { env: { memory: WebAssemblyMemory } },
  ) => { readonly exports: Readonly<Record<string, (...values: number[]) => number>> }
}

/** Bytes of WebAssembly's unit of memory. */
const PAGE_BYTES = 65_536

/** A zeroed memory of at least so many bytes; a shared one can be posted to workers. */
export function createMemory(nBytes: number, sharing: 'own' | 'shared'): WebAssemblyMemory {
  const nPages = Math.ceil(nBytes / PAGE_BYTES)
  return new WebAssembly.Memory({ initial: nPages, maximum: nPages, shared: sharing === 'shared' })
}

/** The functions of a kernel that works in this memory. */
export function instantiateKernel<Name extends string>(
  base64: string,
  memory: WebAssemblyMemory,
): Readonly<Record<Name, (...values: number[]) => number>> {
  const bytes = Uint8Array.from(atob(base64.trim()), (character) => character.charCodeAt(0))
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } }).exports
}
