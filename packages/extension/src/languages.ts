/** The languages of the index, in order of their names. Written by build/contributes.mjs from core's table. */
export const INDEX_LANGUAGES: readonly {
  readonly id: string
  readonly name: string
  readonly comment: readonly [open: string, close: string]
}[] = [
  {
    id: 'asciidoc',
    name: 'AsciiDoc',
    comment: ['//', ''],
  },
  {
    id: 'c',
    name: 'C',
    comment: ['//', ''],
  },
  {
    id: 'csharp',
    name: 'C#',
    comment: ['//', ''],
  },
  {
    id: 'cpp',
    name: 'C++',
    comment: ['//', ''],
  },
  {
    id: 'clojure',
    name: 'Clojure',
    comment: [';', ''],
  },
  {
    id: 'cmake',
    name: 'CMake',
    comment: ['#', ''],
  },
  {
    id: 'css',
    name: 'CSS',
    comment: ['/*', '*/'],
  },
  {
    id: 'dart',
    name: 'Dart',
    comment: ['//', ''],
  },
  {
    id: 'dockerfile',
    name: 'Dockerfile',
    comment: ['#', ''],
  },
  {
    id: 'elixir',
    name: 'Elixir',
    comment: ['#', ''],
  },
  {
    id: 'go',
    name: 'Go',
    comment: ['//', ''],
  },
  {
    id: 'graphql',
    name: 'GraphQL',
    comment: ['#', ''],
  },
  {
    id: 'haskell',
    name: 'Haskell',
    comment: ['--', ''],
  },
  {
    id: 'hcl',
    name: 'HCL',
    comment: ['#', ''],
  },
  {
    id: 'html',
    name: 'HTML',
    comment: ['<!--', '-->'],
  },
  {
    id: 'ini',
    name: 'INI',
    comment: ['#', ''],
  },
  {
    id: 'java',
    name: 'Java',
    comment: ['//', ''],
  },
  {
    id: 'javascript',
    name: 'JavaScript',
    comment: ['//', ''],
  },
  {
    id: 'json',
    name: 'JSON',
    comment: ['//', ''],
  },
  {
    id: 'kotlin',
    name: 'Kotlin',
    comment: ['//', ''],
  },
  {
    id: 'latex',
    name: 'LaTeX',
    comment: ['%', ''],
  },
  {
    id: 'lua',
    name: 'Lua',
    comment: ['--', ''],
  },
  {
    id: 'makefile',
    name: 'Makefile',
    comment: ['#', ''],
  },
  {
    id: 'markdown',
    name: 'Markdown',
    comment: ['<!--', '-->'],
  },
  {
    id: 'notebook',
    name: 'Notebook',
    comment: ['//', ''],
  },
  {
    id: 'objective-c',
    name: 'Objective-C',
    comment: ['//', ''],
  },
  {
    id: 'org',
    name: 'Org',
    comment: ['//', ''],
  },
  {
    id: 'perl',
    name: 'Perl',
    comment: ['#', ''],
  },
  {
    id: 'php',
    name: 'PHP',
    comment: ['//', ''],
  },
  {
    id: 'plaintext',
    name: 'Plain text',
    comment: ['//', ''],
  },
  {
    id: 'powershell',
    name: 'PowerShell',
    comment: ['#', ''],
  },
  {
    id: 'proto',
    name: 'Protocol Buffers',
    comment: ['//', ''],
  },
  {
    id: 'python',
    name: 'Python',
    comment: ['#', ''],
  },
  {
    id: 'r',
    name: 'R',
    comment: ['#', ''],
  },
  {
    id: 'restructuredtext',
    name: 'reStructuredText',
    comment: ['//', ''],
  },
  {
    id: 'ruby',
    name: 'Ruby',
    comment: ['#', ''],
  },
  {
    id: 'rust',
    name: 'Rust',
    comment: ['//', ''],
  },
  {
    id: 'scala',
    name: 'Scala',
    comment: ['//', ''],
  },
  {
    id: 'scss',
    name: 'SCSS',
    comment: ['//', ''],
  },
  {
    id: 'bash',
    name: 'Shell',
    comment: ['#', ''],
  },
  {
    id: 'sql',
    name: 'SQL',
    comment: ['--', ''],
  },
  {
    id: 'svelte',
    name: 'Svelte',
    comment: ['//', ''],
  },
  {
    id: 'swift',
    name: 'Swift',
    comment: ['//', ''],
  },
  {
    id: 'toml',
    name: 'TOML',
    comment: ['#', ''],
  },
  {
    id: 'typescript',
    name: 'TypeScript',
    comment: ['//', ''],
  },
  {
    id: 'tsx',
    name: 'TypeScript with JSX',
    comment: ['//', ''],
  },
  {
    id: 'vue',
    name: 'Vue',
    comment: ['//', ''],
  },
  {
    id: 'xml',
    name: 'XML',
    comment: ['<!--', '-->'],
  },
  {
    id: 'yaml',
    name: 'YAML',
    comment: ['#', ''],
  },
  {
    id: 'zig',
    name: 'Zig',
    comment: ['//', ''],
  },
]
