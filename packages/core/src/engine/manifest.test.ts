import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CercaError } from '../errors.js'
import { writeContainer } from '../segment/container.js'
import {
  decodeManifest,
  EMPTY_MANIFEST,
  encodeManifest,
  MANIFEST_VERSION,
  type Manifest,
} from './manifest.js'

describe('encodeManifest and decodeManifest', () => {
  it('give back every manifest, and the same bytes again', () => {
    fc.assert(
      fc.property(randomManifest(), (manifest) => {
        const bytes = encodeManifest(manifest)
        expect(decodeManifest(bytes)).toEqual(manifest)
        expect(Buffer.from(encodeManifest(decodeManifest(bytes))).equals(bytes)).toBe(true)
      }),
      { numRuns: 40 },
    )
    expect(decodeManifest(encodeManifest(EMPTY_MANIFEST))).toEqual(EMPTY_MANIFEST)
  })

  it('detect any changed byte and any lost end', () => {
    const [manifest] = fc.sample(randomManifest(), { numRuns: 1, seed: 7 })
    const intact = encodeManifest(manifest)
    for (let at = 0; at < intact.length; at++) {
      const bytes = intact.slice()
      bytes[at] ^= 0x40
      expect(codeOf(() => decodeManifest(bytes))).toBe('index-damaged')
      expect(codeOf(() => decodeManifest(intact.subarray(0, at)))).toBe('index-damaged')
    }
  })

  it.each([
    ['no JSON', '{"segments":', 'index-damaged'],
    ['nothing', '', 'index-damaged'],
  ])('refuse a manifest that says %s', (_, text, code) => {
    const bytes = writeContainer('manifest', MANIFEST_VERSION, [
      { name: 'meta', data: new TextEncoder().encode(text) },
    ])
    expect(codeOf(() => decodeManifest(bytes))).toBe(code)
  })

  it('refuse one that counts users of other files', () => {
    const bytes = encodeManifest({ ...EMPTY_MANIFEST, users: Uint32Array.of(1) })
    expect(codeOf(() => decodeManifest(bytes))).toBe('index-damaged')
  })

  it('refuse a newer manifest', () => {
    expect(codeOf(() => decodeManifest(writeContainer('manifest', 99, [])))).toBe('index-too-new')
  })
})

function randomManifest(): fc.Arbitrary<Manifest> {
  const stamp = {
    size: fc.nat(),
    // Fractions of milliseconds, as file systems give them, and -1.
    mtimeMs: fc.oneof(fc.constant(-1), fc.double({ min: 0, max: 2e12, noNaN: true })),
    ctimeMs: fc.double({ min: 0, max: 2e12, noNaN: true }),
  }
  const text = fc.string({ unit: 'binary', maxLength: 8 })
  const adaptation = fc.record({ patch: text, chunks: fc.nat(), chunksSince: fc.nat() })
  const embedding = fc.record({
    model: text,
    adaptation: fc.option(adaptation, { nil: undefined }),
    vectors: fc.array(text, { maxLength: 3 }),
  })
  const manifest = fc.record({
    analysisVersion: fc.nat(9),
    maxFileBytes: fc.nat(),
    segments: fc.array(text, { maxLength: 3 }),
    files: fc.array(fc.record({ segment: fc.nat(3), file: fc.nat(), ...stamp }), { maxLength: 5 }),
    skipped: fc.array(fc.record({ path: text, reason: text, detail: text, ...stamp }), { maxLength: 3 }),
    problems: fc.array(fc.record({ path: text, message: text }), { maxLength: 3 }),
    embedding: fc.option(embedding, { nil: undefined }),
  })
  return fc.tuple(manifest, fc.boolean()).map(([made, isCounted]) => ({
    ...made,
    users: isCounted && made.files.length > 0 ? Uint32Array.from(made.files, ({ size }) => size) : undefined,
  }))
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
