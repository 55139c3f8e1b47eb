/** The part of transformers.js (github.com/huggingface/transformers.js, version 4) that is used here. */
import { CercaError } from '../errors.js'

export interface TransformersJs {
  readonly AutoTokenizer: { from_pretrained(folder: string, options: LoadOptions): Promise<LoadedTokenizer> }
  readonly AutoModel: { from_pretrained(folder: string, options: LoadOptions): Promise<LoadedTransformer> }
  readonly Tensor: new (type: 'int64', data: BigInt64Array, shape: readonly number[]) => object
}

interface LoadOptions {
  /** Nothing is ever downloaded. */
  readonly local_files_only: true
  readonly device?: 'cpu'
  readonly dtype?: string
}

/** Throws when there are no texts. */
export type LoadedTokenizer = ((
  texts: readonly string[],
  options: { readonly return_tensor: false },
) => { readonly input_ids: readonly (readonly number[])[] }) & { readonly pad_token_id?: number | null }

/** Adds zeros for types of tokens where the network wants any. */
export type LoadedTransformer = (inputs: {
  readonly input_ids: object
  readonly attention_mask: object
}) => Promise<Readonly<Record<string, StateTensor | undefined>>>

interface StateTensor {
  /** `[texts, length, dimensions]` */
  readonly dims: readonly number[]
  readonly data: unknown
}

const PACKAGE_NAME = '@huggingface/transformers'

/** Loads the package, which is not installed with Cerca: with its runtimes it has 470 MB. Throws `transformers-missing`. */
export async function importTransformersJs(name = PACKAGE_NAME): Promise<TransformersJs> {
  try {
    // A name that bundlers cannot know, so that they leave it alone.
    return (await import(name)) as TransformersJs
  } catch (cause) {
    throw new CercaError('transformers-missing', cause instanceof Error ? cause.message : String(cause), {
      cause,
    })
  }
}
