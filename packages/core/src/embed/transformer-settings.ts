/** How a transformer's texts are cut, pooled and prefixed, as its folder says in the files of sentence-transformers. */
import { CercaError } from '../errors.js'
import type { TransformerSettings } from './transformer-embedder.js'

/** Files that may say something, by their names in the folder; `undefined` where there is none. */
export const SETTING_FILE_NAMES = [
  'tokenizer_config.json',
  'sentence_bert_config.json',
  'config_sentence_transformers.json',
  '1_Pooling/config.json',
] as const

export type SettingFiles = Readonly<Record<(typeof SETTING_FILE_NAMES)[number], string | undefined>>

/** What encoders of BERT's size were trained on; tokenizers without a limit say 10^30. */
const USUAL_MAX_TOKENS = 512
/** Names that models give the prompt of a document. */
const DOCUMENT_PROMPTS = ['document', 'passage', 'corpus']

type Fields = Readonly<Record<string, unknown>>

/** Settings of a model, those that its folder leaves open being the mean, 512 tokens and no prefix. Throws `transformer-unusable`. */
export function transformerSettings(files: SettingFiles): TransformerSettings {
  const [tokenizer, sentence, prompts, pooling] = SETTING_FILE_NAMES.map((name) =>
    fieldsOf(files[name], name),
  )
  const limits = [sentence.max_seq_length, tokenizer.model_max_length, USUAL_MAX_TOKENS]
  const isUsed = (name: string) => pooling[`pooling_mode_${name}`] === true
  if (['max_tokens', 'mean_sqrt_len_tokens', 'weightedmean_tokens', 'lasttoken'].some(isUsed))
    throw new CercaError(
      'transformer-unusable',
      'it pools its tokens neither by their mean nor by the first one',
    )
  return {
    pooling: isUsed('cls_token') ? 'first' : 'mean',
    maxTokens: Math.min(...limits.filter((limit) => typeof limit === 'number')),
    queryPrefix: promptOf(prompts, ['query']),
    documentPrefix: promptOf(prompts, DOCUMENT_PROMPTS),
  }
}

function promptOf({ prompts }: Fields, names: readonly string[]): string {
  if (typeof prompts !== 'object' || prompts === null) return ''
  const found = names.map((name) => (prompts as Fields)[name]).find((prompt) => typeof prompt === 'string')
  return typeof found === 'string' ? found : ''
}

function fieldsOf(text: string | undefined, name: string): Fields {
  if (text === undefined) return {}
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Fields
  } catch (cause) {
    throw new CercaError('transformer-unusable', `its ${name} cannot be read`, { cause })
  }
  throw new CercaError('transformer-unusable', `its ${name} is no object`)
}
