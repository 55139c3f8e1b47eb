/** The encodings of OpenAI's models, through the library gpt-tokenizer, which brings their tables. */
import { CercaError } from '../errors.js'
import { createSectionCutter } from './byte-pair/added-tokens.js'
import { decodeBytes } from './byte-pair/byte-pair-encoding.js'
import type { SpecialTokenPolicy, TokenEncoding } from './token-encoding.js'

/** What is loaded of the library for one encoding. */
interface GptTables {
  readonly encode: (text: string, options: { readonly disallowedSpecial: Set<string> }) => number[]
  /** Id → its text, or its bytes where they are no whole characters. */
  readonly ranks: readonly (string | readonly number[] | undefined)[]
  readonly special: Readonly<Record<string, number>>
}

const END_OF_TEXT = '<|endoftext|>'
const FILL_IN_THE_MIDDLE = ['<|fim_prefix|>', '<|fim_middle|>', '<|fim_suffix|>'] as const

// Imported on demand: the tables take 0.6, 1.2 and 2.4 MB, and most runs need none of them. The library's own handling
// of special tokens is not used: it finds them at the beginning of a text only.
const LOADERS = {
  /** GPT-2 and GPT-3, also called r50k. */
  gpt2: async (): Promise<GptTables> => {
    const [{ encode }, ranks] = await Promise.all([
      import('gpt-tokenizer/encoding/r50k_base'),
      import('gpt-tokenizer/bpeRanks/r50k_base'),
    ])
    return { encode, ranks: ranks.default, special: { [END_OF_TEXT]: 50_256 } }
  },
  /** GPT-3.5 and GPT-4. */
  cl100k: async (): Promise<GptTables> => {
    const [{ encode }, ranks] = await Promise.all([
      import('gpt-tokenizer/encoding/cl100k_base'),
      import('gpt-tokenizer/bpeRanks/cl100k_base'),
    ])
    const special = { [END_OF_TEXT]: 100_257, ...fillInTheMiddle(100_258), '<|endofprompt|>': 100_276 }
    return { encode, ranks: ranks.default, special }
  },
  /** GPT-4o and later. */
  o200k: async (): Promise<GptTables> => {
    const [{ encode }, ranks] = await Promise.all([
      import('gpt-tokenizer/encoding/o200k_base'),
      import('gpt-tokenizer/bpeRanks/o200k_base'),
    ])
    return { encode, ranks: ranks.default, special: { [END_OF_TEXT]: 199_999, '<|endofprompt|>': 200_018 } }
  },
} as const

export type GptEncodingName = keyof typeof LOADERS

/** Names that `loadGptEncoding` knows. */
export const encodingNames = Object.keys(LOADERS) as readonly GptEncodingName[]

/**
 * Loads one of these encodings. Special tokens are those that OpenAI's own library tiktoken lists
 * (https://github.com/openai/tiktoken/blob/main/tiktoken_ext/openai_public.py): `<|endoftext|>` in all, in cl100k also
 * `<|fim_prefix|>`, `<|fim_middle|>`, `<|fim_suffix|>` and `<|endofprompt|>`, in o200k also `<|endofprompt|>`. The
 * markers of chats (`<|im_start|>`) are not public tokens and count as text. Throws `encoding-unknown`.
 */
export async function loadGptEncoding(name: string): Promise<TokenEncoding> {
  if (!isGptEncodingName(name)) throw new CercaError('encoding-unknown', name)
  return encodingOf(name, await LOADERS[name]())
}

export function isGptEncodingName(name: string): name is GptEncodingName {
  return Object.hasOwn(LOADERS, name)
}

function fillInTheMiddle(firstId: number): Record<string, number> {
  return Object.fromEntries(FILL_IN_THE_MIDDLE.map((token, idx) => [token, firstId + idx]))
}

function encodingOf(name: GptEncodingName, { encode, ranks, special }: GptTables): TokenEncoding {
  const specialTokens = new Map(Object.entries(special))
  const contentById = new Map([...specialTokens].map(([content, id]) => [id, content]))
  const utf8 = new TextEncoder()
  const bytesOf = (id: number): Uint8Array => {
    const known = ranks[id] ?? contentById.get(id)
    if (known === undefined) throw new CercaError('token-unknown', `${id} in ${name}`)
    return typeof known === 'string' ? utf8.encode(known) : Uint8Array.from(known)
  }
  const asText = (text: string) => encode(text, { disallowedSpecial: new Set() })
  const sectionsOf = createSectionCutter(
    [...specialTokens].map(([content, id]) => ({ id, content, lstrip: false, rstrip: false, special: true })),
  )
  const recognise = (text: string) =>
    sectionsOf(text).flatMap((section) =>
      section.kind === 'token' ? [section.id] : asText(text.slice(section.start, section.end)),
    )
  const encoders: Record<SpecialTokenPolicy, (text: string) => number[]> = { recognise, 'as-text': asText }
  return {
    name,
    vocabularySize: Math.max(ranks.length - 1, ...contentById.keys()) + 1,
    specialTokens,
    encode: (text, specials) => Uint32Array.from(encoders[specials](text)),
    decode: (ids) => decodeBytes(ids, bytesOf),
    bytesOf,
  }
}
