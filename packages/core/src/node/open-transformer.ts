/** A folder with a transformer → an embedder, by transformers.js. */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import {
  createTransformerEmbedder,
  type TransformerModel,
  type TransformerSettings,
} from '../embed/transformer-embedder.js'
import { SETTING_FILE_NAMES, type SettingFiles, transformerSettings } from '../embed/transformer-settings.js'
import { CercaError } from '../errors.js'
import type { Embedder } from '../types.js'
import {
  importTransformersJs,
  type LoadedTokenizer,
  type LoadedTransformer,
  type TransformersJs,
} from './transformers-js.js'

export interface OpenTransformerOptions {
  /** What is to be other than the folder says. */
  readonly settings: Partial<TransformerSettings>
  /** How transformers.js is found; it is not installed with Cerca. */
  readonly importLibrary: () => Promise<TransformersJs>
}

const DEFAULT_OPTIONS: OpenTransformerOptions = { settings: {}, importLibrary: () => importTransformersJs() }

/** Networks by file, the best first, and what transformers.js calls their numbers. */
const NETWORKS = [
  { file: 'onnx/model.onnx', dtype: 'fp32' },
  { file: 'onnx/model_quantized.onnx', dtype: 'q8' },
] as const

/**
 * An embedder over a folder in the layout of transformers.js: config.json, tokenizer.json, onnx/model.onnx, and the
 * files of sentence-transformers where there are any. Nothing is downloaded. The fingerprint names the bytes of all
 * files and the settings. Throws `transformers-missing` and `transformer-unusable`.
 */
export async function openTransformer(
  folder: string,
  options: Partial<OpenTransformerOptions> = {},
): Promise<Embedder> {
  const { settings: changes, importLibrary } = { ...DEFAULT_OPTIONS, ...options }
  const root = resolve(folder)
  const network = networkOf(root)
  const settings = { ...transformerSettings(readSettingFiles(root)), ...changes }
  const library = await importLibrary()
  try {
    // A path that begins at the root of the disk is never taken for the name of something to download.
    const local = { local_files_only: true } as const
    const tokenizer = await library.AutoTokenizer.from_pretrained(root, local)
    const transformer = await library.AutoModel.from_pretrained(root, {
      ...local,
      device: 'cpu',
      dtype: network.dtype,
    })
    const model = await probe(tokenizer, transformer, library)
    return createTransformerEmbedder(model, settings, await fingerprintOf(root, network.file, settings))
  } catch (error) {
    if (error instanceof CercaError) throw error
    throw unusable(error instanceof Error ? error.message : String(error), error)
  }
}

function networkOf(root: string): (typeof NETWORKS)[number] {
  const missing = ['config.json', 'tokenizer.json'].find((name) => !existsSync(join(root, name)))
  if (missing !== undefined) throw unusable(`there is no ${missing} in ${root}`)
  const network = NETWORKS.find(({ file }) => existsSync(join(root, file)))
  if (network === undefined) throw unusable(`there is no ${NETWORKS[0].file} in ${root}`)
  return network
}

function readSettingFiles(root: string): SettingFiles {
  const entries = SETTING_FILE_NAMES.map((name) => {
    const path = join(root, name)
    return [name, existsSync(path) ? readFileSync(path, 'utf8') : undefined]
  })
  return Object.fromEntries(entries) as SettingFiles
}

/** Runs one text to learn how wide the states are: configurations have many names for it. */
async function probe(
  tokenizer: LoadedTokenizer,
  transformer: LoadedTransformer,
  { Tensor }: TransformersJs,
): Promise<TransformerModel> {
  const paddingId = tokenizer.pad_token_id ?? 0
  const tokenize = (texts: readonly string[]) =>
    texts.length === 0 ? [] : tokenizer(texts, { return_tensor: false }).input_ids
  const run = async (ids: BigInt64Array, mask: BigInt64Array, shape: readonly number[]) => {
    const outputs = await transformer({
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', mask, shape),
    })
    const { data, dims } = outputs.last_hidden_state ??
      outputs.token_embeddings ?? { data: undefined, dims: [] }
    if (!(data instanceof Float32Array) || dims.length !== 3)
      throw unusable('its network gives no state for each token')
    return { data, dimensions: dims[2] }
  }
  const [ids] = tokenize(['a'])
  const probed = await run(BigInt64Array.from(ids, BigInt), new BigInt64Array(ids.length).fill(1n), [
    1,
    ids.length,
  ])
  return {
    dimensions: probed.dimensions,
    paddingId,
    tokenize,
    run: async ({ nTexts, length, ids, mask }) => (await run(ids, mask, [nTexts, length])).data,
  }
}

async function fingerprintOf(root: string, network: string, settings: TransformerSettings): Promise<string> {
  const hash = createHash('sha256')
  const { pooling, maxTokens, queryPrefix, documentPrefix } = settings
  hash.update(JSON.stringify([network, pooling, maxTokens, queryPrefix, documentPrefix]))
  // Large networks keep their numbers in a file of their own.
  const names = ['config.json', 'tokenizer.json', 'tokenizer_config.json', network, `${network}_data`]
  for (const name of names) await addFile(hash, join(root, name))
  return `transformer-${hash.digest('hex').slice(0, 32)}`
}

async function addFile(hash: Hash, path: string): Promise<void> {
  if (!existsSync(path)) return
  await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) hash.update(chunk)
  })
}

function unusable(detail: string, cause?: unknown): CercaError {
  return new CercaError('transformer-unusable', detail, { cause })
}
