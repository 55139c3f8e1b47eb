/** Byte-pair vocabularies as Hugging Face's `tokenizer.json`, which other tokenizers read too. */
import { CercaError } from '../../errors.js'
import { bytesOfLetters, lettersOfBytes } from './byte-letters.js'
import type { AddedToken, BytePairModel, Json } from './byte-pair-model.js'

/** The text of the file. What was read from another file and not understood beyond its effect is written as it was. */
export function writeTokenizerJson(model: BytePairModel): string {
  const { tokens, merges, addedTokens, settings } = model
  const letters = tokens.map((bytes) => (bytes === undefined ? undefined : lettersOfBytes(bytes)))
  const vocabulary: Record<string, number> = {}
  for (const { content, id } of addedTokens) vocabulary[content] = id
  for (const [id, token] of letters.entries()) if (token !== undefined) vocabulary[token] = id
  const inOrder = Object.entries(vocabulary).sort(([, a], [, b]) => a - b)
  const mergeLines = Array.from(
    { length: merges.length / 3 },
    (_, rank) => `${letters[merges[rank * 3]]} ${letters[merges[rank * 3 + 1]]}`,
  )
  const file = {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokens.map(({ id, content, lstrip, rstrip, special }) => {
      return { id, content, single_word: false, lstrip, rstrip, normalized: false, special }
    }),
    normalizer: settings.normalizer,
    pre_tokenizer: settings.preTokenizer,
    post_processor: settings.postProcessor,
    decoder: settings.decoder,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: settings.ignoreMerges,
      vocab: Object.fromEntries(inOrder),
      merges: mergeLines,
    },
  }
  return `${JSON.stringify(file, null, 2)}\n`
}

/**
 * The vocabulary in the text of such a file. Throws `tokenizer-damaged` when it contradicts itself and
 * `tokenizer-unsupported` when it is sound but no byte-level byte-pair vocabulary.
 */
export function readTokenizerJson(text: string): BytePairModel {
  const file = fieldsOf(parseJson(text), 'the file')
  const model = fieldsOf(file.model, 'model')
  requirePlainBytePairs(model, file)
  const addedTokens = listOf(file.added_tokens ?? [], 'added_tokens').map(addedTokenOf)
  const idByLetters = vocabularyOf(model.vocab)
  const added = new Set(addedTokens.map(({ id }) => id))
  const tokens: (Uint8Array | undefined)[] = []
  for (const [letters, id] of idByLetters) {
    // A vocabulary may list its special tokens too, whose spelling is no byte letters.
    const bytes = added.has(id) ? undefined : bytesOfLetters(letters)
    if (bytes === undefined && !added.has(id)) {
      throw new CercaError(
        'tokenizer-unsupported',
        `the token ${JSON.stringify(letters)}, which is not bytes`,
      )
    }
    tokens[id] = bytes
  }
  const nIds = Math.max(tokens.length, ...addedTokens.map(({ id }) => id + 1))
  return {
    tokens: Array.from({ length: nIds }, (_, id) => tokens[id]),
    merges: mergesOf(listOf(model.merges, 'merges'), idByLetters),
    addedTokens,
    settings: {
      normalizer: file.normalizer ?? null,
      preTokenizer: file.pre_tokenizer ?? null,
      postProcessor: file.post_processor ?? null,
      decoder: file.decoder ?? null,
      ignoreMerges: model.ignore_merges === true,
    },
  }
}

type Fields = { readonly [key: string]: Json }

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (error) {
    throw new CercaError('tokenizer-damaged', 'it is no JSON', { cause: error })
  }
}

function requirePlainBytePairs(model: Fields, file: Fields): void {
  if (model.type !== undefined && model.type !== 'BPE') {
    throw new CercaError('tokenizer-unsupported', `a model of type ${String(model.type)}`)
  }
  // Each of these changes ids in a way that a byte-level vocabulary has no use for.
  for (const name of ['continuing_subword_prefix', 'end_of_word_suffix', 'byte_fallback', 'dropout']) {
    if (model[name]) throw new CercaError('tokenizer-unsupported', `${name} ${JSON.stringify(model[name])}`)
  }
  if (!JSON.stringify(file.pre_tokenizer ?? null).includes('"ByteLevel"')) {
    throw new CercaError('tokenizer-unsupported', 'a vocabulary that is not of bytes')
  }
}

function vocabularyOf(value: Json | undefined): ReadonlyMap<string, number> {
  const entries = Object.entries(fieldsOf(value, 'vocab'))
  const ids = new Set<number>()
  for (const [token, id] of entries) {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0 || id > MAX_ID) {
      throw new CercaError('tokenizer-damaged', `the id of ${JSON.stringify(token)} is ${JSON.stringify(id)}`)
    }
    if (ids.has(id)) throw new CercaError('tokenizer-damaged', `two tokens have the id ${id}`)
    ids.add(id)
  }
  return new Map(entries as [string, number][])
}

/** Vocabularies have some 200,000 tokens; a list of as many as a wrong file may claim would fill the memory. */
const MAX_ID = 0xff_ffff

/** Written as `"a b"` or, since version 0.20 of the reference implementation, as `["a", "b"]`. */
function mergesOf(lines: readonly Json[], idByLetters: ReadonlyMap<string, number>): Uint32Array {
  const merges = new Uint32Array(lines.length * 3)
  for (const [rank, line] of lines.entries()) {
    const [left, right, more] = typeof line === 'string' ? line.split(' ') : listOf(line, `merge ${rank}`)
    const ids = [left, right, `${left}${right}`].map((letters) => idByLetters.get(String(letters)))
    const [leftId, rightId, resultId] = ids
    if (more !== undefined || leftId === undefined || rightId === undefined || resultId === undefined) {
      throw new CercaError('tokenizer-damaged', `merge ${rank} is ${JSON.stringify(line)}`)
    }
    merges.set([leftId, rightId, resultId], rank * 3)
  }
  return merges
}

function addedTokenOf(value: Json): AddedToken {
  const { id, content, lstrip, rstrip, special, single_word } = fieldsOf(value, 'an added token')
  if (
    typeof id !== 'number' ||
    !Number.isInteger(id) ||
    id < 0 ||
    id > MAX_ID ||
    typeof content !== 'string'
  ) {
    throw new CercaError('tokenizer-damaged', `an added token is ${JSON.stringify(value)}`)
  }
  if (single_word === true) throw new CercaError('tokenizer-unsupported', `single_word, which ${content} has`)
  return { id, content, lstrip: lstrip === true, rstrip: rstrip === true, special: special === true }
}

function fieldsOf(value: Json | undefined, what: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields
  throw new CercaError('tokenizer-damaged', `${what} is missing or of a wrong kind`)
}

function listOf(value: Json | undefined, what: string): readonly Json[] {
  if (Array.isArray(value)) return value
  throw new CercaError('tokenizer-damaged', `${what} is missing or of a wrong kind`)
}
