/**
 * How fast texts become token ids, ours beside other libraries on the same text in one run, and how fast a vocabulary
 * is learnt.
 *
 *   npm run build && npx tsx bench/tokens.ts FILE… [--megabytes 5] [--vocabulary 4000] [--rounds 5]
 *
 * The text is the files one after another, cut to --megabytes. Each encoder gets it in pieces of a source file's size,
 * once cold (a new encoder, nothing remembered) and then --rounds times warm; shown are the cold run and the median of
 * the warm ones. Where two encode with the same vocabulary, their ids are compared.
 */
import { readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import {
  createBytePairEncoding,
  loadGptEncoding,
  readTokenizerJson,
  trainBytePairs,
  writeTokenizerJson,
} from '@cerca/core'
import { Tokenizer } from '@huggingface/tokenizers'

const { values: args, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    megabytes: { type: 'string', default: '5' },
    vocabulary: { type: 'string', default: '4000' },
    rounds: { type: 'string', default: '5' },
  },
})

/** Characters of a piece: a middling source file. Whole texts of megabytes are not what encoders are asked for. */
const PIECE_CHARACTERS = 8192

type Encode = (text: string) => ArrayLike<number>

const bytesMost = Number(args.megabytes) * 1e6
const whole = Buffer.concat(positionals.map((path) => readFileSync(path)))
  .subarray(0, bytesMost)
  .toString()
const text = whole.endsWith('\ufffd') ? whole.slice(0, -1) : whole
const megabytes = Buffer.byteLength(text) / 1e6
if (megabytes === 0) throw new Error('Name at least one file of text.')
const pieces: string[] = []
for (let at = 0; at < text.length; at += PIECE_CHARACTERS) pieces.push(text.slice(at, at + PIECE_CHARACTERS))

const [model, trainMs] = timed(() =>
  trainBytePairs([text], {
    vocabularySize: Number(args.vocabulary),
    specialTokens: ['<|endoftext|>'],
    leastCount: 2,
    onProgress: () => {},
  }),
)
console.log(`${megabytes.toFixed(1)} MB in ${pieces.length} pieces, Node ${process.version}`)
console.log(`train: ${model.merges.length / 3} merges in ${trainMs.toFixed(0)} ms\n`)

const file = writeTokenizerJson(model)
const ours = measure('ours, this vocabulary', () => {
  const encoding = createBytePairEncoding(readTokenizerJson(file), 'bench')
  return (piece) => encoding.encode(piece, 'recognise')
})
const theirs = measure('@huggingface/tokenizers, this vocabulary', () => {
  const tokenizer = new Tokenizer(JSON.parse(file), {})
  return (piece) => tokenizer.encode(piece, { add_special_tokens: false }).ids
})
console.log(`same ids: ${same(ours, theirs)}\n`)

const gpt2 = await loadGptEncoding('gpt2')
const library = measure('gpt-tokenizer, gpt2', () => (piece) => gpt2.encode(piece, 'as-text'))
const gpt2Model = await modelOfGpt2()
const oursGpt2 = measure('ours, gpt2', () => {
  const encoding = createBytePairEncoding(gpt2Model, 'gpt2')
  return (piece) => encoding.encode(piece, 'as-text')
})
const gpt2File = JSON.parse(writeTokenizerJson(gpt2Model))
const theirsGpt2 = measure('@huggingface/tokenizers, gpt2', () => {
  const tokenizer = new Tokenizer(gpt2File, {})
  return (piece) => tokenizer.encode(piece, { add_special_tokens: false }).ids
})
console.log(`same ids: ${same(library, oursGpt2)} and ${same(library, theirsGpt2)}`)

/** Prints one line; gives the ids of each piece. */
function measure(name: string, create: () => Encode): ArrayLike<number>[] {
  const encode = create()
  const [ids, coldMs] = timed(() => pieces.map(encode))
  const warmMs = Array.from({ length: Number(args.rounds) }, () => timed(() => pieces.map(encode))[1])
  warmMs.sort((a, b) => a - b)
  const medianMs = warmMs[warmMs.length >> 1] ?? coldMs
  const nTokens = ids.reduce((sum, { length }) => sum + length, 0)
  const rate = (ms: number) =>
    `${(nTokens / ms / 1000).toFixed(2)} M tokens/s, ${(megabytes / (ms / 1000)).toFixed(1)} MB/s`
  console.log(`${name.padEnd(42)} ${nTokens} tokens  cold ${rate(coldMs)}  warm ${rate(medianMs)}`)
  return ids
}

/** GPT-2's vocabulary as a model of ours: the merges are not in the library, but follow from its ranks. */
async function modelOfGpt2() {
  const tokens = Array.from({ length: 50_256 }, (_, id) => gpt2.bytesOf(id))
  const idOf = new Map(tokens.map((bytes, id) => [Buffer.from(bytes).toString('latin1'), id]))
  const merges = tokens.flatMap((bytes, id) => {
    if (bytes.length === 1) return []
    const [left, right] = lastPair(Buffer.from(bytes).toString('latin1'), id, idOf)
    return [left, right, id]
  })
  const addedTokens = [{ id: 50_256, content: '<|endoftext|>', lstrip: false, rstrip: false, special: true }]
  return { tokens, merges: Uint32Array.from(merges), addedTokens, settings: model.settings }
}

/** The two tokens that are left when all merges weaker than `id`'s own have been applied to its bytes. */
function lastPair(token: string, id: number, idOf: ReadonlyMap<string, number>): [number, number] {
  let parts = [...token]
  while (parts.length > 2) {
    const ranks = parts.slice(1).map((part, at) => idOf.get(parts[at] + part) ?? Number.POSITIVE_INFINITY)
    const at = ranks.indexOf(Math.min(...ranks.filter((rank) => rank < id)))
    parts = [...parts.slice(0, at), parts[at] + parts[at + 1], ...parts.slice(at + 2)]
  }
  const [left, right] = parts.map((part) => idOf.get(part))
  if (left === undefined || right === undefined)
    throw new Error(`Token ${id} is not put together from others.`)
  return [left, right]
}

function same(a: readonly ArrayLike<number>[], b: readonly ArrayLike<number>[]): boolean {
  return a.every((ids, at) =>
    Buffer.from(Uint32Array.from(ids).buffer).equals(Buffer.from(Uint32Array.from(b[at]).buffer)),
  )
}

function timed<T>(run: () => T): [result: T, milliseconds: number] {
  const startedMs = performance.now()
  const result = run()
  return [result, performance.now() - startedMs]
}
