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

export function similarities(
  queries: usize,
  documents: usize,
  nQueries: usize,
  nDocuments: usize,
  dims: usize,
  out: usize,
): void {
  const rowBytes: usize = dims << 2
  let row: usize = 0
  // Two queries and four documents at a time share their loads.
  for (; row + 2 <= nQueries; row += 2) {
    const query = queries + row * rowBytes
    let column: usize = 0
    for (; column + 4 <= nDocuments; column += 4) {
      const first = documents + column * rowBytes
      let a = f32x4.splat(0)
      let b = f32x4.splat(0)
      let c = f32x4.splat(0)
      let d = f32x4.splat(0)
      let e = f32x4.splat(0)
      let f = f32x4.splat(0)
      let g = f32x4.splat(0)
      let h = f32x4.splat(0)
      for (let at: usize = 0; at < rowBytes; at += 16) {
        const upper = v128.load(query + at)
        const lower = v128.load(query + rowBytes + at)
        const one = v128.load(first + at)
        a = f32x4.add(a, f32x4.mul(upper, one))
        e = f32x4.add(e, f32x4.mul(lower, one))
        const two = v128.load(first + rowBytes + at)
        b = f32x4.add(b, f32x4.mul(upper, two))
        f = f32x4.add(f, f32x4.mul(lower, two))
        const three = v128.load(first + 2 * rowBytes + at)
        c = f32x4.add(c, f32x4.mul(upper, three))
        g = f32x4.add(g, f32x4.mul(lower, three))
        const four = v128.load(first + 3 * rowBytes + at)
        d = f32x4.add(d, f32x4.mul(upper, four))
        h = f32x4.add(h, f32x4.mul(lower, four))
      }
      const cell = out + ((row * nDocuments + column) << 2)
      store<f32>(cell, sum(a))
      store<f32>(cell + 4, sum(b))
      store<f32>(cell + 8, sum(c))
      store<f32>(cell + 12, sum(d))
      const below = cell + (nDocuments << 2)
      store<f32>(below, sum(e))
      store<f32>(below + 4, sum(f))
      store<f32>(below + 8, sum(g))
      store<f32>(below + 12, sum(h))
    }
    for (; column < nDocuments; column++) {
      const document = documents + column * rowBytes
      const cell = out + ((row * nDocuments + column) << 2)
      store<f32>(cell, dot(query, document, rowBytes))
      store<f32>(cell + (nDocuments << 2), dot(query + rowBytes, document, rowBytes))
    }
  }
  for (; row < nQueries; row++) {
    const query = queries + row * rowBytes
    for (let column: usize = 0; column < nDocuments; column++) {
      store<f32>(
        out + ((row * nDocuments + column) << 2),
        dot(query, documents + column * rowBytes, rowBytes),
      )
    }
  }
}

export function powers(
  scores: usize,
  nRows: usize,
  nColumns: usize,
  temperature: f32,
  out: usize,
  rowSums: usize,
): void {
  const scale: f32 = 1 / temperature
  for (let row: usize = 0; row < nRows; row++) {
    let rowSum: f32 = 0
    for (let column: usize = 0; column < nColumns; column++) {
      const cell = (row * nColumns + column) << 2
      // Cosines are at most 1, so this power neither overflows nor needs the row's maximum.
      const power = Mathf.exp((load<f32>(scores + cell) - 1) * scale)
      store<f32>(out + cell, power)
      rowSum += power
    }
    store<f32>(rowSums + (row << 2), rowSum)
  }
}

export function sumColumns(powers: usize, nRows: usize, nColumns: usize, stride: usize, out: usize): void {
  for (let column: usize = 0; column < nColumns; column++) store<f32>(out + (column << 2), 0)
  for (let row: usize = 0; row < nRows; row++) {
    const source = powers + ((row * stride) << 2)
    for (let column: usize = 0; column < nColumns; column++) {
      const cell = out + (column << 2)
      store<f32>(cell, load<f32>(cell) + load<f32>(source + (column << 2)))
    }
  }
}

export function infoNceGradient(
  powers: usize,
  firstRow: usize,
  nRows: usize,
  n: usize,
  nColumns: usize,
  temperature: f32,
  rowSums: usize,
  columnSums: usize,
): void {
  const scale: f32 = 1 / temperature
  const share: f32 = scale / (2 * <f32>n)
  for (let row: usize = firstRow; row < firstRow + nRows; row++) {
    const inverseRow: f32 = 1 / load<f32>(rowSums + (row << 2))
    const start = powers + ((row * nColumns) << 2)
    let column: usize = 0
    for (; column < n; column++) {
      const cell = start + (column << 2)
      const inverseColumn: f32 = 1 / load<f32>(columnSums + (column << 2))
      store<f32>(cell, share * load<f32>(cell) * (inverseRow + inverseColumn))
    }
    for (; column < nColumns; column++) {
      const cell = start + (column << 2)
      store<f32>(cell, share * load<f32>(cell) * inverseRow)
    }
    const own = start + (row << 2)
    store<f32>(own, load<f32>(own) - 2 * share)
  }
}

export function infoNceLoss(
  scores: usize,
  n: usize,
  nColumns: usize,
  temperature: f32,
  rowSums: usize,
  columnSums: usize,
): f64 {
  const scale: f32 = 1 / temperature
  let loss: f64 = 0
  for (let row: usize = 0; row < n; row++) {
    loss -= 2 * <f64>((load<f32>(scores + ((row * nColumns + row) << 2)) - 1) * scale)
  }
  for (let row: usize = 0; row < n; row++) {
    loss += Math.log(<f64>load<f32>(rowSums + (row << 2))) + Math.log(<f64>load<f32>(columnSums + (row << 2)))
  }
  return loss / (2 * <f64>n)
}

export function triplets(
  scores: usize,
  firstRow: usize,
  nRows: usize,
  n: usize,
  nColumns: usize,
  margin: f32,
  share: f32,
  negativeStarts: usize,
  gradient: usize,
  losses: usize,
): void {
  for (let row: usize = firstRow; row < firstRow + nRows; row++) {
    const start = scores + ((row * nColumns) << 2)
    const target = gradient + ((row * nColumns) << 2)
    for (let column: usize = 0; column < nColumns; column++) store<f32>(target + (column << 2), 0)
    let from: usize = load<u32>(negativeStarts + (row << 2))
    let end: usize = load<u32>(negativeStarts + ((row + 1) << 2))
    if (from === end) {
      from = row === 0 ? 1 : 0
      for (let column: usize = from + 1; column < n; column++) {
        if (column !== row && load<f32>(start + (column << 2)) > load<f32>(start + (from << 2))) from = column
      }
      end = from + 1
    }
    const own = load<f32>(start + (row << 2))
    let loss: f32 = 0
    for (let column: usize = from; column < end; column++) {
      const excess = margin + load<f32>(start + (column << 2)) - own
      if (excess <= 0) continue
      loss += excess * share
      store<f32>(target + (column << 2), share)
      store<f32>(target + (row << 2), load<f32>(target + (row << 2)) - share)
    }
    store<f32>(losses + (row << 2), loss)
  }
}

export function multiply(
  gradient: usize,
  vectors: usize,
  nRows: usize,
  nColumns: usize,
  dims: usize,
  out: usize,
): void {
  const rowBytes: usize = dims << 2
  for (let row: usize = 0; row < nRows; row++) {
    const target = out + row * rowBytes
    const scales = gradient + ((row * nColumns) << 2)
    for (let at: usize = 0; at < rowBytes; at += 16) v128.store(target + at, f32x4.splat(0))
    let column: usize = 0
    for (; column + 8 <= nColumns; column += 8) {
      addEight(target, vectors + column * rowBytes, scales + (column << 2), 4, rowBytes)
    }
    for (; column < nColumns; column++) {
      addScaled(target, vectors + column * rowBytes, load<f32>(scales + (column << 2)), rowBytes)
    }
  }
}

export function multiplyTransposed(
  gradient: usize,
  vectors: usize,
  nRows: usize,
  nColumns: usize,
  stride: usize,
  dims: usize,
  out: usize,
): void {
  const rowBytes: usize = dims << 2
  for (let at: usize = 0; at < nColumns * rowBytes; at += 16) v128.store(out + at, f32x4.splat(0))
  let row: usize = 0
  for (; row + 8 <= nRows; row += 8) {
    const source = vectors + row * rowBytes
    for (let column: usize = 0; column < nColumns; column++) {
      const scales = gradient + ((row * stride + column) << 2)
      addEight(out + column * rowBytes, source, scales, stride << 2, rowBytes)
    }
  }
  for (; row < nRows; row++) {
    const source = vectors + row * rowBytes
    for (let column: usize = 0; column < nColumns; column++) {
      const scale = load<f32>(gradient + ((row * stride + column) << 2))
      addScaled(out + column * rowBytes, source, scale, rowBytes)
    }
  }
}

export function truncate(
  units: usize,
  nTexts: usize,
  dims: usize,
  prefixDims: usize,
  prefixUnits: usize,
  norms: usize,
): void {
  const prefixBytes: usize = prefixDims << 2
  for (let text: usize = 0; text < nTexts; text++) {
    const source = units + text * (dims << 2)
    const target = prefixUnits + text * prefixBytes
    const norm = Mathf.sqrt(dot(source, source, prefixBytes))
    store<f32>(norms + (text << 2), norm)
    const inverse = f32x4.splat(norm > 0 ? 1 / norm : 0)
    for (let at: usize = 0; at < prefixBytes; at += 16) {
      v128.store(target + at, f32x4.mul(inverse, v128.load(source + at)))
    }
  }
}

export function addPrefixes(
  prefixGradients: usize,
  nTexts: usize,
  prefixDims: usize,
  dims: usize,
  unitGradients: usize,
): void {
  const prefixBytes: usize = prefixDims << 2
  for (let text: usize = 0; text < nTexts; text++) {
    addScaled(unitGradients + text * (dims << 2), prefixGradients + text * prefixBytes, 1, prefixBytes)
  }
}

export function project(units: usize, norms: usize, nTexts: usize, dims: usize, gradients: usize): void {
  const rowBytes: usize = dims << 2
  for (let text: usize = 0; text < nTexts; text++) {
    const norm = load<f32>(norms + (text << 2))
    const unit = units + text * rowBytes
    const gradient = gradients + text * rowBytes
    // Through the division by the length: only what is at right angles to the unit vector is left.
    addScaled(gradient, unit, -dot(unit, gradient, rowBytes), rowBytes)
    const inverse = f32x4.splat(norm > 0 ? 1 / norm : 0)
    for (let at: usize = 0; at < rowBytes; at += 16) {
      v128.store(gradient + at, f32x4.mul(inverse, v128.load(gradient + at)))
    }
  }
}

export function scatter(
  starts: usize,
  ids: usize,
  coefficients: usize,
  nTexts: usize,
  table: usize,
  weights: usize,
  dims: usize,
  gradients: usize,
  tableGradient: usize,
  weightGradient: usize,
  part: u32,
  nParts: u32,
): void {
  const rowBytes: usize = dims << 2
  for (let text: usize = 0; text < nTexts; text++) {
    const gradient = gradients + text * rowBytes
    const end = load<u32>(starts + ((text + 1) << 2))
    for (let token = load<u32>(starts + (text << 2)); token < end; token++) {
      const row = load<u32>(ids + (token << 2))
      if (row % nParts !== part) continue
      const id: usize = row
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

export function adagrad(
  touched: usize,
  nTouched: usize,
  width: usize,
  values: usize,
  gradient: usize,
  squares: usize,
  rate: f32,
  epsilon: f32,
): void {
  for (let idx: usize = 0; idx < nTouched; idx++) {
    const first: usize = <usize>load<u32>(touched + (idx << 2)) * width
    const end = (first + width) << 2
    let cell = first << 2
    for (; cell + 16 <= end; cell += 16) {
      const g = v128.load(gradient + cell)
      const v = f32x4.add(v128.load(squares + cell), f32x4.mul(g, g))
      v128.store(squares + cell, v)
      const move = f32x4.div(f32x4.mul(f32x4.splat(rate), g), f32x4.add(f32x4.sqrt(v), f32x4.splat(epsilon)))
      v128.store(values + cell, f32x4.sub(v128.load(values + cell), move))
      v128.store(gradient + cell, f32x4.splat(0))
    }
    for (; cell < end; cell += 4) {
      const g = load<f32>(gradient + cell)
      const v = load<f32>(squares + cell) + g * g
      store<f32>(squares + cell, v)
      store<f32>(values + cell, load<f32>(values + cell) - (rate * g) / (Mathf.sqrt(v) + epsilon))
      store<f32>(gradient + cell, 0)
    }
  }
}

/** Adds eight rows to one, in their order: the sum is the same as of one after the other, with an eighth of the stores. */
function addEight(target: usize, source: usize, scales: usize, scaleBytes: usize, bytes: usize): void {
  const a = v128.load32_splat(scales)
  const b = v128.load32_splat(scales + scaleBytes)
  const c = v128.load32_splat(scales + 2 * scaleBytes)
  const d = v128.load32_splat(scales + 3 * scaleBytes)
  const e = v128.load32_splat(scales + 4 * scaleBytes)
  const f = v128.load32_splat(scales + 5 * scaleBytes)
  const g = v128.load32_splat(scales + 6 * scaleBytes)
  const h = v128.load32_splat(scales + 7 * scaleBytes)
  for (let at: usize = 0; at < bytes; at += 16) {
    const row = source + at
    let total = v128.load(target + at)
    total = f32x4.add(total, f32x4.mul(a, v128.load(row)))
    total = f32x4.add(total, f32x4.mul(b, v128.load(row + bytes)))
    total = f32x4.add(total, f32x4.mul(c, v128.load(row + 2 * bytes)))
    total = f32x4.add(total, f32x4.mul(d, v128.load(row + 3 * bytes)))
    total = f32x4.add(total, f32x4.mul(e, v128.load(row + 4 * bytes)))
    total = f32x4.add(total, f32x4.mul(f, v128.load(row + 5 * bytes)))
    total = f32x4.add(total, f32x4.mul(g, v128.load(row + 6 * bytes)))
    total = f32x4.add(total, f32x4.mul(h, v128.load(row + 7 * bytes)))
    v128.store(target + at, total)
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
