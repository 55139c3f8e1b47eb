/** A transformer of a few words in the files of transformers.js: each word's state is its row of a table. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { TransformersJs } from '../transformers-js.js'

/** Rows by word; all of one length. */
export type TinyWords = Readonly<Record<string, readonly number[]>>

/** Before the words: padding, the marks around a text, and what is no word. */
const MARKS = ['[PAD]', '[CLS]', '[SEP]', '[UNK]']

/** Writes config.json, tokenizer.json, tokenizer_config.json and onnx/model.onnx, and what is given beside them. */
export function writeTinyTransformer(
  folder: string,
  words: TinyWords,
  others: Readonly<Record<string, object>> = {},
): void {
  const vocabulary = Object.fromEntries([...MARKS, ...Object.keys(words)].map((word, id) => [word, id]))
  const files: Record<string, string | Uint8Array> = {
    'config.json': JSON.stringify({ model_type: 'bert' }),
    'tokenizer.json': JSON.stringify(tokenizerOf(vocabulary)),
    'tokenizer_config.json': JSON.stringify({
      tokenizer_class: 'PreTrainedTokenizer',
      pad_token: MARKS[0],
      model_max_length: 512,
    }),
    'onnx/model.onnx': lookupNetwork(tableOf(words)),
  }
  for (const [name, value] of Object.entries(others)) files[name] = JSON.stringify(value)
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
}

/** What transformers.js does with such a folder, in small. */
export function tinyTransformersJs(words: TinyWords): TransformersJs {
  const table = tableOf(words)
  const vocabulary = [...MARKS, ...Object.keys(words)]
  const idOf = (word: string) => (vocabulary.includes(word) ? vocabulary.indexOf(word) : 3)
  const tokenizer = Object.assign(
    (texts: readonly string[]) => ({
      input_ids: texts.map((text) => [1, ...(text.match(/\w+|[^\w\s]+/g) ?? []).map(idOf), 2]),
    }),
    { pad_token_id: 0 },
  )
  class Tensor {
    constructor(
      readonly type: 'int64',
      readonly data: BigInt64Array,
      readonly dims: readonly number[],
    ) {}
  }
  return {
    AutoTokenizer: { from_pretrained: async () => tokenizer },
    AutoModel: {
      from_pretrained: async () => async (inputs) => {
        const { data, dims } = inputs.input_ids as Tensor
        const states = Float32Array.from([...data].flatMap((id) => table[Number(id)]))
        return { last_hidden_state: { data: states, dims: [...dims, table[0].length] } }
      },
    },
    Tensor,
  }
}

/** Marks say nothing, except that what is no word has a state of its own. */
function tableOf(words: TinyWords): readonly (readonly number[])[] {
  const rows = Object.values(words)
  const zeros = rows[0].map(() => 0)
  return [zeros, zeros, zeros, rows[0].map((_, at) => (at === 0 ? 1 : 0)), ...rows]
}

function tokenizerOf(vocab: Readonly<Record<string, number>>) {
  const special = (id: string) => ({ SpecialToken: { id, type_id: 0 } })
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: MARKS.map((content, id) => ({ id, content, special: true })),
    normalizer: null,
    pre_tokenizer: { type: 'Whitespace' },
    post_processor: {
      type: 'TemplateProcessing',
      single: [special('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, special('[SEP]')],
      pair: [],
      special_tokens: Object.fromEntries(
        ['[CLS]', '[SEP]'].map((id) => [id, { id, ids: [vocab[id]], tokens: [id] }]),
      ),
    },
    decoder: null,
    model: {
      type: 'WordPiece',
      vocab,
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
    },
  }
}

/**
 * A network of one lookup in ONNX's format (github.com/onnx/onnx, onnx.proto): `last_hidden_state` is the rows of the
 * table at `input_ids`. Fields are written by their numbers in that file.
 */
function lookupNetwork(table: readonly (readonly number[])[]): Uint8Array {
  const INT64 = 7
  const FLOAT = 1
  const values = Float32Array.from(table.flat())
  const initializer = [
    field(1, table.length),
    field(1, table[0].length),
    field(2, FLOAT),
    field(8, 'table'),
    field(9, new Uint8Array(values.buffer)),
  ]
  const node = [field(1, 'table'), field(1, 'input_ids'), field(2, 'last_hidden_state'), field(4, 'Gather')]
  const dimension = (size: string | number) => field(1, field(typeof size === 'string' ? 2 : 1, size))
  const value = (name: string, type: number, shape: readonly (string | number)[]) =>
    concatenated(
      field(1, name),
      field(2, field(1, concatenated(field(1, type), field(2, concatenated(...shape.map(dimension)))))),
    )
  const shape = ['batch', 'length']
  const graph = [
    field(1, concatenated(...node)),
    field(2, 'lookup'),
    field(5, concatenated(...initializer)),
    field(11, value('input_ids', INT64, shape)),
    field(11, value('attention_mask', INT64, shape)),
    field(12, value('last_hidden_state', FLOAT, [...shape, table[0].length])),
  ]
  const IR_VERSION = 8
  const OPSET = 17
  return concatenated(field(1, IR_VERSION), field(8, field(2, OPSET)), field(7, concatenated(...graph)))
}

/** A field of a protocol buffer: a number, or bytes with their length before them. */
function field(number: number, value: number | string | Uint8Array): Uint8Array {
  if (typeof value === 'number') return concatenated(varint(number << 3), varint(value))
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value
  return concatenated(varint((number << 3) | 2), varint(bytes.length), bytes)
}

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.from([...bytes, rest])
    bytes.push((rest % 128) + 128)
  }
}

function concatenated(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts))
}
