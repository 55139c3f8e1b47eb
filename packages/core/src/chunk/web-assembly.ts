/** The part of WebAssembly that the parser's runtime needs: the standard library of ES2023 lacks it. */

export interface WasmMemory {
  readonly buffer: ArrayBufferLike
}

/** A mutable global of 32 bits. */
export interface WasmGlobal {
  value: number
}

/** What a module of Emscripten imports; its names are those of the dynamic linking convention. */
export interface WasmImports {
  readonly env: { readonly memory: WasmMemory; readonly __stack_pointer: WasmGlobal }
}

export interface WasmInstance {
  readonly exports: Readonly<Record<string, (...values: number[]) => number>>
}

declare const WebAssembly: {
  compile: (bytes: Uint8Array) => Promise<object>
  Instance: new (module: object, imports: WasmImports) => WasmInstance
  RuntimeError: new () => Error
}

export function compileWasm(bytes: Uint8Array): Promise<object> {
  return WebAssembly.compile(bytes)
}

export function instantiateWasm(module: object, imports: WasmImports): WasmInstance {
  return new WebAssembly.Instance(module, imports)
}

/** Whether WebAssembly ended by a trap or by exhausting the stack: what its memory holds means nothing any more. */
export function isTrap(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError
}
