/**
 * The hot loops of contrastive training, in AssemblyScript: WebAssembly with 128-bit SIMD.
 *
 * Their twin in plain TypeScript, which says what each formula is, is src/train/contrastive/plain-kernel.ts: a change
 * is made in both, and a test compares them. Pointers are byte offsets into the imported memory. Vectors have `dims`
 * floats, a multiple of four.
 */

export function encode(
  starts: usize,
  ids: usize,
  coefficients: usize,
  nTexts: usize,
  table: usize,
  weights: usize,
  dims: usize,
  units: usize,
  norms: usize,
): void {
  const rowBytes: usize = dims << 2
  for (let text: usize = 0; text < nTexts; text++) {
    const out = units + text * rowBytes
    for (let at: usize = 0; at < rowBytes; at += 16) v128.store(out + at, f32x4.splat(0))
    const end = load<u32>(starts + ((text + 1) << 2))
    for (let token = load<u32>(starts + (text << 2)); token < end; token++) {
      const id: usize = load<u32>(ids + (token << 2))
      const scale = f32x4.splat(load<f32>(coefficients + (token << 2)) * load<f32>(weights + (id << 2)))
      const row = table + id * rowBytes
      for (let at: usize = 0; at < rowBytes; at += 16) {
        v128.store(out + at, f32x4.add(v128.load(out + at), f32x4.mul(scale, v128.load(row + at))))
      }
    }
    const norm = Mathf.sqrt(dot(out, out, rowBytes))
    store<f32>(norms + (text << 2), norm)
    const inverse = f32x4.splat(norm > 0 ? 1 / norm : 0)
    for (let at: usize = 0; at < rowBytes; at += 16) {
      v128.store(out + at, f32x4.mul(inverse, v128.load(out + at)))
    }
  }
}

export function similarities(queries: usize, documents: usize, n: usize, dims: usize, out: usize): void {
  const rowBytes: usize = dims << 2
  for (let row: usize = 0; row < n; row++) {
    const query = queries + row * rowBytes
    let column: usize = 0
    // Four documents at a time share every load of the query.
    for (; column + 4 <= n; column += 4) {
      const first = documents + column * rowBytes
      let a = f32x4.splat(0)
      let b = f32x4.splat(0)
      let c = f32x4.splat(0)
      let d = f32x4.splat(0)
      for (let at: usize = 0; at < rowBytes; at += 16) {
        const part = v128.load(query + at)
        a = f32x4.add(a, f32x4.mul(part, v128.load(first + at)))
        b = f32x4.add(b, f32x4.mul(part, v128.load(first + rowBytes + at)))
        c = f32x4.add(c, f32x4.mul(part, v128.load(first + 2 * rowBytes + at)))
        d = f32x4.add(d, f32x4.mul(part, v128.load(first + 3 * rowBytes + at)))
      }
      const cell = out + ((row * n + column) << 2)
      store<f32>(cell, sum(a))
      store<f32>(cell + 4, sum(b))
      store<f32>(cell + 8, sum(c))
      store<f32>(cell + 12, sum(d))
    }
    for (; column < n; column++) {
      store<f32>(out + ((row * n + column) << 2), dot(query, documents + column * rowBytes, rowBytes))
    }
  }
}

export function infoNce(
  scores: usize,
  n: usize,
  temperature: f32,
  gradient: usize,
  rowSums: usize,
  columnSums: usize,
): f64 {
  const scale: f32 = 1 / temperature
  let loss: f64 = 0
  for (let column: usize = 0; column < n; column++) store<f32>(columnSums + (column << 2), 0)
  for (let row: usize = 0; row < n; row++) {
    let rowSum: f32 = 0
    for (let column: usize = 0; column < n; column++) {
      const cell = (row * n + column) << 2
      // Cosines are at most 1, so this power neither overflows nor needs the row's maximum.
      const power = Mathf.exp((load<f32>(scores + cell) - 1) * scale)
      store<f32>(gradient + cell, power)
      rowSum += power
      store<f32>(columnSums + (column << 2), load<f32>(columnSums + (column << 2)) + power)
    }
    store<f32>(rowSums + (row << 2), rowSum)
    loss -= 2 * <f64>((load<f32>(scores + ((row * n + row) << 2)) - 1) * scale)
  }
  const share: f32 = scale / (2 * <f32>n)
  for (let row: usize = 0; row < n; row++) {
    const inverseRow: f32 = 1 / load<f32>(rowSums + (row << 2))
    for (let column: usize = 0; column < n; column++) {
      const cell = gradient + ((row * n + column) << 2)
      const inverseColumn: f32 = 1 / load<f32>(columnSums + (column << 2))
      store<f32>(cell, share * load<f32>(cell) * (inverseRow + inverseColumn))
    }
    const own = gradient + ((row * n + row) << 2)
    store<f32>(own, load<f32>(own) - 2 * share)
    loss += Math.log(<f64>load<f32>(rowSums + (row << 2))) + Math.log(<f64>load<f32>(columnSums + (row << 2)))
  }
  return loss / (2 * <f64>n)
}

export function multiply(gradient: usize, vectors: usize, n: usize, dims: usize, out: usize): void {
  const rowBytes: usize = dims << 2
  for (let row: usize = 0; row < n; row++) {
    const target = out + row * rowBytes
    for (let at: usize = 0; at < rowBytes; at += 16) v128.store(target + at, f32x4.splat(0))
    for (let column: usize = 0; column < n; column++) {
      addScaled(
        target,
        vectors + column * rowBytes,
        load<f32>(gradient + ((row * n + column) << 2)),
        rowBytes,
      )
    }
  }
}

export function multiplyTransposed(gradient: usize, vectors: usize, n: usize, dims: usize, out: usize): void {
  const rowBytes: usize = dims << 2
  for (let at: usize = 0; at < n * rowBytes; at += 16) v128.store(out + at, f32x4.splat(0))
  for (let row: usize = 0; row < n; row++) {
    const source = vectors + row * rowBytes
    for (let column: usize = 0; column < n; column++) {
      addScaled(out + column * rowBytes, source, load<f32>(gradient + ((row * n + column) << 2)), rowBytes)
    }
  }
}

export function backpropagate(
  starts: usize,
  ids: usize,
  coefficients: usize,
  nTexts: usize,
  table: usize,
  weights: usize,
  dims: usize,
  units: usize,
  norms: usize,
  unitGradients: usize,
  tableGradient: usize,
  weightGradient: usize,
): void {
  const rowBytes: usize = dims << 2
  for (let text: usize = 0; text < nTexts; text++) {
    const norm = load<f32>(norms + (text << 2))
    if (norm <= 0) continue
    const unit = units + text * rowBytes
    const gradient = unitGradients + text * rowBytes
    // Through the division by the length: only what is at right angles to the unit vector is left.
    const along = -dot(unit, gradient, rowBytes)
    const inverse = f32x4.splat(1 / norm)
    addScaled(gradient, unit, along, rowBytes)
    for (let at: usize = 0; at < rowBytes; at += 16) {
      v128.store(gradient + at, f32x4.mul(inverse, v128.load(gradient + at)))
    }
    const end = load<u32>(starts + ((text + 1) << 2))
    for (let token = load<u32>(starts + (text << 2)); token < end; token++) {
      const id: usize = load<u32>(ids + (token << 2))
      const coefficient = load<f32>(coefficients + (token << 2))
      addScaled(
        tableGradient + id * rowBytes,
        gradient,
        coefficient * load<f32>(weights + (id << 2)),
        rowBytes,
      )
      const cell = weightGradient + (id << 2)
      store<f32>(cell, load<f32>(cell) + coefficient * dot(gradient, table + id * rowBytes, rowBytes))
    }
  }
}

export function adam(
  touched: usize,
  nTouched: usize,
  width: usize,
  values: usize,
  gradient: usize,
  means: usize,
  squares: usize,
  rate: f32,
  meanDecay: f32,
  squareDecay: f32,
  epsilon: f32,
): void {
  for (let idx: usize = 0; idx < nTouched; idx++) {
    const first: usize = <usize>load<u32>(touched + (idx << 2)) * width
    const end = (first + width) << 2
    let cell = first << 2
    for (; cell + 16 <= end; cell += 16) {
      const g = v128.load(gradient + cell)
      const m = f32x4.add(
        f32x4.mul(f32x4.splat(meanDecay), v128.load(means + cell)),
        f32x4.mul(f32x4.splat(1 - meanDecay), g),
      )
      const v = f32x4.add(
        f32x4.mul(f32x4.splat(squareDecay), v128.load(squares + cell)),
        f32x4.mul(f32x4.splat(1 - squareDecay), f32x4.mul(g, g)),
      )
      v128.store(means + cell, m)
      v128.store(squares + cell, v)
      const move = f32x4.div(f32x4.mul(f32x4.splat(rate), m), f32x4.add(f32x4.sqrt(v), f32x4.splat(epsilon)))
      v128.store(values + cell, f32x4.sub(v128.load(values + cell), move))
      v128.store(gradient + cell, f32x4.splat(0))
    }
    for (; cell < end; cell += 4) {
      const g = load<f32>(gradient + cell)
      const m = meanDecay * load<f32>(means + cell) + (1 - meanDecay) * g
      const v = squareDecay * load<f32>(squares + cell) + (1 - squareDecay) * g * g
      store<f32>(means + cell, m)
      store<f32>(squares + cell, v)
      store<f32>(values + cell, load<f32>(values + cell) - (rate * m) / (Mathf.sqrt(v) + epsilon))
      store<f32>(gradient + cell, 0)
    }
  }
}

function dot(a: usize, b: usize, bytes: usize): f32 {
  let total = f32x4.splat(0)
  for (let at: usize = 0; at < bytes; at += 16) {
    total = f32x4.add(total, f32x4.mul(v128.load(a + at), v128.load(b + at)))
  }
  return sum(total)
}

function addScaled(target: usize, source: usize, scale: f32, bytes: usize): void {
  const scales = f32x4.splat(scale)
  for (let at: usize = 0; at < bytes; at += 16) {
    v128.store(target + at, f32x4.add(v128.load(target + at), f32x4.mul(scales, v128.load(source + at))))
  }
}

function sum(lanes: v128): f32 {
  return (
    f32x4.extract_lane(lanes, 0) +
    f32x4.extract_lane(lanes, 1) +
    f32x4.extract_lane(lanes, 2) +
    f32x4.extract_lane(lanes, 3)
  )
}
