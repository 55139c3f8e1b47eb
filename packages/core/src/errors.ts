/** One table of errors: code → what happened and what to do next. Thrown only for misuse or a broken machine. */

const TABLE = {
  'root-not-found': {
    message: (path: string) => `There is no folder ${path}.`,
    fix: 'Check the spelling, or run the command inside the folder you want to search.',
  },
  'root-not-a-folder': {
    message: (path: string) => `${path} is a file, not a folder.`,
    fix: 'Name the folder to search; `--path` narrows a search to some of its files.',
  },
  'root-unreadable': {
    message: (path: string) => `The folder ${path} cannot be read.`,
    fix: 'Check its permissions.',
  },
  'index-locked': {
    message: (detail: string) => `Another process is writing this index (${detail}).`,
    fix: 'Wait for it to finish, or leave out --no-wait to wait here.',
  },
  'index-missing': {
    message: (root: string) => `There is no index of ${root} yet.`,
    fix: 'Run `cerca index` first.',
  },
  'index-damaged': {
    message: (detail: string) => `The index is damaged: ${detail}.`,
    fix: 'Run `cerca index`: it is rebuilt from the files.',
  },
  'index-too-new': {
    message: (detail: string) => `The index was written by a newer Cerca (${detail}).`,
    fix: 'Update Cerca, name another folder with --index-dir, or run `cerca clean` first.',
  },
  'index-too-old': {
    message: (detail: string) => `The index was written by an older Cerca (${detail}).`,
    fix: 'Run `cerca index`: it is rebuilt from the files.',
  },
  'index-unreadable': {
    message: (detail: string) => `The index cannot be read: ${detail}.`,
    fix: 'Check its permissions, or name another folder with --index-dir or CERCA_INDEX_DIR.',
  },
  'index-dir-unwritable': {
    message: (detail: string) => `The index folder cannot be written: ${detail}.`,
    fix: 'Free some space or name another folder with --index-dir or CERCA_INDEX_DIR.',
  },
  'path-not-indexed': {
    message: (path: string) => `${path} is not in the index.`,
    fix: 'Run `cerca status --why PATH` to see why it was left out.',
  },
  'line-out-of-range': {
    message: (detail: string) => `There is no such line: ${detail}.`,
    fix: 'Lines count from 1.',
  },
  'query-empty': {
    message: () => 'The query has nothing to search for.',
    fix: 'Give at least one word, symbol, path or filter.',
  },
  'filter-unknown': {
    message: (detail: string) => `Unknown filter value: ${detail}.`,
    fix: 'See `cerca search --help` for the filters and their values.',
  },
  'fingerprint-mismatch': {
    message: (detail: string) => `These vectors come from another model (${detail}).`,
    fix: 'Run `cerca index` to embed the files again with the current model.',
  },
  'model-damaged': {
    message: (detail: string) => `The model cannot be read: ${detail}.`,
    fix: 'Install Cerca again, or name a whole model folder with --model.',
  },
  'model-unsupported': {
    message: (detail: string) => `Cerca cannot use this model: ${detail}.`,
    fix: 'Name a folder that `cerca train model` has written.',
  },
  'transformers-missing': {
    message: (detail: string) => `transformers.js, which runs this model, is not installed (${detail}).`,
    fix: 'Run `npm install @huggingface/transformers@4` beside Cerca; if its step that fetches files for graphics cards fails, set ONNXRUNTIME_NODE_INSTALL=skip.',
  },
  'transformer-unusable': {
    message: (detail: string) => `This transformer cannot be used: ${detail}.`,
    fix: 'Name a folder in the layout of transformers.js: config.json, tokenizer.json and onnx/model.onnx.',
  },
  'word-unknown': {
    message: (word: string) => `These word vectors do not know the word "${word}".`,
    fix: 'Check its spelling and case; only fastText models have vectors for words that were not in their text.',
  },
  'vectors-damaged': {
    message: (detail: string) => `These word vectors cannot be read: ${detail}.`,
    fix: 'Give a whole file in the text or binary format of word2vec, or the binary format of fastText.',
  },
  'questions-damaged': {
    message: (detail: string) => `These questions cannot be read: ${detail}.`,
    fix: 'Give a list of {query, category, relevant, secondary}, or groups of paths: {"name": ["a.ts", "b.go"]}.',
  },
  'checkpoint-damaged': {
    message: (detail: string) => `This checkpoint cannot be read: ${detail}.`,
    fix: 'Take up an earlier checkpoint, or start the training again.',
  },
  'checkpoint-mismatch': {
    message: (detail: string) => `This checkpoint is of another training: ${detail}.`,
    fix: 'Resume with the pairs, the table and the options that it was made with.',
  },
  'syntax-started-twice': {
    message: () => 'The parser of this thread was started already.',
    fix: 'Start one runtime for syntax trees in each thread and share it.',
  },
  'worker-failed': {
    message: (detail: string) => `A background worker stopped working: ${detail}.`,
    fix: 'Run the command again with --workers 0 to do the work in one thread, and please report this.',
  },
  'platform-unsupported': {
    message: (detail: string) => `Cerca does not run on this machine: ${detail}.`,
    fix: 'Use a little-endian machine, such as any x64 or arm64.',
  },
  'encoding-unknown': {
    message: (name: string) => `There is no encoding ${name}.`,
    fix: 'Name gpt2, cl100k or o200k, or a tokenizer.json of your own.',
  },
  'tokenizer-damaged': {
    message: (detail: string) => `This tokenizer.json cannot be right: ${detail}.`,
    fix: 'Get the file again, or make one with `cerca tokens --train`.',
  },
  'tokenizer-unsupported': {
    message: (detail: string) => `This tokenizer has something Cerca does not know: ${detail}.`,
    fix: 'Use a byte-level byte-pair tokenizer, as those of GPT-2, Llama 3 and Qwen are.',
  },
  'token-unknown': {
    message: (detail: string) => `There is no token ${detail}.`,
    fix: 'Decode with the tokenizer that made the ids.',
  },
  'vocabulary-too-small': {
    message: (detail: string) => `A vocabulary of ${detail} tokens is too small.`,
    fix: 'Ask for at least the special tokens and the 256 bytes, which every vocabulary has.',
  },
  'training-too-large': {
    message: (detail: string) => `There is too much text to learn a vocabulary from: ${detail}.`,
    fix: 'Train on fewer files: a few hundred megabytes say all there is to say about frequent pairs.',
  },
  'batch-shape': {
    message: (detail: string) => `These numbers make no windows or batches: ${detail}.`,
    fix: 'Use whole numbers from 1, and ids below the size of the vocabulary.',
  },
  'clone-failed': {
    message: (detail: string) => `The repository could not be cloned: ${detail}.`,
    fix: 'Check the address and your network, or clone it yourself and name the folder.',
  },
} as const

export type ErrorCode = keyof typeof TABLE

/** An error a person can act on: `message` says what happened, `fix` what to do. */
export class CercaError extends Error {
  readonly code: ErrorCode
  /** What the message is about: with the code it makes the same error again, in another thread. */
  readonly detail: string
  readonly fix: string

  constructor(code: ErrorCode, detail = '', options?: ErrorOptions) {
    super(TABLE[code].message(detail), options)
    this.name = 'CercaError'
    this.code = code
    this.detail = detail
    this.fix = TABLE[code].fix
  }
}
