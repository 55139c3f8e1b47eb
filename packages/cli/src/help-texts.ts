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
const INDEXING_OPTIONS = ['index-dir', 'max-file-size', 'workers', 'no-wait'] as const
const RESULT_OPTIONS = ['limit', 'context', 'files-only', 'lang', 'path', 'code', 'docs', 'explain'] as const

const ROOT_RULE =
  'ROOT is a folder or a git address; without it, the repository around the current folder is meant.'

export const COMMANDS = {
  search: {
    usage: ['cerca search QUERY [ROOT]', 'cerca search --batch - [ROOT]'],
    summary: 'find the lines that answer a question, or define a name',
    details: `QUERY is a question in your own words, a symbol, a path, or a "quoted phrase". Filters can stand
inside it: lang:go path:src/ kind:function is:example, and -lang:go -path:src/ -test to leave out.
The index is built or brought up to date first.
${ROOT_RULE}`,
    options: [...RESULT_OPTIONS, 'batch', ...INDEXING_OPTIONS, ...SCREEN_OPTIONS],
    examples: [
      ['cerca search "how are routes grouped"', 'ask a question about this repository'],
      ['cerca search RouterGroup.Use ~/src/gin', 'a symbol, in another folder'],
      ['cerca search "retry lang:go -test" -k 3 --context 5', 'with filters, 3 results, more lines'],
      ['cerca search "release steps" --docs --files-only', 'only the files of the documentation'],
      ['cerca search "parse a date" https://github.com/moment/moment', 'in a repository not yet cloned'],
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
  index: {
    usage: ['cerca index [ROOT]'],
    summary: 'build the index, or bring it up to date',
    details: `Searching does this by itself when needed; run it to have it done beforehand, or to change what is
left out. Only new and changed files cost work.
${ROOT_RULE}`,
    options: ['rebuild', ...INDEXING_OPTIONS, ...SCREEN_OPTIONS],
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
    options: ['why', 'index-dir', 'max-file-size', ...SCREEN_OPTIONS],
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
    usage: ['cerca train pairs [ROOT] --out FILE [--stats]'],
    summary: 'prepare what a model of meaning is trained on',
    details: `Pairs are texts that somebody might ask with and the code or prose that answers: doc comments, names,
comments, tests, headings, messages, file names, and the subjects of commits. One JSON object a line:
query, document, source, language, naturalLanguage, path, line. The same files give the same pairs.
${ROOT_RULE}`,
    options: ['out', 'stats', 'history', 'max-pairs', 'index-dir', 'max-file-size', ...SCREEN_OPTIONS],
    examples: [
      ['cerca train pairs --out pairs.jsonl', 'the pairs of this repository'],
      ['cerca train pairs ~/src/gin --stats', 'only count them'],
      ['cerca train pairs ~/src/gin --out gin.jsonl --history none', 'without its commits'],
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
