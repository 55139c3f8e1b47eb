import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CercaError } from '../errors.js'
import { xxh32 } from './checksum.js'
import {
  readContainer,
  requireLittleEndian,
  type Section,
  type SectionData,
  writeContainer,
} from './container.js'

const EXPECTED = { kind: 'segment', version: 3, oldestVersion: 2 }
const SMALL: readonly Section[] = [
  { name: 'bytes', data: Uint8Array.of(1, 2, 3) },
  { name: 'offsets', data: Uint32Array.of(0, 70_000) },
  { name: 'empty', data: new Float64Array(0) },
]

describe('writeContainer and readContainer', () => {
  it('give back every array, in order', () => {
    const section = fc.record({ name: fc.stringMatching(/^[!-~]{1,24}$/), data: sectionData() })
    const sections = fc.uniqueArray(section, { maxLength: 6, selector: (s) => s.name })
    fc.assert(
      fc.property(sections, (written) => {
        const container = readContainer(writeContainer('segment', 3, written), EXPECTED)
        expect(container.version).toBe(3)
        expect(container.names).toEqual(written.map((s) => s.name))
        for (const { name, data } of written) expect(container.get(name, typeOf(data))).toEqual(data)
      }),
    )
  })

  it('give the same bytes for the same sections, whatever memory they stand in', () => {
    const shifted = SMALL.map(({ name, data }) => ({ name, data: shift(data) }))
    expect(writeContainer('segment', 3, shifted)).toEqual(writeContainer('segment', 3, SMALL))
  })

  it('have a layout that stays as it is', () => {
    const bytes = writeContainer('k', 1, [{ name: 'ab', data: Uint16Array.of(0x0102) }])
    const words = Buffer.from(bytes)
      .toString('hex')
      .match(/.{8}/g)
      ?.join(' ')
      .replace(/( 00000000)+/g, ' ·')
    expect(words).toMatchInlineSnapshot(
      `"43524341 794ff677 6b000000 · 01000000 48000000 50000000 01000000 61620000 · 01000000 48000000 02000000 ba8ab893 02010000 ·"`,
    )
  })

  it('read views, not copies, also where the bytes start inside a buffer', () => {
    const bytes = writeContainer('segment', 3, SMALL)
    const room = new Uint8Array(bytes.length + 16)
    room.set(bytes, 8)
    const data = readContainer(room.subarray(8, 8 + bytes.length), EXPECTED).get('offsets', 'uint32')
    expect(data.buffer).toBe(room.buffer)
  })

  it('read bytes that are not aligned', () => {
    const bytes = shift(writeContainer('segment', 3, SMALL)) as Uint8Array
    expect(bytes.byteOffset % 8).toBe(1)
    expect(readContainer(bytes, EXPECTED).get('offsets', 'uint32')).toEqual(Uint32Array.of(0, 70_000))
  })
})

describe('readContainer', () => {
  const intact = writeContainer('segment', 3, SMALL)

  it('detects every flipped bit', () => {
    const bytes = intact.slice()
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      bytes[bit >> 3]! ^= 1 << (bit & 7)
      expect(
        codeOf(() => readContainer(bytes, EXPECTED)),
        `bit ${bit}`,
      ).toBe('index-damaged')
      bytes[bit >> 3]! ^= 1 << (bit & 7)
    }
    expect(readContainer(bytes, EXPECTED).names).toHaveLength(3)
  })

  it('detects the loss of any number of bytes at the end, and bytes too many', () => {
    for (let length = 0; length < intact.length; length++) {
      expect(codeOf(() => readContainer(intact.subarray(0, length), EXPECTED))).toBe('index-damaged')
    }
    const longer = new Uint8Array(intact.length + 8)
    longer.set(intact)
    expect(codeOf(() => readContainer(longer, EXPECTED))).toBe('index-damaged')
  })

  it('answers arbitrary bytes with an error of its own, even behind a right header checksum', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(30), (noise, at) => {
        expect(codeOf(() => readContainer(noise, EXPECTED))).toBe('index-damaged')
        const forged = intact.slice()
        forged.set(noise.subarray(0, 30), 16 + at)
        const view = new DataView(forged.buffer)
        const headerEnd = Math.min(view.getUint32(20, true), forged.length)
        view.setUint32(4, xxh32(forged.subarray(8, headerEnd)), true)
        expect(['ok', 'index-damaged', 'index-too-new', 'index-too-old']).toContain(
          codeOf(() => readContainer(forged, EXPECTED)),
        )
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['another kind', 'manifest', 3, 'index-damaged', 'it is a manifest file'],
    ['a newer version', 'segment', 4, 'index-too-new', 'segment version 4, this Cerca reads 2 to 3'],
    ['the newest version', 'segment', 3, 'ok', ''],
    ['the oldest version', 'segment', 2, 'ok', ''],
    ['an older version', 'segment', 1, 'index-too-old', 'segment version 1, this Cerca reads 2 to 3'],
  ])('answers %s', (_, kind, version, code, message) => {
    const read = () => readContainer(writeContainer(kind, version, SMALL), EXPECTED)
    expect(codeOf(read)).toBe(code)
    if (code !== 'ok') expect(read).toThrow(message)
  })

  it('recognises a newer version whose header has another shape', () => {
    const newer = new Uint8Array(64)
    const view = new DataView(newer.buffer)
    newer.set(intact.subarray(0, 16))
    view.setUint32(16, 9, true)
    view.setUint32(20, 57, true)
    view.setUint32(4, xxh32(newer.subarray(8, 57)), true)
    expect(codeOf(() => readContainer(newer, EXPECTED))).toBe('index-too-new')
  })

  it('refuses a section that is missing or of another type', () => {
    const container = readContainer(intact, EXPECTED)
    expect(codeOf(() => container.get('absent', 'uint8'))).toBe('index-damaged')
    expect(codeOf(() => container.get('offsets', 'int32'))).toBe('index-damaged')
  })

  it('refuses a big-endian machine', () => {
    requireLittleEndian()
    expect(codeOf(() => requireLittleEndian(Uint32Array.of(0x01000000)))).toBe('platform-unsupported')
  })
})

describe('writeContainer', () => {
  it.each([
    ['an empty name', 'segment', ['']],
    ['a long name', 'segment', ['x'.repeat(25)]],
    ['a name that is not ASCII', 'segment', ['año']],
    ['a name twice', 'segment', ['a', 'a']],
    ['a long kind', 'segments!', ['a']],
  ])('refuses %s', (_, kind, names) => {
    const sections = names.map((name) => ({ name, data: new Uint8Array(1) }))
    expect(() => writeContainer(kind, 1, sections)).toThrow(Error)
  })
})

function sectionData(): fc.Arbitrary<SectionData> {
  const bytes = fc
    .uint8Array({ maxLength: 48 })
    .map((array) => array.slice(0, array.length - (array.length % 8)))
  const arrays = [Uint8Array, Uint16Array, Uint32Array, Int32Array, Float32Array, Float64Array]
  return fc.oneof(
    fc.uint8Array({ maxLength: 20 }),
    fc.tuple(bytes, fc.constantFrom(...arrays)).map(([array, Elements]) => new Elements(array.buffer)),
  )
}

function typeOf(data: SectionData) {
  if (data instanceof Uint8Array) return 'uint8'
  if (data instanceof Uint16Array) return 'uint16'
  if (data instanceof Uint32Array) return 'uint32'
  if (data instanceof Int32Array) return 'int32'
  return data instanceof Float32Array ? 'float32' : 'float64'
}

/** The same array one element further into its memory. */
function shift<Data extends SectionData>(data: Data): SectionData {
  const Elements = data.constructor as Uint8ArrayConstructor
  const moved = new Elements(data.length + 1).subarray(1)
  moved.set(data)
  return moved
}

function codeOf(action: () => unknown): string {
  try {
    action()
    return 'ok'
  } catch (error) {
    if (error instanceof CercaError) return error.code
    throw error
  }
}
