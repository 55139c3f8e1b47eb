/**
 * The byte container of every stored file: named typed arrays, checksummed and read without parsing.
 *
 *     0  magic 'CRCA'                     28  number of sections      u32
 *     4  checksum of [8, header end)      32  one entry a section, 40 bytes each:
 *     8  kind, 8 bytes ASCII, zero-padded       0  name, 24 bytes ASCII, zero-padded
 *    16  version                  u32          24  element type       u32
 *    20  header length in bytes   u32          28  offset in bytes    u32
 *    24  whole length in bytes    u32          32  length in bytes    u32
 *                                              36  checksum           u32, padding included
 *
 * The sections follow in order, each padded with zeros to 8 bytes. All numbers are little-endian. The first
 * 24 bytes never change, so that a newer file is recognised as such.
 */
import { CercaError } from '../errors.js'
import { xxh32 } from './checksum.js'

/** 'CRCA' as a little-endian number. */
const MAGIC = 0x41435243
const HEADER_BYTES = 32
const ENTRY_BYTES = 40
const KIND_BYTES = 8
const NAME_BYTES = 24

/** Sections start at multiples of it, the widest element's size, or no view could be laid over them. */
const ALIGNMENT_BYTES = 8

/** Offsets are 32-bit. */
const MAX_BYTES = 2 ** 32 - 1

const ELEMENT_ARRAYS = [Uint8Array, Uint16Array, Uint32Array, Int32Array, Float32Array, Float64Array] as const
const ELEMENT_TYPES = ['uint8', 'uint16', 'uint32', 'int32', 'float32', 'float64'] as const

export interface ElementArrays {
  readonly uint8: Uint8Array
  readonly uint16: Uint16Array
  readonly uint32: Uint32Array
  readonly int32: Int32Array
  readonly float32: Float32Array
  readonly float64: Float64Array
}

export type ElementType = keyof ElementArrays
export type SectionData = ElementArrays[ElementType]

export interface Section {
  /** 1 to 24 characters of ASCII, unlike any other of the container. */
  readonly name: string
  readonly data: SectionData
}

/** What a file must be: its kind (1 to 8 characters of ASCII) and the versions that the caller can read. */
export interface ExpectedContainer {
  readonly kind: string
  readonly version: number
  readonly oldestVersion: number
}

/** An opened container; its arrays are views of the bytes it was read from, not to be written. */
export interface Container {
  readonly version: number
  readonly names: readonly string[]
  /** Throws `index-damaged` when there is no section of this name and type. */
  get<Type extends ElementType>(name: string, type: Type): ElementArrays[Type]
}

/** One file of `sections` in the given order: the same arguments give the same bytes. */
export function writeContainer(kind: string, version: number, sections: readonly Section[]): Uint8Array {
  requireLittleEndian()
  const headerEnd = HEADER_BYTES + sections.length * ENTRY_BYTES
  const length = sections.reduce((sum, section) => sum + padded(section.data.byteLength), headerEnd)
  if (length > MAX_BYTES) throw new Error(`a container of ${length} bytes is over the limit of ${MAX_BYTES}`)
  if (new Set(sections.map((section) => section.name)).size < sections.length) {
    throw new Error(`a section name is given twice: ${sections.map((section) => section.name).join(', ')}`)
  }

  const bytes = new Uint8Array(length)
  const view = new DataView(bytes.buffer)
  writeAscii(bytes.subarray(8, 8 + KIND_BYTES), kind)
  view.setUint32(16, version, true)
  view.setUint32(20, headerEnd, true)
  view.setUint32(24, length, true)
  view.setUint32(28, sections.length, true)

  let offset = headerEnd
  sections.forEach(({ name, data }, sectionIdx) => {
    const end = offset + padded(data.byteLength)
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset)
    const entry = HEADER_BYTES + sectionIdx * ENTRY_BYTES
    writeAscii(bytes.subarray(entry, entry + NAME_BYTES), name)
    view.setUint32(entry + 24, elementTypeOf(data), true)
    view.setUint32(entry + 28, offset, true)
    view.setUint32(entry + 32, data.byteLength, true)
    view.setUint32(entry + 36, xxh32(bytes.subarray(offset, end)), true)
    offset = end
  })
  view.setUint32(4, xxh32(bytes.subarray(8, headerEnd)), true)
  view.setUint32(0, MAGIC, true)
  return bytes
}

/**
 * The sections of `bytes` as views, without copying where `bytes` starts at a multiple of 8 in its buffer.
 *
 * Every byte is checked first: throws `index-damaged` for whatever `writeContainer` did not write or wrote as
 * another kind, `index-too-new` and `index-too-old` for an intact file of a version that cannot be read.
 */
export function readContainer(bytes: Uint8Array, expected: ExpectedContainer): Container {
  return lastOf(containerSteps(bytes, expected))
}

/** The same, with a pause after each section: checking millions of bytes takes milliseconds. */
export function* containerSteps(bytes: Uint8Array, expected: ExpectedContainer): Generator<void, Container> {
  requireLittleEndian()
  const aligned = bytes.byteOffset % ALIGNMENT_BYTES === 0 ? bytes : new Uint8Array(bytes)
  const view = new DataView(aligned.buffer, aligned.byteOffset, aligned.byteLength)
  const version = checkHeader(aligned, view, expected)

  const nSections = view.getUint32(28, true)
  let offset = HEADER_BYTES + nSections * ENTRY_BYTES
  check(view.getUint32(20, true) === offset, expected.kind, 'its header has the wrong length')
  const sections = new Map<string, SectionData>()
  for (let entry = HEADER_BYTES; entry < HEADER_BYTES + nSections * ENTRY_BYTES; entry += ENTRY_BYTES) {
    const name = readAscii(aligned.subarray(entry, entry + NAME_BYTES))
    const elements = ELEMENT_ARRAYS[view.getUint32(entry + 24, true)]
    const length = view.getUint32(entry + 32, true)
    const end = offset + padded(length)
    check(
      elements !== undefined &&
        length % elements.BYTES_PER_ELEMENT === 0 &&
        view.getUint32(entry + 28, true) === offset &&
        end <= aligned.byteLength,
      expected.kind,
      `its entry of ${name} is wrong`,
    )
    const isIntact = view.getUint32(entry + 36, true) === xxh32(aligned.subarray(offset, end))
    check(isIntact, expected.kind, `the checksum of ${name} is wrong`)
    // The type says too little: a view of shared memory works the same.
    const buffer = aligned.buffer as ArrayBuffer
    const start = aligned.byteOffset + offset
    sections.set(name, new elements(buffer, start, length / elements.BYTES_PER_ELEMENT))
    offset = end
    yield
  }
  check(offset === aligned.byteLength, expected.kind, 'it has the wrong length')
  return containerOf(expected.kind, version, sections)
}

/**
 * Eight hexadecimal digits that tell one container from another at no cost: the checksum of the header, which holds
 * those of the sections. Whether they are right is for `readContainer` to say.
 */
export function containerChecksum(bytes: Uint8Array): string {
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(4, 8)
  return [d, c, b, a].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** What steps come to, without the pauses. */
export function lastOf<T>(steps: Generator<void, T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** Throws where numbers in memory are big-endian; `one` is an array that holds the number 1. */
export function requireLittleEndian(one = Uint32Array.of(1)): void {
  if (new Uint8Array(one.buffer, one.byteOffset)[0] === 1) return
  throw new CercaError('platform-unsupported', 'its processor is big-endian, and indexes are little-endian')
}

/** The version, once the header is known to be intact, of the right kind and readable. */
function checkHeader(bytes: Uint8Array, view: DataView, expected: ExpectedContainer): number {
  const { kind } = expected
  check(bytes.byteLength >= HEADER_BYTES, kind, `it is cut off after ${bytes.byteLength} bytes`)
  check(view.getUint32(0, true) === MAGIC, kind, 'it is not a file of Cerca')
  const headerEnd = view.getUint32(20, true)
  check(headerEnd >= HEADER_BYTES && headerEnd <= bytes.byteLength, kind, 'its header is cut off')
  const isIntact = view.getUint32(4, true) === xxh32(bytes.subarray(8, headerEnd))
  check(isIntact, kind, 'the checksum of its header is wrong')
  const actualKind = readAscii(bytes.subarray(8, 8 + KIND_BYTES))
  check(actualKind === kind, kind, `it is a ${actualKind} file`)

  const version = view.getUint32(16, true)
  const detail = `${kind} version ${version}, this Cerca reads ${expected.oldestVersion} to ${expected.version}`
  if (version > expected.version) throw new CercaError('index-too-new', detail)
  if (version < expected.oldestVersion) throw new CercaError('index-too-old', detail)
  check(view.getUint32(24, true) === bytes.byteLength, kind, 'it has the wrong length')
  return version
}

function containerOf(kind: string, version: number, sections: ReadonlyMap<string, SectionData>): Container {
  return {
    version,
    names: [...sections.keys()],
    get<Type extends ElementType>(name: string, type: Type): ElementArrays[Type] {
      const data = sections.get(name)
      check(data !== undefined, kind, `it has no section ${name}`)
      check(ELEMENT_TYPES[elementTypeOf(data)] === type, kind, `section ${name} is not of type ${type}`)
      return data as ElementArrays[Type]
    },
  }
}

function check(condition: boolean, kind: string, problem: string): asserts condition {
  if (!condition) throw new CercaError('index-damaged', `a ${kind} file cannot be read, ${problem}`)
}

function elementTypeOf(data: SectionData): number {
  const elementType = ELEMENT_ARRAYS.findIndex((elements) => data instanceof elements)
  if (elementType < 0) throw new Error(`a section cannot hold ${Object.prototype.toString.call(data)}`)
  return elementType
}

function padded(length: number): number {
  return Math.ceil(length / ALIGNMENT_BYTES) * ALIGNMENT_BYTES
}

function writeAscii(target: Uint8Array, text: string): void {
  if (!/^[!-~]+$/.test(text) || text.length > target.length) {
    throw new Error(`${JSON.stringify(text)} is not 1 to ${target.length} characters of ASCII`)
  }
  for (let i = 0; i < text.length; i++) target[i] = text.charCodeAt(i)
}

function readAscii(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return String.fromCharCode(...(end < 0 ? bytes : bytes.subarray(0, end)))
}
