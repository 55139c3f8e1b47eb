/** Every option of every command, in one table: the parser and the help are both read from it. */

export interface OptionRow {
  readonly type: 'boolean' | 'string'
  readonly short?: string
  readonly multiple?: boolean
  /** Placeholder of the value in the help. */
  readonly value?: string
  readonly help: string
}

export const OPTIONS = {
  limit: { type: 'string', short: 'k', value: 'N', help: 'show at most N results (1 to 1000, default 10)' },
  context: { type: 'string', value: 'N', help: 'show N more lines above and below each snippet' },
  'files-only': { type: 'boolean', help: 'print only the paths, one a line, each file once' },
  lang: {
    type: 'string',
    multiple: true,
    value: 'LANG',
    help: 'only files in LANG; repeat it or separate with commas: go,rust',
  },
  path: {
    type: 'string',
    multiple: true,
    value: 'TEXT',
    help: 'only files whose path contains TEXT; repeat it for any of several',
  },
  language: {
    type: 'string',
    value: 'CODE',
    help: 'language of the question: en or es (default: told from its words)',
  },
  code: { type: 'boolean', help: 'only code' },
  docs: { type: 'boolean', help: 'only documentation' },
  'min-lines': {
    type: 'string',
    value: 'N',
    help: 'compare functions of at least N lines of code (default 6)',
  },
  'min-similarity': {
    type: 'string',
    value: 'N',
    help: 'how alike they have to be: 0.3 to 1, or 30% to 100% (default 0.8)',
  },
  'no-tests': { type: 'boolean', help: 'leave out tests' },
  stdin: { type: 'boolean', help: 'take the code from standard input; --lang then names its language' },
  batch: {
    type: 'string',
    value: '-',
    help: 'answer each line of standard input at once with one line of JSON',
  },
  explain: { type: 'boolean', help: 'show how each score came about, as a tree' },
  why: { type: 'string', value: 'PATH', help: 'say whether PATH is indexed, and which rule decided' },
  all: { type: 'boolean', help: 'remove the indexes of all folders' },
  rebuild: { type: 'boolean', help: 'forget what is stored and build everything again' },
  encoding: {
    type: 'string',
    value: 'NAME',
    help: 'gpt2, cl100k, o200k, or the path of a tokenizer.json (default gpt2)',
  },
  windows: {
    type: 'string',
    value: 'LENGTH:STRIDE',
    help: 'show windows of LENGTH ids, one at every STRIDE, and their targets',
  },
  count: { type: 'boolean', help: 'print only how many tokens, or windows, there are' },
  special: { type: 'boolean', help: 'take <|endoftext|> and its like for the one token they spell' },
  train: {
    type: 'string',
    multiple: true,
    value: 'PATH',
    help: 'learn a vocabulary from a file or folder; repeat it for more',
  },
  vocabulary: {
    type: 'string',
    value: 'N',
    help: 'tokens or words to have at the end (default 4000, distilled 8000)',
  },
  out: { type: 'string', value: 'FILE', help: 'where to write what was made' },
  stats: { type: 'boolean', help: 'count pairs by source and language, and what was left out' },
  history: {
    type: 'string',
    value: 'DIR',
    help: 'take commits from the repository in DIR; none for no commits (default ROOT)',
  },
  algorithm: {
    type: 'string',
    value: 'NAME',
    help: 'skip-gram, cbow, glove or fasttext (default skip-gram)',
  },
  split: {
    type: 'string',
    value: 'HOW',
    help: 'parts: identifiers cut up, lower case (default); spaces: as it is, by lines',
  },
  dimensions: { type: 'string', value: 'N', help: 'numbers a vector has (default 100, of a model 256)' },
  window: {
    type: 'string',
    value: 'N',
    help: 'the farthest neighbour a word looks at (default 5, glove 10)',
  },
  epochs: {
    type: 'string',
    value: 'N',
    help: 'how often all is read (default 5, small texts to 20, glove 25, model 1 or 8)',
  },
  'min-count': { type: 'string', value: 'N', help: 'leave out words that occur less often (default 5)' },
  negative: { type: 'string', value: 'N', help: 'words by chance against each true one (default 5)' },
  buckets: { type: 'string', value: 'N', help: 'rows that n-grams share, of fasttext (default 200000)' },
  threads: {
    type: 'string',
    value: 'N',
    help: 'more are faster (default 1); of words, no two runs are alike then',
  },
  seed: { type: 'string', value: 'N', help: 'where chance begins (default 1)' },
  format: {
    type: 'string',
    value: 'NAME',
    help: 'text or binary of word2vec, or fasttext (default by --out and --algorithm)',
  },
  pairs: {
    type: 'string',
    multiple: true,
    value: 'FILE',
    help: 'learn from the pairs in FILE; repeat it for more',
  },
  on: { type: 'string', value: 'ROOT', help: 'learn from the pairs of a repository' },
  distil: { type: 'string', value: 'FOLDER', help: 'begin with what a transformer knows of words' },
  report: { type: 'string', value: 'PAGE', help: 'write a page (HTML) that shows how the training went' },
  similar: { type: 'boolean', help: 'show the words nearest to each WORD' },
  analogy: { type: 'boolean', help: 'show what is to WOMAN as KING is to MAN' },
  odd: { type: 'boolean', help: 'which of these WORDs does not belong to the others' },
  queries: {
    type: 'string',
    value: 'PATH',
    help: 'a file of questions with their right answers, or a folder of such files',
  },
  root: {
    type: 'string',
    value: 'ROOT',
    help: 'the folder they are asked of (default the repository around here)',
  },
  worst: { type: 'string', value: 'N', help: 'show the N answers that are worst (default 10)' },
  'max-pairs': { type: 'string', value: 'N', help: 'keep at most N pairs (default 30000)' },
  json: { type: 'boolean', help: 'print JSON for programs' },
  'index-dir': {
    type: 'string',
    value: 'DIR',
    help: "keep indexes in DIR (default CERCA_INDEX_DIR, else the user's cache folder)",
  },
  'max-file-size': {
    type: 'string',
    value: 'SIZE',
    help: 'leave out larger files: 500k, 2MiB, 1000000 (default: as before, first 1MiB)',
  },
  model: {
    type: 'string',
    value: 'DIR',
    help: 'the model that knows meanings; none for words alone (default the shipped one)',
  },
  adapt: {
    type: 'string',
    value: 'HOW',
    help: 'train the model on these files: off, auto (some seconds, the default) or full',
  },
  workers: { type: 'string', value: 'N', help: 'worker threads; 0 for none (default: one core stays free)' },
  'no-wait': { type: 'boolean', help: 'fail at once when another process is writing the index' },
  quiet: { type: 'boolean', short: 'q', help: 'no progress and no notices' },
  color: { type: 'string', value: 'WHEN', help: 'auto, always or never (default auto)' },
  help: { type: 'boolean', short: 'h', help: 'show this help' },
} as const satisfies Record<string, OptionRow>

export type OptionName = keyof typeof OPTIONS

/** The row of an option, with the optional fields that the constant's narrow type hides. */
export function optionRow(name: OptionName): OptionRow {
  return OPTIONS[name]
}
