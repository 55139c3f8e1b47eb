/** Little-endian numbers of a file, one after the other. */
import { CercaError } from '../../errors.js'

/** Writes little-endian numbers one after the other. */
export function createByteWriter(nBytes: number) {
  const result = new Uint8Array(nBytes)
  const view = new DataView(result.buffer)
  let at = 0
  const advance = (nBytes: number) => {
    at += nBytes
    return at - nBytes
  }
  return {
    result,
    at: () => at,
    moveTo(place: number) {
      at = place
    },
    byte(value: number) {
      result[at++] = value
    },
    bytes(values: Uint8Array) {
      result.set(values, at)
      at += values.length
    },
    int32(...values: readonly number[]) {
      for (const value of values) view.setInt32(advance(4), value, true)
    },
    int64(...values: readonly number[]) {
      for (const value of values) view.setBigInt64(advance(8), BigInt(value), true)
    },
    float64(value: number) {
      view.setFloat64(advance(8), value, true)
    },
    floats(values: Float32Array) {
      for (const value of values) view.setFloat32(advance(4), value, true)
    },
  }
}

/** Reads little-endian numbers one after the other; throws `vectors-damaged` where the bytes end. */
export function createByteReader(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const decoder = new TextDecoder()
  let at = 0
  const take = (nBytes: number) => {
    // Written so that a negative or absurd size is refused as well.
    if (!(nBytes >= 0 && nBytes <= bytes.length - at))
      throw new CercaError('vectors-damaged', 'it ends too early')
    at += nBytes
    return at - nBytes
  }
  const each = (n: number, size: number, read: (place: number) => number) => {
    const start = take(n * size)
    return Array.from({ length: n }, (_, idx) => read(start + idx * size))
  }
  return {
    skip: (nBytes: number) => void take(nBytes),
    byte: () => bytes[take(1)],
    int32: (n: number) => each(n, 4, (place) => view.getInt32(place, true)),
    int64: (n: number) => each(n, 8, (place) => Number(view.getBigInt64(place, true))),
    floats(n: number) {
      const start = take(n * 4)
      const values = new Float32Array(n)
      for (let idx = 0; idx < n; idx++) values[idx] = view.getFloat32(start + idx * 4, true)
      return values
    },
    /** Up to a zero byte. */
    text() {
      const end = bytes.indexOf(0, at)
      const start = take((end < 0 ? bytes.length : end) + 1 - at)
      return decoder.decode(bytes.subarray(start, at - 1))
    },
  }
}
