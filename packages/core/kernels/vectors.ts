/**
 * The hot loops of embedding and exact search, in AssemblyScript: WebAssembly with 128-bit SIMD.
 *
 * Their twins in plain TypeScript, which say what each formula is, are in src/vector/plain-vectors.ts: a change is made
 * in both, and a test compares them. Pointers are byte offsets into the imported memory.
 */

/** `dims` floats a row, a multiple of four; bag b is tokens `starts[b]` to `starts[b + 1]`. */
export function sumRows(
  starts: usize,
  ids: usize,
  coefficients: usize,
  nBags: usize,
  table: usize,
  dims: usize,
  out: usize,
): void {
  const rowBytes: usize = dims << 2
  for (let bag: usize = 0; bag < nBags; bag++) {
    const target = out + bag * rowBytes
    for (let at: usize = 0; at < rowBytes; at += 16) v128.store(target + at, f32x4.splat(0))
    const end = load<u32>(starts + ((bag + 1) << 2))
    for (let token = load<u32>(starts + (bag << 2)); token < end; token++) {
      const scale = f32x4.splat(load<f32>(coefficients + (token << 2)))
      const row = table + <usize>load<u32>(ids + (token << 2)) * rowBytes
      for (let at: usize = 0; at < rowBytes; at += 16) {
        v128.store(target + at, f32x4.add(v128.load(target + at), f32x4.mul(scale, v128.load(row + at))))
      }
    }
  }
}

/** Rows of `dims` signed bytes, the query `dims` 16-bit numbers; `dims` is a multiple of sixteen. */
export function scanRows(rows: usize, nRows: usize, query: usize, dims: usize, out: usize): void {
  for (let row: usize = 0; row < nRows; row++) {
    const start = rows + row * dims
    let sum = i32x4.splat(0)
    for (let at: usize = 0; at < dims; at += 16) {
      const values = v128.load(start + at)
      const part = query + (at << 1)
      sum = i32x4.add(sum, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(values), v128.load(part)))
      sum = i32x4.add(sum, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(values), v128.load(part + 16)))
    }
    store<i32>(
      out + (row << 2),
      i32x4.extract_lane(sum, 0) +
        i32x4.extract_lane(sum, 1) +
        i32x4.extract_lane(sum, 2) +
        i32x4.extract_lane(sum, 3),
    )
  }
}
