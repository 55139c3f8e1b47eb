/**
 * The hot loop of GloVe, in AssemblyScript: WebAssembly with 128-bit SIMD. Its twin in plain TypeScript, which says what
 * the formula is, is src/train/words/plain-glove-kernel.ts; a test compares them.
 */

// Byte offsets of f32 rows `[nWords, rowBytes / 4]`, and of single f32 values beside them.
let rowBytes: usize = 0
let wordRows: usize = 0
let contextRows: usize = 0
let wordSquares: usize = 0
let contextSquares: usize = 0
// `[nWords]` each: bias of words, of contexts, and the sums of their squared steps.
let biases: usize = 0
let biasRowBytes: usize = 0
// A batch of co-occurrences: two u32 (word, context), two f32 (logarithm, weight).
let entries: usize = 0

export function configure(
  rowBytes_: usize,
  wordRows_: usize,
  contextRows_: usize,
  wordSquares_: usize,
  contextSquares_: usize,
  biases_: usize,
  biasRowBytes_: usize,
  entries_: usize,
): void {
  rowBytes = rowBytes_
  wordRows = wordRows_
  contextRows = contextRows_
  wordSquares = wordSquares_
  contextSquares = contextSquares_
  biases = biases_
  biasRowBytes = biasRowBytes_
  entries = entries_
}

/** Returns the sum of weight x error^2 / 2. */
export function trainEntries(nEntries: u32, learningRate: f32): f64 {
  let loss: f64 = 0
  for (let n: u32 = 0; n < nEntries; n++) {
    const entry = entries + ((<usize>n) << 4)
    const word: usize = load<u32>(entry)
    const context: usize = load<u32>(entry, 4)
    const wordBias = biases + (word << 2)
    const contextBias = biases + biasRowBytes + (context << 2)
    const error =
      dot(wordRows + word * rowBytes, contextRows + context * rowBytes) +
      load<f32>(wordBias) +
      load<f32>(contextBias) -
      load<f32>(entry, 8)
    const weighted = load<f32>(entry, 12) * error
    loss += 0.5 * weighted * error
    const scaled = learningRate * weighted
    step(
      wordRows + word * rowBytes,
      contextRows + context * rowBytes,
      wordSquares + word * rowBytes,
      contextSquares + context * rowBytes,
      scaled,
    )
    stepBias(wordBias, scaled)
    stepBias(contextBias, scaled)
  }
  return loss
}

function dot(a: usize, b: usize): f32 {
  let sums = f32x4.splat(0)
  for (let k: usize = 0; k < rowBytes; k += 16) {
    sums = f32x4.add(sums, f32x4.mul(v128.load(a + k), v128.load(b + k)))
  }
  return (
    f32x4.extract_lane(sums, 0) +
    f32x4.extract_lane(sums, 1) +
    (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3))
  )
}

function step(w: usize, c: usize, wSquares: usize, cSquares: usize, scaled: f32): void {
  const factor = f32x4.splat(scaled)
  for (let k: usize = 0; k < rowBytes; k += 16) {
    const word = v128.load(w + k)
    const context = v128.load(c + k)
    const wordStep = f32x4.mul(factor, context)
    const contextStep = f32x4.mul(factor, word)
    const wordSquare = v128.load(wSquares + k)
    const contextSquare = v128.load(cSquares + k)
    v128.store(w + k, f32x4.sub(word, f32x4.div(wordStep, f32x4.sqrt(wordSquare))))
    v128.store(c + k, f32x4.sub(context, f32x4.div(contextStep, f32x4.sqrt(contextSquare))))
    v128.store(wSquares + k, f32x4.add(wordSquare, f32x4.mul(wordStep, wordStep)))
    v128.store(cSquares + k, f32x4.add(contextSquare, f32x4.mul(contextStep, contextStep)))
  }
}

/** The sums of squares stand two rows of biases behind the biases. */
function stepBias(bias: usize, scaled: f32): void {
  const square = bias + 2 * biasRowBytes
  store<f32>(bias, load<f32>(bias) - scaled / sqrt<f32>(load<f32>(square)))
  store<f32>(square, load<f32>(square) + scaled * scaled)
}
