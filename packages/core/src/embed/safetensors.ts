/** Tensors as bytes in the safetensors format (github.com/huggingface/safetensors, "Format"), of the types needed here. */
import { CercaError } from '../errors.js'
import { parseJsonObject } from './json-object.js'

export type TensorData = Float32Array | Int8Array

export interface Tensor {
  readonly shape: readonly number[]
  readonly data: TensorData
}

export interface Safetensors {
  readonly tensors: ReadonlyMap<string, Tensor>
  readonly metadata: Readonly<Record<string, string>>
}

const TYPES = { F32: Float32Array, I8: Int8Array } as const

/** The header's length is a 64-bit number before it. */
const LENGTH_BYTES = 8
/** Tensors begin where any of their types may. */
const ALIGNMENT_BYTES = 8

/** Same tensors in the same order, same bytes. */
export function encodeSafetensors({ tensors, metadata }: Safetensors): Uint8Array {
  const header: [name: string, entry: unknown][] = [['__metadata__', metadata]]
  let end = 0
  for (const [name, { shape, data }] of tensors) {
    const dtype = data instanceof Int8Array ? 'I8' : 'F32'
    header.push([name, { dtype, shape, data_offsets: [end, end + data.byteLength] }])
    end += data.byteLength
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)))
  const headerBytes = Math.ceil(text.length / ALIGNMENT_BYTES) * ALIGNMENT_BYTES
  const bytes = new Uint8Array(LENGTH_BYTES + headerBytes + end).fill(0x20, LENGTH_BYTES)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerBytes), true)
  bytes.set(text, LENGTH_BYTES)
  let at = LENGTH_BYTES + headerBytes
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at)
    at += data.byteLength
  }
  return bytes
}

/**
 * Tensors are views of the bytes where they lie as their type wants them, else copies. Throws `model-damaged`, also for
 * a type that is not supported.
 */
export function decodeSafetensors(bytes: Uint8Array): Safetensors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headerBytes = bytes.length >= LENGTH_BYTES ? Number(view.getBigUint64(0, true)) : -1
  const start = LENGTH_BYTES + headerBytes
  if (headerBytes < 0 || start > bytes.length) throw damaged('it is too short for its header')
  const header = parseJsonObject(new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, start)), 'its header')
  const tensors = new Map<string, Tensor>()
  let metadata: Record<string, string> = {}
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') metadata = entry as Record<string, string>
    else tensors.set(name, tensorOf(name, entry, bytes.subarray(start)))
  }
  return { tensors, metadata }
}

function tensorOf(name: string, entry: unknown, bytes: Uint8Array): Tensor {
  const { dtype, shape, data_offsets } = (entry ?? {}) as Record<string, unknown>
  if (!isNumbers(shape) || !isNumbers(data_offsets)) throw damaged(`its tensor ${name} has no place`)
  const type = Object.hasOwn(TYPES, String(dtype)) ? TYPES[dtype as keyof typeof TYPES] : undefined
  if (type === undefined) throw damaged(`its tensor ${name} is of type ${String(dtype)}, not F32 or I8`)
  const [from, to] = data_offsets
  const length = shape.reduce((product, size) => product * size, 1)
  if (to > bytes.length || to - from !== length * type.BYTES_PER_ELEMENT)
    throw damaged(`its tensor ${name} is incomplete`)
  const isAligned = (bytes.byteOffset + from) % type.BYTES_PER_ELEMENT === 0
  const own = isAligned ? bytes.subarray(from, to) : new Uint8Array(bytes.subarray(from, to))
  // The type says too little: a view of shared memory works the same.
  return { shape, data: new type(own.buffer as ArrayBuffer, own.byteOffset, length) }
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isInteger(item) && item >= 0)
}

function damaged(detail: string): CercaError {
  return new CercaError('model-damaged', detail)
}
