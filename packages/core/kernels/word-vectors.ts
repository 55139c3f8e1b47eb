/**
 * The hot loops of training word vectors, in AssemblyScript: WebAssembly with 128-bit SIMD.
 *
 * Their twin in plain TypeScript, which says what each formula is, is src/train/words/plain-kernel.ts: a change is made
 * in both, and a test compares them. Pointers are byte offsets into the imported memory; where everything lies there
 * is decided in src/train/words/model-memory.ts. Rows are of f32, padded with zeros to a multiple of four.
 */

// Where the model lies; the same for all threads.
let rowBytes: usize = 0
let inputRows: usize = 0
let outputRows: usize = 0
let nWords: u32 = 0
let aliases: usize = 0
let keepBelow: usize = 0
let subwordStarts: usize = 0
let subwordRows: usize = 0
// What is trained, and how.
let isBag: bool = false
let hasSubwords: bool = false
let isSum: bool = false
let window: u32 = 5
let nNegative: u32 = 5
// What belongs to this thread only.
let tokens: usize = 0
let sentenceEnds: usize = 0
let kept: usize = 0
let bag: usize = 0
let targets: usize = 0
let steps: usize = 0
let hidden: usize = 0
let gradient: usize = 0

let random0: u32 = 0
let random1: u32 = 0
let random2: u32 = 0
let random3: u32 = 0

let learningRate: f32 = 0
// The likelihood of all predictions of a batch is mantissa x 2^exponent: a logarithm for each would cost time.
let likelihood: f64 = 1
let likelihoodExponent: i64 = 0
let nPredictions: u32 = 0
let nKeptTokens: u32 = 0

/** Below this the running product is brought back to [1, 2); six factors of e^-MAX_LOGIT do not reach zero from it. */
const RENORMALIZE_BELOW: f64 = 1e-200
/** Beyond it a sigmoid is 0 or 1 to nine digits. */
const MAX_LOGIT: f32 = 20

export function configureModel(
  rowBytes_: usize,
  inputRows_: usize,
  outputRows_: usize,
  nWords_: u32,
  aliases_: usize,
  keepBelow_: usize,
  subwordStarts_: usize,
  subwordRows_: usize,
): void {
  rowBytes = rowBytes_
  inputRows = inputRows_
  outputRows = outputRows_
  nWords = nWords_
  aliases = aliases_
  keepBelow = keepBelow_
  subwordStarts = subwordStarts_
  subwordRows = subwordRows_
}

export function configureTask(
  isBag_: bool,
  isSum_: bool,
  hasSubwords_: bool,
  window_: u32,
  nNegative_: u32,
): void {
  isBag = isBag_
  isSum = isSum_
  hasSubwords = hasSubwords_
  window = window_
  nNegative = nNegative_
}

export function configureThread(
  tokens_: usize,
  sentenceEnds_: usize,
  kept_: usize,
  bag_: usize,
  targets_: usize,
  steps_: usize,
  hidden_: usize,
  gradient_: usize,
): void {
  tokens = tokens_
  sentenceEnds = sentenceEnds_
  kept = kept_
  bag = bag_
  targets = targets_
  steps = steps_
  hidden = hidden_
  gradient = gradient_
}

export function seedRandom(word0: u32, word1: u32, word2: u32, word3: u32): void {
  random0 = word0
  random1 = word1
  random2 = word2
  random3 = word3
}

export function getLikelihood(): f64 {
  return likelihood
}

export function getLikelihoodExponent(): f64 {
  return <f64>likelihoodExponent
}

export function getPredictions(): u32 {
  return nPredictions
}

export function getKeptTokens(): u32 {
  return nKeptTokens
}

/** One pass over the sentences that lie in `tokens`, each ending where `sentenceEnds` says. */
export function trainSentences(nSentences: u32, learningRate_: f32): void {
  learningRate = learningRate_
  likelihood = 1
  likelihoodExponent = 0
  nPredictions = 0
  nKeptTokens = 0
  let start: u32 = 0
  for (let sentence: u32 = 0; sentence < nSentences; sentence++) {
    const end = load<u32>(sentenceEnds + ((<usize>sentence) << 2))
    const nKept = subsample(start, end)
    nKeptTokens += nKept
    if (isBag) trainContinuousBag(nKept)
    else trainSkipGram(nKept)
    start = end
  }
  renormalize()
}

/** xoshiro128** 1.1, as in src/train/random.ts. */
function nextRandom(): u32 {
  const result = rotl<u32>(random1 * 5, 7) * 9
  const shifted = random1 << 9
  random2 ^= random0
  random3 ^= random1
  random1 ^= random2
  random0 ^= random3
  random2 ^= shifted
  random3 = rotl<u32>(random3, 11)
  return result
}

function subsample(start: u32, end: u32): u32 {
  let nKept: u32 = 0
  for (let at = start; at < end; at++) {
    const token = load<u32>(tokens + ((<usize>at) << 2))
    if (nextRandom() > load<u32>(keepBelow + ((<usize>token) << 2))) continue
    store<u32>(kept + ((<usize>nKept) << 2), token)
    nKept++
  }
  return nKept
}

function keptAt(at: u32): u32 {
  return load<u32>(kept + ((<usize>at) << 2))
}

function trainSkipGram(nKept: u32): void {
  for (let centre: u32 = 0; centre < nKept; centre++) {
    const reach = window - (nextRandom() % window)
    const word = keptAt(centre)
    const first = centre > reach ? centre - reach : 0
    const last = min(centre + reach, nKept - 1)
    for (let at = first; at <= last; at++) {
      if (at === centre) continue
      const nTargets = drawTargets(word)
      if (hasSubwords) {
        const nBag = addSubwords(keptAt(at), 0)
        trainBag(nBag, nTargets)
      } else trainRow(inputRows + <usize>keptAt(at) * rowBytes, nTargets)
    }
  }
}

function trainContinuousBag(nKept: u32): void {
  for (let centre: u32 = 0; centre < nKept; centre++) {
    const reach = window - (nextRandom() % window)
    const first = centre > reach ? centre - reach : 0
    const last = min(centre + reach, nKept - 1)
    let nBag: u32 = 0
    for (let at = first; at <= last; at++) {
      if (at === centre) continue
      if (hasSubwords) nBag = addSubwords(keptAt(at), nBag)
      else {
        store<u32>(bag + ((<usize>nBag) << 2), keptAt(at))
        nBag++
      }
    }
    if (nBag > 0) trainBag(nBag, drawTargets(keptAt(centre)))
  }
}

function addSubwords(word: u32, nBag_: u32): u32 {
  let nBag = nBag_
  const start = load<u32>(subwordStarts + ((<usize>word) << 2))
  const end = load<u32>(subwordStarts + ((<usize>word) << 2), 4)
  for (let at = start; at < end; at++) {
    store<u32>(bag + ((<usize>nBag) << 2), load<u32>(subwordRows + ((<usize>at) << 2)))
    nBag++
  }
  return nBag
}

/** Puts the addresses of the output rows of `word` and of words drawn by chance into `targets`, `word` first. */
function drawTargets(word: u32): u32 {
  store<u32>(targets, <u32>(outputRows + <usize>word * rowBytes))
  let nTargets: u32 = 1
  for (let n: u32 = 0; n < nNegative; n++) {
    // The high half chooses the column of Walker's table, the low half tosses its coin.
    const product = <u64>nextRandom() * <u64>nWords
    const column = aliases + ((<usize>(product >> 32)) << 3)
    const drawn: u32 = <u32>product < load<u32>(column) ? <u32>(product >> 32) : load<u32>(column, 4)
    if (drawn === word) continue
    store<u32>(targets + ((<usize>nTargets) << 2), <u32>(outputRows + <usize>drawn * rowBytes))
    nTargets++
  }
  return nTargets
}

function trainRow(row: usize, nTargets: u32): void {
  if (nTargets === 6) {
    trainTargets(row, row, nTargets)
  } else {
    clear(gradient)
    trainTargets(row, gradient, nTargets)
    addTo(row, gradient)
  }
}

/** Of a mean each row gets the whole gradient, of a sum an equal share of it. */
function trainBag(nBag: u32, nTargets: u32): void {
  clear(hidden)
  clear(gradient)
  for (let n: u32 = 0; n < nBag; n++) addTo(hidden, bagRow(n))
  if (!isSum) scale(hidden, <f32>1 / <f32>nBag)
  trainTargets(hidden, gradient, nTargets)
  if (isSum) scale(gradient, <f32>1 / <f32>nBag)
  for (let n: u32 = 0; n < nBag; n++) addTo(bagRow(n), gradient)
}

function scale(row: usize, by: f32): void {
  const factor = f32x4.splat(by)
  for (let k: usize = 0; k < rowBytes; k += 16) v128.store(row + k, f32x4.mul(v128.load(row + k), factor))
}

function bagRow(n: u32): usize {
  return inputRows + <usize>load<u32>(bag + ((<usize>n) << 2)) * rowBytes
}

function clear(row: usize): void {
  memory.fill(row, 0, rowBytes)
}

function addTo(sum: usize, row: usize): void {
  for (let k: usize = 0; k < rowBytes; k += 16) {
    v128.store(sum + k, f32x4.add(v128.load(sum + k), v128.load(row + k)))
  }
}

/**
 * Phase one looks at all targets, phase two moves them, so that the step is along the gradient even when a word was
 * drawn twice. `out` may be `x` itself if there are six targets: each of its parts is read before it is written.
 */
function trainTargets(x: usize, out: usize, nTargets: u32): void {
  const nInSixes = nTargets - (nTargets % 6)
  for (let at: u32 = 0; at < nInSixes; at += 6) lookAtSix(x, at)
  for (let at = nInSixes; at < nTargets; at++) lookAtOne(x, at)
  nPredictions++
  for (let at: u32 = 0; at < nInSixes; at += 6) moveSix(x, out, at)
  for (let at = nInSixes; at < nTargets; at++) moveOne(x, out, at)
}

/** Puts the steps of six targets into `steps`: ±learningRate x (1 - the probability of what is true). */
function lookAtSix(x: usize, at: u32): void {
  const six = targets + ((<usize>at) << 2)
  const t0: usize = load<u32>(six)
  const t1: usize = load<u32>(six, 4)
  const t2: usize = load<u32>(six, 8)
  const t3: usize = load<u32>(six, 12)
  const t4: usize = load<u32>(six, 16)
  const t5: usize = load<u32>(six, 20)
  let s0 = f32x4.splat(0)
  let s1 = s0
  let s2 = s0
  let s3 = s0
  let s4 = s0
  let s5 = s0
  for (let k: usize = 0; k < rowBytes; k += 16) {
    const v = v128.load(x + k)
    s0 = f32x4.add(s0, f32x4.mul(v, v128.load(t0 + k)))
    s1 = f32x4.add(s1, f32x4.mul(v, v128.load(t1 + k)))
    s2 = f32x4.add(s2, f32x4.mul(v, v128.load(t2 + k)))
    s3 = f32x4.add(s3, f32x4.mul(v, v128.load(t3 + k)))
    s4 = f32x4.add(s4, f32x4.mul(v, v128.load(t4 + k)))
    s5 = f32x4.add(s5, f32x4.mul(v, v128.load(t5 + k)))
  }
  const signs = at === 0 ? f32x4(1, -1, -1, -1) : f32x4.splat(-1)
  const p0123 = sigmoid(f32x4.mul(signs, sumsOfFour(s0, s1, s2, s3)))
  const p45 = sigmoid(f32x4.neg(sumsOfFour(s4, s5, s4, s5)))
  const rate = f32x4.splat(learningRate)
  const one = f32x4.splat(1)
  const to = steps + ((<usize>at) << 2)
  v128.store(to, f32x4.mul(f32x4.mul(signs, rate), f32x4.sub(one, p0123)))
  v128.store64_lane(to, f32x4.mul(f32x4.neg(rate), f32x4.sub(one, p45)), 0, 16)
  const both = f64x2.mul(
    f64x2.promote_low_f32x4(f32x4.mul(p0123, p45)),
    f64x2.promote_low_f32x4(v128.shuffle<f32>(p0123, p0123, 2, 3, 2, 3)),
  )
  countLikelihood(f64x2.extract_lane(both, 0) * f64x2.extract_lane(both, 1))
}

/** Each target moves along `x`, `out` along the targets as they were. */
function moveSix(x: usize, out: usize, at: u32): void {
  const six = targets + ((<usize>at) << 2)
  const t0: usize = load<u32>(six)
  const t1: usize = load<u32>(six, 4)
  const t2: usize = load<u32>(six, 8)
  const t3: usize = load<u32>(six, 12)
  const t4: usize = load<u32>(six, 16)
  const t5: usize = load<u32>(six, 20)
  const from = steps + ((<usize>at) << 2)
  const g0 = v128.load32_splat(from)
  const g1 = v128.load32_splat(from, 4)
  const g2 = v128.load32_splat(from, 8)
  const g3 = v128.load32_splat(from, 12)
  const g4 = v128.load32_splat(from, 16)
  const g5 = v128.load32_splat(from, 20)
  for (let k: usize = 0; k < rowBytes; k += 16) {
    const v = v128.load(x + k)
    let r = v128.load(t0 + k)
    let sum = f32x4.mul(g0, r)
    v128.store(t0 + k, f32x4.add(r, f32x4.mul(g0, v)))
    r = v128.load(t1 + k)
    sum = f32x4.add(sum, f32x4.mul(g1, r))
    v128.store(t1 + k, f32x4.add(r, f32x4.mul(g1, v)))
    r = v128.load(t2 + k)
    sum = f32x4.add(sum, f32x4.mul(g2, r))
    v128.store(t2 + k, f32x4.add(r, f32x4.mul(g2, v)))
    r = v128.load(t3 + k)
    sum = f32x4.add(sum, f32x4.mul(g3, r))
    v128.store(t3 + k, f32x4.add(r, f32x4.mul(g3, v)))
    r = v128.load(t4 + k)
    sum = f32x4.add(sum, f32x4.mul(g4, r))
    v128.store(t4 + k, f32x4.add(r, f32x4.mul(g4, v)))
    r = v128.load(t5 + k)
    sum = f32x4.add(sum, f32x4.mul(g5, r))
    v128.store(t5 + k, f32x4.add(r, f32x4.mul(g5, v)))
    v128.store(out + k, f32x4.add(v128.load(out + k), sum))
  }
}

function lookAtOne(x: usize, at: u32): void {
  const row: usize = load<u32>(targets + ((<usize>at) << 2))
  let sums = f32x4.splat(0)
  for (let k: usize = 0; k < rowBytes; k += 16) {
    sums = f32x4.add(sums, f32x4.mul(v128.load(x + k), v128.load(row + k)))
  }
  const sign: f32 = at === 0 ? 1 : -1
  const p = f32x4.extract_lane(sigmoid(f32x4.mul(f32x4.splat(sign), sumsOfFour(sums, sums, sums, sums))), 0)
  store<f32>(steps + ((<usize>at) << 2), sign * learningRate * (1 - p))
  countLikelihood(p)
}

function moveOne(x: usize, out: usize, at: u32): void {
  const row: usize = load<u32>(targets + ((<usize>at) << 2))
  const g = v128.load32_splat(steps + ((<usize>at) << 2))
  for (let k: usize = 0; k < rowBytes; k += 16) {
    const r = v128.load(row + k)
    v128.store(out + k, f32x4.add(v128.load(out + k), f32x4.mul(g, r)))
    v128.store(row + k, f32x4.add(r, f32x4.mul(g, v128.load(x + k))))
  }
}

/** The sum of the lanes of each, in order. */
function sumsOfFour(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7))
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7))
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7))
}

function sigmoid(logits: v128): v128 {
  const x = f32x4.max(f32x4.splat(-MAX_LOGIT), f32x4.min(f32x4.splat(MAX_LOGIT), logits))
  const one = f32x4.splat(1)
  return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(x))))
}

/** e^y, to a relative error of 2e-7, by the polynomial of Cephes' expf. */
function exponential(y: v128): v128 {
  const n = f32x4.nearest(f32x4.mul(y, f32x4.splat(<f32>Math.LOG2E)))
  // ln 2 in two parts, so that little is lost in the subtraction.
  let r = f32x4.sub(y, f32x4.mul(n, f32x4.splat(0.693359375)))
  r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.1219444e-4)))
  let sum = f32x4.splat(1.98756915e-4)
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1.3981999507e-3))
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(8.3334519073e-3))
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(4.1665795894e-2))
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1.6666665459e-1))
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(5.0000001201e-1))
  sum = f32x4.add(f32x4.add(f32x4.mul(sum, f32x4.mul(r, r)), r), f32x4.splat(1))
  const exponent = i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127))
  return f32x4.mul(sum, i32x4.shl(exponent, 23))
}

function countLikelihood(probability: f64): void {
  likelihood *= probability
  if (likelihood < RENORMALIZE_BELOW) renormalize()
}

function renormalize(): void {
  const bits = reinterpret<u64>(likelihood)
  likelihoodExponent += <i64>(bits >> 52) - 1023
  likelihood = reinterpret<f64>((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000)
}
