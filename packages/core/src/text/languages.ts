/** The one table of languages: names, file names, comment marks, string forms and grammars. */
import type { ContentKind, LanguageId } from '../types.js'

/**
 * How a language writes text that may hold comment marks without being a comment.
 * The patterns are in `comments.ts`.
 */
export type StringStyle =
  | 'double' // "a\"b", ends on its line
  | 'double-multiline' // "a\"b", may span lines
  | 'single' // 'a\'b', ends on its line
  | 'single-multiline'
  | 'char' // 'a' or '\n' only, so that a lone ' (lifetime, prime) is nothing
  | 'doubled-single' // SQL: 'it''s'
  | 'backtick' // `a${b}`, may span lines
  | 'raw-backtick' // Go: no escapes
  | 'triple-double' // """a"""
  | 'triple-single' // '''a'''
  | 'verbatim' // C#: @"a""b"
  | 'raw-cpp' // R"x(a)x"
  | 'raw-rust' // r#"a"#
  | 'long-bracket' // Lua: [==[a]==]
  | 'heredoc' // <<EOF and its kin, to the line that holds only the word
  | 'zig-line' // \\ to the end of the line
  | 'regex' // JavaScript: /a[/]b/ where an expression may start

/** Where a line comment's mark counts: anywhere, after white space, or first on its line. */
export type CommentPlace = 'anywhere' | 'after-space' | 'line-start'

/** How the definitions of a file are found when there is no syntax tree. */
export type OutlineStyle = 'lines' | 'headings' | 'data' | 'cells' | 'paragraphs'

export interface Language {
  readonly id: LanguageId
  readonly name: string
  readonly kind: ContentKind
  /** Lower case, with the dot. */
  readonly extensions: readonly string[]
  /** Whole file names, lower case. */
  readonly filenames: readonly string[]
  /** Programs of a `#!` line, without version digits. */
  readonly interpreters: readonly string[]
  /** Stem of the tree-sitter grammar, as in `tree-sitter-c_sharp.wasm`. */
  readonly grammar: string | undefined
  readonly lineComments: readonly string[]
  readonly lineCommentPlace: CommentPlace
  readonly blockComments: readonly (readonly [open: string, close: string])[]
  readonly nestedBlockComments: boolean
  readonly strings: readonly StringStyle[]
  readonly outline: OutlineStyle
}

type Row = Partial<Language> & Pick<Language, 'id' | 'name'>

const SLASHES = { lineComments: ['//'], blockComments: [['/*', '*/']] } as const satisfies Partial<Language>
const HASH = { lineComments: ['#'] } as const satisfies Partial<Language>
const MARKUP = { blockComments: [['<!--', '-->']] } as const satisfies Partial<Language>
const DATA = { kind: 'data', outline: 'data' } as const satisfies Partial<Language>
const PROSE = { kind: 'prose', outline: 'headings' } as const satisfies Partial<Language>
const QUOTES = ['double', 'single'] as const satisfies readonly StringStyle[]

const CODE_ROWS: readonly Row[] = [
  {
    id: 'python',
    name: 'Python',
    extensions: ['.py', '.pyi', '.pyw', '.pyx', '.pxd'],
    filenames: ['sconstruct', 'sconscript', 'wscript'],
    interpreters: ['python', 'pypy', 'uv'],
    grammar: 'python',
    ...HASH,
    strings: ['triple-double', 'triple-single', ...QUOTES],
  },
  {
    id: 'javascript',
    name: 'JavaScript',
    extensions: ['.js', '.jsx', '.mjs', '.cjs'],
    filenames: ['jakefile'],
    interpreters: ['node', 'bun'],
    grammar: 'javascript',
    ...SLASHES,
    strings: [...QUOTES, 'backtick', 'regex'],
  },
  {
    id: 'typescript',
    name: 'TypeScript',
    extensions: ['.ts', '.mts', '.cts'],
    interpreters: ['deno', 'tsx', 'ts-node'],
    grammar: 'typescript',
    ...SLASHES,
    strings: [...QUOTES, 'backtick', 'regex'],
  },
  {
    id: 'tsx',
    name: 'TypeScript with JSX',
    extensions: ['.tsx'],
    grammar: 'tsx',
    ...SLASHES,
    strings: [...QUOTES, 'backtick', 'regex'],
  },
  {
    id: 'go',
    name: 'Go',
    extensions: ['.go'],
    grammar: 'go',
    ...SLASHES,
    strings: ['double', 'char', 'raw-backtick'],
  },
  {
    id: 'java',
    name: 'Java',
    extensions: ['.java'],
    grammar: 'java',
    ...SLASHES,
    strings: ['triple-double', 'double', 'char'],
  },
  {
    id: 'php',
    name: 'PHP',
    extensions: ['.php', '.phtml', '.php5', '.inc'],
    interpreters: ['php'],
    grammar: 'php',
    // `#[` opens an attribute, which the scanner of this mark leaves alone.
    lineComments: ['//', '#'],
    blockComments: [['/*', '*/']],
    strings: ['heredoc', 'double-multiline', 'single-multiline'],
  },
  {
    id: 'ruby',
    name: 'Ruby',
    extensions: ['.rb', '.rake', '.gemspec', '.ru', '.rbi', '.podspec', '.jbuilder'],
    filenames: ['rakefile', 'gemfile', 'guardfile', 'podfile', 'vagrantfile', 'fastfile', 'brewfile'],
    interpreters: ['ruby', 'rake', 'jruby'],
    grammar: 'ruby',
    ...HASH,
    lineCommentPlace: 'after-space',
    blockComments: [['=begin', '=end']],
    strings: ['heredoc', ...QUOTES],
  },
  {
    id: 'csharp',
    name: 'C#',
    extensions: ['.cs', '.csx'],
    grammar: 'c_sharp',
    ...SLASHES,
    strings: ['triple-double', 'verbatim', 'double', 'char'],
  },
  {
    id: 'kotlin',
    name: 'Kotlin',
    extensions: ['.kt', '.kts'],
    interpreters: ['kotlin'],
    grammar: 'kotlin',
    ...SLASHES,
    nestedBlockComments: true,
    strings: ['triple-double', 'double', 'char'],
  },
  {
    id: 'swift',
    name: 'Swift',
    extensions: ['.swift'],
    interpreters: ['swift'],
    grammar: 'swift',
    ...SLASHES,
    nestedBlockComments: true,
    strings: ['triple-double', 'double'],
  },
  {
    id: 'cpp',
    name: 'C++',
    extensions: [
      '.cpp',
      '.cc',
      '.cxx',
      '.hpp',
      '.hh',
      '.hxx',
      '.h++',
      '.c++',
      '.ipp',
      '.inl',
      '.tpp',
      '.cu',
      '.cuh',
    ],
    grammar: 'cpp',
    ...SLASHES,
    strings: ['raw-cpp', 'double', 'char'],
  },
  {
    id: 'c',
    name: 'C',
    extensions: ['.c', '.h'],
    grammar: 'c',
    ...SLASHES,
    strings: ['double', 'char'],
  },
  {
    id: 'objective-c',
    name: 'Objective-C',
    extensions: ['.m', '.mm'],
    ...SLASHES,
    strings: ['double', 'char'],
  },
  {
    id: 'elixir',
    name: 'Elixir',
    extensions: ['.ex', '.exs'],
    filenames: ['mix.lock'],
    interpreters: ['elixir'],
    grammar: 'elixir',
    ...HASH,
    lineCommentPlace: 'after-space',
    strings: ['triple-double', 'triple-single', ...QUOTES],
  },
  {
    id: 'rust',
    name: 'Rust',
    extensions: ['.rs'],
    interpreters: ['rust-script'],
    grammar: 'rust',
    ...SLASHES,
    nestedBlockComments: true,
    strings: ['raw-rust', 'double-multiline', 'char'],
  },
  {
    id: 'scala',
    name: 'Scala',
    extensions: ['.scala', '.sc', '.sbt'],
    interpreters: ['scala', 'scala-cli', 'amm'],
    grammar: 'scala',
    ...SLASHES,
    nestedBlockComments: true,
    strings: ['triple-double', 'double', 'char'],
  },
  {
    id: 'haskell',
    name: 'Haskell',
    extensions: ['.hs', '.hs-boot', '.hsc'],
    interpreters: ['runhaskell', 'runghc', 'stack', 'cabal'],
    grammar: 'haskell',
    lineComments: ['--'],
    blockComments: [['{-', '-}']],
    nestedBlockComments: true,
    strings: ['double', 'char'],
  },
  {
    id: 'lua',
    name: 'Lua',
    extensions: ['.lua', '.luau', '.rockspec'],
    interpreters: ['lua', 'luajit'],
    grammar: 'lua',
    lineComments: ['--'],
    blockComments: [
      ['--[[', ']]'],
      ['--[=[', ']=]'],
      ['--[==[', ']==]'],
    ],
    strings: [...QUOTES, 'long-bracket'],
  },
  {
    id: 'bash',
    name: 'Shell',
    extensions: ['.sh', '.bash', '.zsh', '.ksh', '.bats', '.ebuild'],
    filenames: [
      '.bashrc',
      '.zshrc',
      '.profile',
      '.bash_profile',
      '.bash_aliases',
      '.zshenv',
      'pkgbuild',
      'bash_completion',
    ],
    interpreters: ['sh', 'bash', 'zsh', 'ksh', 'dash', 'ash', 'bats'],
    grammar: 'bash',
    ...HASH,
    lineCommentPlace: 'after-space',
    strings: ['heredoc', 'double-multiline', 'single-multiline'],
  },
  {
    id: 'zig',
    name: 'Zig',
    extensions: ['.zig', '.zon'],
    grammar: 'zig',
    lineComments: ['//'],
    strings: ['zig-line', 'double', 'char'],
  },
  {
    id: 'dart',
    name: 'Dart',
    extensions: ['.dart'],
    interpreters: ['dart'],
    ...SLASHES,
    nestedBlockComments: true,
    strings: ['triple-double', 'triple-single', ...QUOTES],
  },
  {
    id: 'r',
    name: 'R',
    extensions: ['.r'],
    filenames: ['.rprofile'],
    interpreters: ['rscript'],
    ...HASH,
    strings: ['double-multiline', 'single-multiline'],
  },
  {
    id: 'perl',
    name: 'Perl',
    extensions: ['.pl', '.pm', '.t', '.psgi'],
    interpreters: ['perl'],
    ...HASH,
    lineCommentPlace: 'after-space',
    blockComments: [
      ['=pod', '=cut'],
      ['=head1', '=cut'],
      ['=head2', '=cut'],
      ['=over', '=cut'],
      ['=item', '=cut'],
      ['=begin', '=cut'],
    ],
    strings: ['heredoc', ...QUOTES],
  },
  {
    id: 'clojure',
    name: 'Clojure',
    extensions: ['.clj', '.cljs', '.cljc', '.edn', '.bb'],
    interpreters: ['clojure', 'bb'],
    lineComments: [';'],
    strings: ['double-multiline'],
  },
  {
    id: 'powershell',
    name: 'PowerShell',
    extensions: ['.ps1', '.psm1', '.psd1'],
    interpreters: ['pwsh'],
    ...HASH,
    lineCommentPlace: 'after-space',
    blockComments: [['<#', '#>']],
    strings: ['double-multiline', 'single-multiline'],
  },
  {
    id: 'sql',
    name: 'SQL',
    extensions: ['.sql', '.ddl', '.psql', '.plsql'],
    lineComments: ['--'],
    blockComments: [['/*', '*/']],
    strings: ['doubled-single', 'double'],
  },
  {
    id: 'proto',
    name: 'Protocol Buffers',
    extensions: ['.proto'],
    ...SLASHES,
    strings: [...QUOTES],
  },
  {
    id: 'graphql',
    name: 'GraphQL',
    extensions: ['.graphql', '.gql', '.graphqls'],
    ...HASH,
    blockComments: [['"""', '"""']],
    strings: ['double'],
  },
  {
    id: 'hcl',
    name: 'HCL',
    extensions: ['.hcl', '.tf', '.tfvars', '.nomad'],
    lineComments: ['#', '//'],
    blockComments: [['/*', '*/']],
    strings: ['double'],
  },
  {
    id: 'dockerfile',
    name: 'Dockerfile',
    extensions: ['.dockerfile', '.containerfile'],
    filenames: ['dockerfile', 'containerfile'],
    ...HASH,
    lineCommentPlace: 'line-start',
  },
  {
    id: 'makefile',
    name: 'Makefile',
    extensions: ['.mk', '.mak', '.make'],
    filenames: ['makefile', 'gnumakefile', 'justfile', 'makefile.am', 'makefile.in'],
    interpreters: ['make', 'just'],
    ...HASH,
    lineCommentPlace: 'after-space',
  },
  {
    id: 'cmake',
    name: 'CMake',
    extensions: ['.cmake'],
    filenames: ['cmakelists.txt'],
    ...HASH,
    blockComments: [['#[[', ']]']],
    strings: ['double-multiline'],
  },
  {
    id: 'vue',
    name: 'Vue',
    extensions: ['.vue'],
    ...MARKUP,
    lineComments: ['//'],
    lineCommentPlace: 'after-space',
    blockComments: [
      ['<!--', '-->'],
      ['/*', '*/'],
    ],
  },
  {
    id: 'svelte',
    name: 'Svelte',
    extensions: ['.svelte', '.astro'],
    lineComments: ['//'],
    lineCommentPlace: 'after-space',
    blockComments: [
      ['<!--', '-->'],
      ['/*', '*/'],
    ],
  },
]

const DATA_ROWS: readonly Row[] = [
  {
    id: 'css',
    name: 'CSS',
    extensions: ['.css'],
    ...DATA,
    blockComments: [['/*', '*/']],
    strings: [...QUOTES],
  },
  {
    id: 'scss',
    name: 'SCSS',
    extensions: ['.scss', '.less', '.sass', '.styl'],
    ...DATA,
    lineComments: ['//'],
    lineCommentPlace: 'after-space',
    blockComments: [['/*', '*/']],
    strings: [...QUOTES],
  },
  {
    id: 'xml',
    name: 'XML',
    extensions: [
      '.xml',
      '.xsd',
      '.xsl',
      '.xslt',
      '.svg',
      '.plist',
      '.csproj',
      '.props',
      '.targets',
      '.xaml',
      '.storyboard',
      '.xib',
    ],
    filenames: ['pom.xml'],
    ...DATA,
    ...MARKUP,
  },
  {
    id: 'yaml',
    name: 'YAML',
    extensions: ['.yaml', '.yml'],
    filenames: ['.clang-format', '.clang-tidy'],
    ...DATA,
    ...HASH,
    lineCommentPlace: 'after-space',
    strings: [...QUOTES],
  },
  {
    id: 'json',
    name: 'JSON',
    extensions: [
      '.json',
      '.jsonc',
      '.json5',
      '.jsonl',
      '.ndjson',
      '.geojson',
      '.webmanifest',
      '.code-workspace',
    ],
    filenames: ['.babelrc', '.eslintrc', '.prettierrc', '.swcrc', 'composer.lock'],
    ...DATA,
    ...SLASHES,
    strings: [...QUOTES],
  },
  {
    id: 'toml',
    name: 'TOML',
    extensions: ['.toml'],
    filenames: ['pipfile', 'cargo.lock', 'poetry.lock'],
    ...DATA,
    ...HASH,
    strings: ['triple-double', 'triple-single', ...QUOTES],
  },
  {
    id: 'ini',
    name: 'INI',
    extensions: ['.ini', '.cfg', '.conf', '.properties', '.desktop', '.service', '.cabal'],
    filenames: ['.editorconfig', '.gitconfig', '.npmrc', '.flake8', '.pylintrc', '.coveragerc'],
    ...DATA,
    lineComments: ['#', ';', '--'],
    lineCommentPlace: 'line-start',
  },
]

const PROSE_ROWS: readonly Row[] = [
  {
    id: 'markdown',
    name: 'Markdown',
    extensions: ['.md', '.mdx', '.markdown', '.mdown', '.mkd', '.qmd', '.rmd', '.livemd'],
    ...PROSE,
    ...MARKUP,
  },
  {
    id: 'asciidoc',
    name: 'AsciiDoc',
    extensions: ['.adoc', '.asciidoc', '.asc'],
    ...PROSE,
    lineComments: ['//'],
    lineCommentPlace: 'line-start',
    blockComments: [['////', '////']],
  },
  { id: 'restructuredtext', name: 'reStructuredText', extensions: ['.rst', '.rest'], ...PROSE },
  { id: 'org', name: 'Org', extensions: ['.org'], ...PROSE },
  {
    id: 'latex',
    name: 'LaTeX',
    extensions: ['.tex', '.latex', '.sty', '.cls', '.ltx'],
    ...PROSE,
    lineComments: ['%'],
  },
  { id: 'html', name: 'HTML', extensions: ['.html', '.htm', '.xhtml', '.shtml'], ...PROSE, ...MARKUP },
  { id: 'notebook', name: 'Notebook', extensions: ['.ipynb'], kind: 'code', outline: 'cells' },
  {
    id: 'plaintext',
    name: 'Plain text',
    extensions: ['.txt', '.text', '.log'],
    filenames: [
      'license',
      'licence',
      'copying',
      'authors',
      'readme',
      'changelog',
      'changes',
      'news',
      'todo',
      'notice',
    ],
    kind: 'prose',
    outline: 'paragraphs',
  },
]

/** Every language, `plaintext` among them. */
export const LANGUAGES: readonly Language[] = [...CODE_ROWS, ...DATA_ROWS, ...PROSE_ROWS].map((row) => ({
  kind: 'code',
  extensions: [],
  filenames: [],
  interpreters: [],
  grammar: undefined,
  lineComments: [],
  lineCommentPlace: 'anywhere',
  blockComments: [],
  nestedBlockComments: false,
  strings: [],
  outline: 'lines',
  ...row,
}))

const byId: ReadonlyMap<string, Language> = new Map(LANGUAGES.map((language) => [language.id, language]))
const byExtension = indexBy((language) => language.extensions)
const byFilename = indexBy((language) => language.filenames)
const byInterpreter = indexBy((language) => language.interpreters)
const plaintext = byId.get('plaintext') as Language

/** The row of `id`, that of `plaintext` when there is none. */
export function languageById(id: LanguageId): Language {
  return byId.get(id) ?? plaintext
}

/**
 * The language of a file by its name, then by the `#!` line.
 * `head` is the file's first line or more; with more of it a `.h` file that looks like C++ is `cpp`,
 * and a `.m` file is Objective-C only if it looks like it.
 */
export function languageOf(path: string, head = ''): LanguageId {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  const language = byFilename.get(name) ?? byExtension.get(extensionOf(name)) ?? byPrefix(name)
  if (language === 'c' && name.endsWith('.h')) return languageOfHeader(head)
  if (language !== undefined) return language
  return languageOfShebang(head) ?? 'plaintext'
}

function indexBy(keys: (language: Language) => readonly string[]): ReadonlyMap<string, LanguageId> {
  return new Map(LANGUAGES.flatMap((language) => keys(language).map((key) => [key, language.id] as const)))
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? '' : name.slice(dot)
}

/** `Dockerfile.dev`, `Makefile.linux`, `README.es`: the part before the first dot names the language. */
function byPrefix(name: string): LanguageId | undefined {
  const dot = name.indexOf('.')
  return dot > 0 ? byFilename.get(name.slice(0, dot)) : undefined
}

// Each of these at the start of a line is C++ or Objective-C, and never C.
const CPP_LINE =
  /^[ \t]*(?:template\s*<|namespace\b|class\s+\w|using\s+\w|(?:public|private|protected)\s*:|#\s*include\s*<\w+>)/m
const OBJECTIVE_C_LINE = /^[ \t]*(?:@(?:interface|protocol|class|property|import)\b|#\s*import\b)/m

function languageOfHeader(head: string): LanguageId {
  if (OBJECTIVE_C_LINE.test(head)) return 'objective-c'
  return CPP_LINE.test(head) ? 'cpp' : 'c'
}

// "#!/usr/bin/env -S python3.11 -u" and "#!/bin/sh": the program, without its version.
const SHEBANG = /^#!\s*(?:\S*\/)?(?:env\s+(?:-\S+\s+|\w+=\S*\s+)*(?:\S*\/)?)?([A-Za-z][A-Za-z-]*)/

function languageOfShebang(head: string): LanguageId | undefined {
  const program = SHEBANG.exec(head)?.[1]
  return program === undefined ? undefined : byInterpreter.get(program.toLowerCase().replace(/-$/, ''))
}
