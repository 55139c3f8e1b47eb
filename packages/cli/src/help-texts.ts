/** What each command is for, its options and its examples; `commands/help.ts` prints it. */
import type { OptionName } from './options.js'

export interface CommandRow {
  readonly usage: readonly string[]
  readonly summary: string
  readonly details: string
  readonly options: readonly OptionName[]
  readonly examples: readonly (readonly [command: string, meaning: string])[]
}

const SCREEN_OPTIONS = ['json', 'quiet', 'color', 'help'] as const
const INDEXING_OPTIONS = ['index-dir', 'model', 'max-file-size', 'workers', 'no-wait'] as const
const RESULT_OPTIONS = ['limit', 'context', 'files-only', 'lang', 'path', 'code', 'docs', 'explain'] as const

/** What each kind of training has of its own; some are shared by two. */
export const TRAIN_OPTIONS = {
  words: [
    'algorithm',
    'split',
    'dimensions',
    'window',
    'epochs',
    'min-count',
    'negative',
    'buckets',
    'threads',
    'seed',
    'format',
    'report',
  ],
  pairs: ['stats', 'history', 'max-pairs'],
  model: [
    'pairs',
    'on',
    'distil',
    'model',
    'vocabulary',
    'dimensions',
    'epochs',
    'threads',
    'seed',
    'report',
  ],
} as const satisfies Record<string, readonly OptionName[]>

const ROOT_RULE =
  'ROOT is a folder or a git address; without it, the repository around the current folder is meant.'

export const COMMANDS = {
  search: {
    usage: ['cerca search QUERY [ROOT]', 'cerca search --batch - [ROOT]'],
    summary: 'find the lines that answer a question, or define a name',
    details: `QUERY is a question in your own words, English or Spanish, a symbol, a path, or a "quoted phrase".
Filters can stand inside it: lang:go path:src/ kind:function is:example, and -lang:go -path:src/ -test
to leave out.
The index is built or brought up to date first.
${ROOT_RULE}`,
    options: [...RESULT_OPTIONS, 'language', 'batch', ...INDEXING_OPTIONS, ...SCREEN_OPTIONS],
    examples: [
      ['cerca search "how are routes grouped"', 'ask a question about this repository'],
      ['cerca search RouterGroup.Use ~/src/gin', 'a symbol, in another folder'],
      ['cerca search "retry lang:go -test" -k 3 --context 5', 'with filters, 3 results, more lines'],
      ['cerca search "release steps" --docs --files-only', 'only the files of the documentation'],
      ['cerca search "parse a date" https://github.com/moment/moment', 'in a repository not yet cloned'],
      ['cerca search "¿dónde se registran las rutas?"', 'ask English code in Spanish'],
      ['cerca search --batch - . < questions.txt', 'one JSON answer a line, for programs'],
    ],
  },
  similar: {
    usage: [
      'cerca similar PATH[:LINE[-END]] [ROOT]',
      'cerca similar --stdin [--lang LANG] [ROOT]',
      'cerca similar --batch - [ROOT]',
    ],
    summary: 'find code that does the same as some given code',
    details: `PATH alone means the whole file, PATH:LINE the function or section around that line, and
PATH:LINE-END those lines. PATH may be relative to the current folder or to ROOT.
${ROOT_RULE}`,
    options: [...RESULT_OPTIONS, 'stdin', 'batch', ...INDEXING_OPTIONS, ...SCREEN_OPTIONS],
    examples: [
      ['cerca similar src/router.go:120', 'find code like the function around line 120'],
      ['cerca similar src/router.go:120-140 --lang rust', 'like these lines, but in Rust'],
      ['cerca similar src/router.go --files-only', 'files like this file'],
      ['cerca similar --stdin --lang go < draft.go', 'like code that is not in the repository'],
      ['pbpaste | cerca similar --stdin --lang python ~/src/app', 'like what is on the clipboard (macOS)'],
    ],
  },
  duplicates: {
    usage: ['cerca duplicates [ROOT]'],
    summary: 'find functions that are nearly the same, the largest saving first',
    details: `Functions, methods and tests are compared by their shape: layout, comments, and names and literals that
were replaced throughout make no difference, and 100 % alike is the same but for those. Every function
of a group is at least as alike as its heading says to the one that stands for the group. Generated
files are left out, and so is a function with the comment cerca: ignore duplicates in it or above it.
The index is built or brought up to date first.
${ROOT_RULE}`,
    options: [
      'limit',
      'min-lines',
      'min-similarity',
      'no-tests',
      'lang',
      'path',
      ...INDEXING_OPTIONS,
      ...SCREEN_OPTIONS,
    ],
    examples: [
      ['cerca duplicates', 'in this repository'],
      ['cerca duplicates ~/src/gin --no-tests --lang go -k 20', 'of another, the 20 largest, without tests'],
      ['cerca duplicates --min-lines 15 --min-similarity 0.9', 'only long ones, only copies'],
      ['cerca duplicates --path src/ --json', 'in one folder, for programs'],
    ],
  },
  index: {
    usage: ['cerca index [ROOT]'],
    summary: 'build the index, or bring it up to date',
    details: `Searching does this by itself when needed; run it to have it done beforehand, or to change what is
left out. Only new and changed files cost work. Once the index is there, the model goes on learning from
the comments, names and tests of these files, to know their words; searches use the index meanwhile.
${ROOT_RULE}`,
    options: ['rebuild', 'adapt', ...INDEXING_OPTIONS, ...SCREEN_OPTIONS],
    examples: [
      ['cerca index', 'index this repository'],
      ['cerca index ~/src/linux --max-file-size 4MiB', 'another folder, larger files too'],
      ['cerca index --rebuild --json', 'from scratch, with a report for programs'],
      ['cerca index https://github.com/gin-gonic/gin', 'a repository not yet cloned'],
    ],
  },
  status: {
    usage: ['cerca status [ROOT]', 'cerca status --why PATH [ROOT]'],
    summary: 'show what is indexed, what changed since, and why a file is left out',
    details: ROOT_RULE,
    options: ['why', 'index-dir', 'model', 'max-file-size', ...SCREEN_OPTIONS],
    examples: [
      ['cerca status', 'what is indexed of this repository'],
      ['cerca status --why dist/app.min.js', 'why this file is not found'],
      ['cerca status ~/src/gin --json', 'for programs'],
    ],
  },
  clean: {
    usage: ['cerca clean [ROOT]', 'cerca clean --all'],
    summary: 'remove an index from the disk; your files stay as they are',
    details: ROOT_RULE,
    options: ['all', 'index-dir', ...SCREEN_OPTIONS],
    examples: [
      ['cerca clean', 'forget this repository'],
      ['cerca clean ~/src/gin', 'forget another one'],
      ['cerca clean --all', 'forget all of them'],
    ],
  },
  tokens: {
    usage: [
      'cerca tokens FILE [--encoding NAME] [--windows LENGTH:STRIDE]',
      'cerca tokens --train PATH... [--vocabulary N] --out FILE',
    ],
    summary: 'show a text as the token ids of a language model, or learn a vocabulary',
    details: `FILE is any text, - for standard input. Blanks are shown: · is a space, \\n a line end; bytes that are
only part of a character are shown as \\xf0. Windows are what a language model learns from: LENGTH ids
as input and, shifted by one, those that should follow as target; they begin at 0, STRIDE, 2 x STRIDE …
while there is an id left to follow. A tokenizer.json made here works in other tools, and theirs here.`,
    options: ['encoding', 'windows', 'count', 'special', 'train', 'vocabulary', 'out', ...SCREEN_OPTIONS],
    examples: [
      ['cerca tokens README.md', 'the ids of a file in the vocabulary of GPT-2'],
      ['cerca tokens README.md --encoding o200k --count', 'how many tokens it has for GPT-4o'],
      ['cerca tokens book.txt --windows 4:1', 'windows of 4 ids, shifted by 1, and their targets'],
      ['git diff | cerca tokens - --encoding cl100k --json', 'of standard input, for programs'],
      ['cerca tokens --train src --vocabulary 4000 --out tokenizer.json', 'learn a vocabulary from a folder'],
      ['cerca tokens README.md --encoding ./tokenizer.json', 'and use it'],
    ],
  },
  train: {
    usage: [
      'cerca train words [PATH...] --out FILE',
      'cerca train pairs [ROOT] --out FILE [--stats]',
      'cerca train model --pairs FILE... --out FOLDER [--on ROOT]',
      'cerca train model --distil FOLDER --out FOLDER',
    ],
    summary: 'learn word vectors from texts, or a model of meaning from pairs of texts',
    details: `Words: vectors in which words that are used alike lie near each other, learnt from repositories or files
of text (UTF-8). PATH is a folder, a git address or a file; without one, the repository around the
current folder is meant. Ask them with \`cerca vectors\`. The same texts, options and seed give the same
bytes on one thread. Ctrl-C ends training early and keeps what is learnt so far.

Pairs: texts that somebody might ask with and the code or prose that answers: doc comments, names,
comments, tests, headings, messages, file names, and the subjects of commits. One JSON object a line:
query, document, source, language, naturalLanguage, path, line. The same files give the same pairs.

Model: what \`--model\` of other commands takes, learnt from such pairs, from your own (a line needs only
query and document, and may have negatives: texts that do not answer), or from those that --on finds in
a repository. It goes on from the shipped model, from --model DIR, or from nothing: --model none.
--distil begins with what a transformer knows of the words of its tokenizer, and without pairs that is
all: a folder with config.json, tokenizer.json and onnx/model.onnx, run by transformers.js, which is
not installed with Cerca (npm install @huggingface/transformers@4). Nothing is downloaded.

${ROOT_RULE}`,
    options: [
      'out',
      ...TRAIN_OPTIONS.words,
      ...TRAIN_OPTIONS.pairs,
      'pairs',
      'on',
      'distil',
      'model',
      'vocabulary',
      'index-dir',
      'max-file-size',
      ...SCREEN_OPTIONS,
    ],
    examples: [
      ['cerca train words --out vectors.bin', 'the words of this repository'],
      ['cerca train words ~/src/linux --out linux.bin --threads 4', 'of another, faster'],
      ['cerca train words book.txt --split spaces --algorithm cbow --out book.vec', 'of a text, as it is'],
      ['cerca train words --out vectors.bin --report training.html', 'with a page that shows how it went'],
      ['cerca train words src docs --algorithm fasttext --out words.bin', 'also for words not seen yet'],
      ['cerca train pairs --out pairs.jsonl', 'the pairs of this repository'],
      ['cerca train pairs ~/src/gin --stats', 'only count them'],
      ['cerca train pairs ~/src/gin --out gin.jsonl --history none', 'without its commits'],
      ['cerca train model --pairs mine.jsonl --out my-model', 'teach the model your own words'],
      ['cerca train model --pairs a.jsonl --pairs b.jsonl --model none --out my-model', 'from nothing'],
      ['cerca train model --distil all-MiniLM-L6-v2 --out small', 'a small model from a large one'],
    ],
  },
  vectors: {
    usage: [
      'cerca vectors FILE',
      'cerca vectors FILE --similar WORD...',
      'cerca vectors FILE --analogy KING - MAN + WOMAN',
      'cerca vectors FILE --odd WORD...',
    ],
    summary: 'ask word vectors which words are used alike',
    details: `FILE is what \`cerca train words\` has written, or word2vec, GloVe, fastText or gensim: text, binary, or
fastText's own format, which has vectors for words that were not in the text as well. Scores are cosines.
An analogy can also be three words: MAN KING WOMAN asks what is to WOMAN as KING is to MAN.`,
    options: ['similar', 'analogy', 'odd', 'limit', ...SCREEN_OPTIONS],
    examples: [
      ['cerca vectors vectors.bin', 'how many words, and which are the most frequent'],
      ['cerca vectors vectors.bin --similar parse request -k 5', 'the five nearest words of each'],
      ['cerca vectors vectors.bin --analogy king - man + woman', 'what is to woman as king is to man'],
      ['cerca vectors vectors.bin --odd breakfast cereal dinner lunch --json', 'which is the odd one out'],
    ],
  },
  evaluate: {
    usage: ['cerca evaluate --queries FILE [--root ROOT]', 'cerca evaluate --queries FOLDER --root FOLDER'],
    summary: 'measure how well search answers questions whose right answers are known',
    details: `FILE holds a list of {query, category, relevant, secondary}, the last two being lists of paths or of
{path, start_line, end_line}; or groups of files that are like each other, {"name": ["a.ts", "b.go"]}.
A folder of questions holds repos.json, a list of {name, root}, and annotations/NAME.json; --root then
holds a folder NAME for each, of which root is the part that is searched. Measured are NDCG, recall and
MAP of the first 10 places: means over questions, and then over repositories.
${ROOT_RULE}`,
    options: ['queries', 'root', 'worst', ...INDEXING_OPTIONS, ...SCREEN_OPTIONS],
    examples: [
      ['cerca evaluate --queries questions.json', 'of this repository'],
      [
        'cerca evaluate --queries gin.json --root ~/src/gin --worst 3',
        'of another, with its 3 worst answers',
      ],
      ['cerca evaluate --queries bench/docs/code-search --root manuals --json', 'of several, for programs'],
    ],
  },
  lsp: {
    usage: [
      'cerca lsp [--stdio]',
      'cerca lsp --socket=PORT',
      'cerca lsp --pipe=NAME',
      'cerca lsp --node-ipc',
    ],
    summary: 'serve an editor, as a language server',
    details: `Editors start this command: docs/protocol.md says what it answers, the README how to set one up.
With --socket and --pipe the server calls an editor that listens. --clientProcessId=ID names a process
without which there is nobody to serve.
The exit code is 1 when the editor went without saying so.`,
    options: ['help'],
    examples: [
      ['cerca lsp', 'on standard input and output, as most editors want it'],
      ['cerca lsp --socket=9000', 'for an editor that listens on port 9000'],
      ['cerca lsp --pipe=/tmp/editor.sock', 'for an editor that listens on a named pipe'],
    ],
  },
  help: {
    usage: ['cerca help [COMMAND]'],
    summary: 'show help for a command',
    details: '`cerca COMMAND --help` does the same.',
    options: ['help'],
    examples: [
      ['cerca help', 'the list of commands'],
      ['cerca help search', 'everything about searching'],
      ['cerca search --help', 'the same'],
    ],
  },
} as const satisfies Record<string, CommandRow>

export type CommandName = keyof typeof COMMANDS

export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[]

/** The row of a command, with its wide type. */
export function commandRow(name: CommandName): CommandRow {
  return COMMANDS[name]
}

export function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(COMMANDS, text)
}
