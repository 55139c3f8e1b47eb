/** The part of WebAssembly that the parser's runtime needs: the standard library of ES2023 lacks it. */

export interface WasmMemory {
  readonly buffer: ArrayBufferLike
}

/** A mutable global of 32 bits. */
export interface WasmGlobal {
  value: number
}

export type WasmFunction = (...values: number[]) => number

/** Functions by the numbers that pointers to them have. */
export interface WasmTable {
  readonly length: number
  get(idx: number): WasmFunction | null
  set(idx: number, value: WasmFunction): void
}

/** What a module of Emscripten imports; its names are those of the dynamic linking convention. */
export interface WasmImports {
  readonly env: {
    readonly memory: WasmMemory
    readonly __stack_pointer: WasmGlobal
    readonly __indirect_function_table: WasmTable
    /** Where the module's functions begin in the table. */
    readonly __table_base: WasmGlobal
  }
}

export interface WasmInstance {
  readonly exports: Readonly<Record<string, WasmFunction>>
}

declare const WebAssembly: {
  compile: (bytes: Uint8Array) => Promise<object>
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: object) => WasmInstance
  Global: new (type: { readonly value: 'i32'; readonly mutable: true }, value: number) => WasmGlobal
  LinkError: new () => Error
  RuntimeError: new () => Error
}

export function compileWasm(bytes: Uint8Array): Promise<object> {
  return WebAssembly.compile(bytes)
}

export function instantiateWasm(module: object, imports: WasmImports): WasmInstance {
  return new WebAssembly.Instance(module, imports)
}

/** Compiles and instantiates at once: for modules of a few bytes. */
export function wasmInstance(bytes: Uint8Array, imports: object): WasmInstance {
  return new WebAssembly.Instance(new WebAssembly.Module(bytes), imports)
}

export function wasmGlobal(): WasmGlobal {
  return new WebAssembly.Global({ value: 'i32', mutable: true }, 0)
}

/** Whether a module was given a function of another type than it asks for. */
export function isLinkError(error: unknown): boolean {
  return error instanceof WebAssembly.LinkError
}

/** Whether WebAssembly ended by a trap or by exhausting the stack: what its memory holds means nothing any more. */
export function isTrap(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError
}
