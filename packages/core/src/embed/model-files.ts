/**
 * A static model ↔ its files, in the layout of Model2Vec (github.com/MinishLab/model2vec): other tools can read the
 * vectors. Only the stems of terms are ours: `tokenizer.json` cuts words as WordPiece does, without stemming them.
 */
import { CercaError } from '../errors.js'
import type { WordPieces } from '../tokenize/word-pieces.js'
import { parseJsonObject } from './json-object.js'
import { decodeSafetensors, encodeSafetensors, type Tensor } from './safetensors.js'
import type { StaticModel } from './static-model.js'

/** Texts and bytes by the names that they have in the model's folder. */
export interface ModelFiles {
  readonly 'config.json': string
  readonly 'tokenizer.json': string
  readonly 'model.safetensors': Uint8Array
}

export const MODEL_FILE_NAMES = ['config.json', 'tokenizer.json', 'model.safetensors'] as const

/** How texts become terms; a reader that does it otherwise would get other vectors. */
const ANALYSIS = 'cerca-identifier-parts-english-stems-1'
/** What every row of the table is multiplied with, as Model2Vec knows one scale at most. */
const SCALE = 'scale'
const UNKNOWN = '[UNK]'

/** Same model, same files. The table gets one scale for all rows. */
export function encodeModel(model: StaticModel): ModelFiles {
  const { pieces, table, queryWeights, documentWeights } = model
  const nRows = table.scales.length
  const largest = Math.max(...table.scales)
  const values = table.values.map((value, at) =>
    Math.round(value * (table.scales[Math.floor(at / table.dimensions)] / largest)),
  )
  const config = {
    model_type: 'model2vec',
    architectures: ['StaticModel'],
    hidden_dim: table.dimensions,
    normalize: true,
    seq_length: 1_000_000,
    cerca: { analysis: ANALYSIS, hash_rows: pieces.nHashRows },
  }
  const tensors = new Map<string, Tensor>([
    ['embeddings', { shape: [nRows, table.dimensions], data: values }],
    // Model2Vec's name for what a token counts in the text that is embedded.
    ['weights', { shape: [nRows], data: documentWeights }],
    ['query_weights', { shape: [nRows], data: queryWeights }],
  ])
  return {
    'config.json': `${JSON.stringify(config, null, 2)}\n`,
    'tokenizer.json': tokenizerJson(pieces),
    'model.safetensors': encodeSafetensors({ tensors, metadata: { [SCALE]: String(largest) } }),
  }
}

/** Throws `model-damaged` and `model-unsupported`. `fingerprint` names the bytes of the files. */
export function decodeModel(files: ModelFiles, fingerprint: string): StaticModel {
  const config = parseJsonObject(files['config.json'], 'config.json') as {
    cerca?: { analysis?: string; hash_rows?: number }
  }
  if (config.cerca?.analysis !== ANALYSIS)
    throw new CercaError(
      'model-unsupported',
      `its texts are cut by ${config.cerca?.analysis ?? 'another tokenizer'}`,
    )
  const tokenizer = parseJsonObject(files['tokenizer.json'], 'tokenizer.json') as {
    model?: { vocab?: Record<string, number> }
  }
  const nHashRows = config.cerca.hash_rows ?? 0
  const terms = termsByRow(tokenizer.model?.vocab ?? {}, nHashRows)
  const { tensors, metadata } = decodeSafetensors(files['model.safetensors'])
  const nRows = terms.length + nHashRows
  const embeddings = tensors.get('embeddings')
  const weights = tensors.get('weights')?.data
  const queryWeights = tensors.get('query_weights')?.data
  const dimensions = embeddings?.shape[1] ?? 0
  if (
    !(embeddings?.data instanceof Int8Array && weights instanceof Float32Array) ||
    !(queryWeights instanceof Float32Array) ||
    embeddings.shape[0] !== nRows ||
    weights.length !== nRows ||
    queryWeights.length !== nRows ||
    nHashRows < 1 ||
    !isWhole(terms)
  )
    throw new CercaError('model-damaged', 'its tensors do not fit its vocabulary')
  return {
    fingerprint,
    pieces: { terms, nHashRows },
    table: {
      dimensions,
      values: embeddings.data,
      scales: new Float32Array(nRows).fill(Number(metadata[SCALE])),
    },
    queryWeights,
    documentWeights: weights,
  }
}

/** Terms in the order of their rows, `undefined` where there is none. */
function termsByRow(
  vocabulary: Readonly<Record<string, number>>,
  nHashRows: number,
): readonly (string | undefined)[] {
  // Neither pairs nor numbers as texts are made of the thousands of terms: every search opens the model.
  const tokens = Object.keys(vocabulary)
  const terms = new Array<string | undefined>(Math.max(0, tokens.length - nHashRows)).fill(undefined)
  for (const token of tokens) {
    const row = vocabulary[token]
    if (row < terms.length) terms[row] = token
  }
  return terms
}

function isWhole(terms: readonly (string | undefined)[]): terms is readonly string[] {
  return !terms.includes(undefined)
}

/** For readers that know Hugging Face's tokenizers only: lower case, cut at case and signs, then greedy pieces. */
function tokenizerJson({ terms, nHashRows }: WordPieces): string {
  // Readers want a token for each row. No term has brackets.
  const hashed = Array.from({ length: nHashRows }, (_, idx) => (idx === 0 ? UNKNOWN : `[HASH${idx}]`))
  const vocab = Object.fromEntries([...terms, ...hashed].map((token, row) => [token, row]))
  const split = (pattern: string) => ({
    type: 'Split',
    pattern: { Regex: pattern },
    behavior: 'Removed',
    invert: true,
  })
  const file = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [
      {
        id: terms.length,
        content: UNKNOWN,
        single_word: false,
        lstrip: false,
        rstrip: false,
        normalized: false,
        special: true,
      },
    ],
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'Replace', pattern: { Regex: '(?<=\\p{Ll})(?=\\p{Lu})' }, content: ' ' },
        { type: 'Lowercase' },
      ],
    },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [split('\\p{L}+|\\p{N}+')],
    },
    post_processor: null,
    decoder: null,
    model: {
      type: 'WordPiece',
      unk_token: UNKNOWN,
      continuing_subword_prefix: '',
      max_input_chars_per_word: 100,
      vocab,
    },
  }
  return `${JSON.stringify(file)}\n`
}
