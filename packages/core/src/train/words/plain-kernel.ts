/** The hot loop in plain TypeScript: what kernels/word-vectors.ts does with SIMD, readable and for any machine. */
import { nextUint32 } from '../random.js'
import type { ModelLayout, ModelMemory } from './model-memory.js'
import type { BatchLoss, KernelTask, WordKernel } from './word-kernel.js'

/** Beyond it a sigmoid is 0 or 1 to nine digits. */
const MAX_LOGIT = 20

/** 2^32: how many values a draw has. */
const N_DRAWS = 0x1_0000_0000

/** Everything that the functions below read and write. */
interface Loop {
  readonly task: KernelTask
  readonly layout: ModelLayout
  readonly floats: Float32Array
  readonly words: Uint32Array
  /** Places in `words` and `floats`, so byte offsets / 4. */
  readonly tokens: number
  readonly sentenceEnds: number
  readonly kept: number
  readonly bag: number
  readonly targets: number
  readonly steps: number
  readonly hidden: number
  readonly gradient: number
  random: Uint32Array
  learningRate: number
  loss: number
  nPredictions: number
  nKeptTokens: number
}

export function createPlainKernel(
  task: KernelTask,
  layout: ModelLayout,
  memory: ModelMemory,
  threadIdx: number,
): WordKernel {
  const thread = layout.threads[threadIdx]
  const loop: Loop = {
    task,
    layout,
    floats: new Float32Array(memory.buffer),
    words: new Uint32Array(memory.buffer),
    tokens: thread.tokens / 4,
    sentenceEnds: thread.sentenceEnds / 4,
    kept: thread.kept / 4,
    bag: thread.bag / 4,
    targets: thread.targets / 4,
    steps: thread.steps / 4,
    hidden: thread.hidden / 4,
    gradient: thread.gradient / 4,
    random: new Uint32Array(4),
    learningRate: 0,
    loss: 0,
    nPredictions: 0,
    nKeptTokens: 0,
  }
  return { trainSentences: (n, rate, state) => trainSentences(loop, n, rate, state) }
}

/**
 * One step of negative sampling (Mikolov et al., 2013b): `x` is drawn to the first of `targets` and pushed from the
 * others. With p = σ(±x·t) the loss is -Σ log p; each target moves by ±rate (1 - p) x, and what x should move by,
 * Σ ±rate (1 - p) t, is added to `gradient`. All are places in `values`; rows have `length` values; `steps` has room
 * for a number for each target. Returns the loss before the step.
 */
export function stepTowards(
  values: Float32Array,
  length: number,
  x: number,
  targets: ArrayLike<number>,
  steps: number,
  gradient: number,
  learningRate: number,
): number {
  let loss = 0
  for (let n = 0; n < targets.length; n++) {
    const sign = n === 0 ? 1 : -1
    let logit = 0
    for (let k = 0; k < length; k++) logit += values[x + k] * values[targets[n] + k]
    const p = 1 / (1 + Math.exp(-Math.max(-MAX_LOGIT, Math.min(MAX_LOGIT, sign * logit))))
    loss -= Math.log(p)
    values[steps + n] = sign * learningRate * (1 - p)
  }
  for (let n = 0; n < targets.length; n++) {
    for (let k = 0; k < length; k++) {
      const before = values[targets[n] + k]
      values[gradient + k] += values[steps + n] * before
      values[targets[n] + k] = before + values[steps + n] * values[x + k]
    }
  }
  return loss
}

function trainSentences(
  loop: Loop,
  nSentences: number,
  learningRate: number,
  randomState: Uint32Array,
): BatchLoss {
  Object.assign(loop, { loss: 0, nPredictions: 0, nKeptTokens: 0, learningRate, random: randomState.slice() })
  let start = 0
  for (let sentence = 0; sentence < nSentences; sentence++) {
    const end = loop.words[loop.sentenceEnds + sentence]
    const nKept = subsample(loop, start, end)
    loop.nKeptTokens += nKept
    for (let centre = 0; centre < nKept; centre++) trainWindow(loop, centre, nKept)
    start = end
  }
  const { loss, nPredictions, nKeptTokens } = loop
  return { loss, nPredictions, nKeptTokens }
}

function subsample({ words, tokens, kept, layout, random }: Loop, start: number, end: number): number {
  let nKept = 0
  for (let at = start; at < end; at++) {
    const token = words[tokens + at]
    if (nextUint32(random) > words[layout.keepBelow / 4 + token]) continue
    words[kept + nKept++] = token
  }
  return nKept
}

function trainWindow(loop: Loop, centre: number, nKept: number): void {
  const { task, words, kept, random } = loop
  const reach = task.window - (nextUint32(random) % task.window)
  const word = words[kept + centre]
  const last = Math.min(centre + reach, nKept - 1)
  let nBag = 0
  for (let at = Math.max(0, centre - reach); at <= last; at++) {
    if (at === centre) continue
    if (task.model === 'cbow') nBag = addToBag(loop, words[kept + at], nBag)
    else if (task.hasSubwords) trainBag(loop, addToBag(loop, words[kept + at], 0), word, 'mean')
    else trainRow(loop, words[kept + at], word)
  }
  if (nBag > 0) trainBag(loop, nBag, word, task.cbowCombination)
}

/** The rows of a word behind those that are in the bag already; returns how many there are then. */
function addToBag({ task, words, bag, layout }: Loop, word: number, nBag: number): number {
  if (!task.hasSubwords) {
    words[bag + nBag] = word
    return nBag + 1
  }
  const starts = layout.subwordStarts / 4
  const rows = layout.subwordRows / 4
  let n = nBag
  for (let at = words[starts + word]; at < words[starts + word + 1]; at++) words[bag + n++] = words[rows + at]
  return n
}

function trainRow(loop: Loop, row: number, word: number): void {
  const { floats, gradient, layout } = loop
  const x = layout.inputRows / 4 + row * layout.rowFloats
  floats.fill(0, gradient, gradient + layout.rowFloats)
  predict(loop, x, word)
  for (let k = 0; k < layout.rowFloats; k++) floats[x + k] += floats[gradient + k]
}

/**
 * The rows of the bag predict a word together. Of a mean each row gets the whole gradient, of a sum an equal share of
 * it: so do word2vec.c, fastText and gensim.
 */
function trainBag(loop: Loop, nBag: number, word: number, combination: 'mean' | 'sum'): void {
  const { floats, words, bag, hidden, gradient, layout } = loop
  const { rowFloats } = layout
  const rowAt = (n: number) => layout.inputRows / 4 + words[bag + n] * rowFloats
  floats.fill(0, hidden, hidden + rowFloats)
  floats.fill(0, gradient, gradient + rowFloats)
  for (let n = 0; n < nBag; n++) {
    const row = rowAt(n)
    for (let k = 0; k < rowFloats; k++) floats[hidden + k] += floats[row + k]
  }
  if (combination === 'mean') scale(floats, hidden, rowFloats, 1 / nBag)
  predict(loop, hidden, word)
  if (combination === 'sum') scale(floats, gradient, rowFloats, 1 / nBag)
  for (let n = 0; n < nBag; n++) {
    const row = rowAt(n)
    for (let k = 0; k < rowFloats; k++) floats[row + k] += floats[gradient + k]
  }
}

function scale(values: Float32Array, at: number, length: number, by: number): void {
  for (let k = at; k < at + length; k++) values[k] *= by
}

function predict(loop: Loop, x: number, word: number): void {
  const { floats, words, targets, steps, gradient, layout, learningRate } = loop
  const nTargets = drawTargets(loop, word)
  const drawn = words.subarray(targets, targets + nTargets)
  loop.loss += stepTowards(floats, layout.rowFloats, x, drawn, steps, gradient, learningRate)
  loop.nPredictions++
}

/** Places of the output rows of `word`, first, and of `nNegative` words by chance, without `word` itself. */
function drawTargets({ task, words, targets, layout, random }: Loop, word: number): number {
  const outputRows = layout.outputRows / 4
  const aliases = layout.aliases / 4
  words[targets] = outputRows + word * layout.rowFloats
  let nTargets = 1
  for (let n = 0; n < task.nNegative; n++) {
    // The whole part chooses the column of Walker's table, the fraction tosses its coin.
    const product = nextUint32(random) * layout.nWords
    const column = Math.floor(product / N_DRAWS)
    const coin = product - column * N_DRAWS
    const drawn = coin < words[aliases + 2 * column] ? column : words[aliases + 2 * column + 1]
    if (drawn !== word) words[targets + nTargets++] = outputRows + drawn * layout.rowFloats
  }
  return nTargets
}
