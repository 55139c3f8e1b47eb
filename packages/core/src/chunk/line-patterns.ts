/** Definition lines by language, for files without a syntax tree. */
import type { LanguageId, SymbolKind } from '../types.js'

/** A line that opens a definition; group 1 is its name. */
export interface LinePattern {
  readonly kind: SymbolKind | undefined
  readonly line: RegExp
  /** False for a mere boundary and scope: a table of settings, `impl Foo`. */
  readonly isSymbol: boolean
}

export interface LinePatterns {
  readonly patterns: readonly LinePattern[]
  /**
   * indent: a definition reaches as far as its lines are indented, closing lines included.
   * until-next: it reaches to the next line that opens one, as tables of TOML do.
   */
  readonly extent: 'indent' | 'until-next'
  /** Lines whose indentation means nothing, such as `#if` and labels. */
  readonly ignore?: RegExp
}

const ACCESS =
  '(?:(?:public|private|protected|internal|export|default|declare|static|final|abstract|sealed|open|override|' +
  'virtual|inline|async|suspend|unsafe|extern|partial|readonly|const|pub(?:\\([^)]*\\))?|data|value|inner|' +
  'fileprivate|mutating|nonisolated|convenience|required|lazy|implicit|case|local|expect|actual|operator|infix|' +
  'tailrec|synchronized|native|default)\\s+|@\\w+(?:\\([^)]*\\))?\\s+)*'

const define = (kind: SymbolKind | undefined, pattern: string, flags = ''): LinePattern => ({
  kind,
  // Indices tell where the name stands.
  line: new RegExp(`^\\s*${pattern}`, `d${flags}`),
  isSymbol: kind !== undefined,
})

/** What stands inside are members, but the line itself defines nothing. */
const enclose = (pattern: string): LinePattern => ({ ...define('class', pattern), isSymbol: false })

// `struct poll_ctx* ctx;`, `class Foo;` and `struct a b = {` use or announce a type, they do not define it.
const NO_USE = '(?!\\s*[*&;=,)]|\\s+[*&]*\\w+\\s*[;=,\\[)]|[^{]*;\\s*$)'

const CLASSES: readonly LinePattern[] = [
  define('interface', `${ACCESS}(?:@?interface|trait|protocol)\\s+([A-Za-z_$][\\w$.]*)`),
  define('enum', `${ACCESS}enum\\s+(?:class\\s+|struct\\s+)?([A-Za-z_$][\\w$]*)\\b${NO_USE}`),
  define(
    'class',
    `${ACCESS}(?:class|struct|record|union|object|actor|companion object|annotation class)\\s+([A-Za-z_$][\\w$.]*)(?![\\w$.])${NO_USE}`,
  ),
  enclose(
    `${ACCESS}(?:extension|impl)\\b(?:\\s*<[^>]*>)?\\s+(?:[\\w:<>', ]+\\s+for\\s+)?(?:\\w+::)*([A-Za-z_$][\\w$.]*)`,
  ),
  define('module', `${ACCESS}(?:namespace|module|package object)\\s+([A-Za-z_$][\\w$.:\\\\]*)\\s*(?:\\{|$)`),
  define('type', `${ACCESS}(?:typealias|type)\\s+([A-Za-z_$][\\w$]*)`),
]

const FUNCTIONS: readonly LinePattern[] = [
  define(
    'function',
    `${ACCESS}(?:function|func|fun|fn|def|sub|proc)\\b\\s*\\*?\\s*(?:<[^>]*>\\s*)?(?:\\([^)]*\\)\\s*)?(?:[\\w<>?, ]+\\.)?([A-Za-z_$][\\w$]*[?!]?)`,
  ),
  define(
    'function',
    `${ACCESS}(?:const|let|var|val)\\s+([A-Za-z_$][\\w$]*)\\s*(?::[^=]+)?=\\s*(?:async\\s*)?(?:function\\b|\\([^)]*\\)\\s*(?::[^=]+)?=>|[\\w$]+\\s*=>)`,
  ),
  define('method', '((?:de)?init|constructor)\\s*[?!]?\\s*[(<{]'),
]

// "static int *name(int a) {" and "Foo::~Foo()": a return type or a qualified name, and no statement's keyword.
const C_FUNCTION = define(
  'function',
  '(?!(?:if|else|for|while|switch|return|case|do|new|delete|throw|using|goto|typedef|await|yield)\\b)' +
    '(?:[A-Za-z_][\\w:<>,~\\[\\]]*[\\s*&]+)+((?:[A-Za-z_]\\w*::)*~?[A-Za-z_]\\w*)\\s*\\([^;{]*(?:\\{.*)?$',
)
const DIRECTIVE_OR_LABEL = /^(?:#(?!\s*define\b)|\w+:\s*$)/
// An include guard has no value.
const C_MACRO = define('macro', '#\\s*define\\s+([A-Za-z_]\\w*)[ \\t(]+\\S')
const C_TYPEDEF = define('class', 'typedef\\s+(?:struct|union|enum)\\s+([A-Za-z_]\\w*)')

const BRACES: readonly LinePattern[] = [...CLASSES, ...FUNCTIONS]
const C_LIKE: readonly LinePattern[] = [C_TYPEDEF, ...CLASSES, C_MACRO, C_FUNCTION]

const JAVASCRIPT_METHOD = define(
  'method',
  '(?!(?:if|for|while|switch|catch|return|function)\\b)(?:static\\s+|async\\s+|get\\s+|set\\s+|\\*\\s*)*([A-Za-z_$#][\\w$]*)\\s*\\([^)]*\\)\\s*(?::[^={]+)?\\{\\s*$',
)
const TAG = define(undefined, '<(script|template|style)\\b')

const CODE: Readonly<Record<string, LinePatterns>> = {
  python: {
    extent: 'indent',
    patterns: [
      define('class', 'class\\s+([A-Za-z_]\\w*)'),
      define('function', '(?:async\\s+)?def\\s+([A-Za-z_]\\w*)'),
      define('class', '(?:cdef|cpdef)\\s+class\\s+([A-Za-z_]\\w*)'),
      define('function', 'cp?def\\s+(?:[\\w\\[\\], *]+\\s+)?([A-Za-z_]\\w*)\\s*\\('),
    ],
  },
  ruby: {
    extent: 'indent',
    patterns: [
      define('class', 'class\\s+([A-Z][\\w:]*)'),
      define('module', 'module\\s+([A-Z][\\w:]*)'),
      define('method', '(?:private\\s+|protected\\s+|public\\s+)?def\\s+(?:self\\.)?([A-Za-z_]\\w*[?!=]?)'),
      define('test', '(?:describe|context|it|test)\\s+[\'"](.+?)[\'"]'),
    ],
  },
  elixir: {
    extent: 'indent',
    patterns: [
      define('module', 'def(?:module|protocol|impl)\\s+([A-Z][\\w.]*)'),
      define('macro', 'def(?:macrop?|guardp?)\\s+([a-z_]\\w*[?!]?)'),
      define('function', 'defp?\\s+([a-z_]\\w*[?!]?)'),
      define('test', '(?:describe|test)\\s+"(.+?)"'),
    ],
  },
  haskell: {
    extent: 'indent',
    patterns: [
      define('class', '(?:data|newtype)\\s+(?:instance\\s+)?([A-Z]\\w*)'),
      define('interface', 'class\\s+(?:.*=>\\s*)?([A-Z]\\w*)'),
      enclose('instance\\s+(?:.*=>\\s*)?([A-Z]\\w*)'),
      define('type', 'type\\s+(?:family\\s+)?([A-Z]\\w*)'),
      define('function', "([a-z_][\\w']*)(?:\\s*,\\s*[a-z_][\\w']*)*\\s*::"),
    ],
  },
  lua: {
    extent: 'indent',
    patterns: [
      define('function', '(?:local\\s+)?function\\s+([A-Za-z_][\\w.:]*)'),
      define('function', '(?:local\\s+)?([A-Za-z_][\\w.]*)\\s*=\\s*function\\b'),
    ],
  },
  bash: {
    extent: 'indent',
    patterns: [
      define('function', 'function\\s+([\\w:.-]+)'),
      define('function', '([A-Za-z_][\\w:.-]*)\\s*\\(\\s*\\)'),
    ],
  },
  zig: {
    extent: 'indent',
    patterns: [
      define('function', '(?:pub\\s+|export\\s+|extern\\s+|inline\\s+)*fn\\s+([A-Za-z_]\\w*)'),
      define(
        'class',
        '(?:pub\\s+)?const\\s+([A-Za-z_]\\w*)\\s*=\\s*(?:extern\\s+|packed\\s+)?(?:struct|union|enum|opaque)\\b',
      ),
      define('test', 'test\\s+"([^"]*)"'),
    ],
  },
  rust: {
    extent: 'indent',
    patterns: [
      define('macro', 'macro_rules!\\s+([A-Za-z_]\\w*)'),
      define('module', `${ACCESS}mod\\s+(\\w+)\\s*\\{`),
      ...BRACES,
    ],
  },
  go: {
    extent: 'indent',
    patterns: [
      define('method', 'func\\s+\\([^)]*\\)\\s*([A-Za-z_]\\w*)'),
      define('function', 'func\\s+([A-Za-z_]\\w*)'),
      define('interface', 'type\\s+([A-Za-z_]\\w*)(?:\\[[^\\]]*\\])?\\s+interface\\b'),
      define('class', 'type\\s+([A-Za-z_]\\w*)(?:\\[[^\\]]*\\])?\\s+struct\\b'),
      define('type', 'type\\s+([A-Za-z_]\\w*)'),
    ],
  },
  javascript: { extent: 'indent', patterns: [...BRACES, JAVASCRIPT_METHOD] },
  vue: { extent: 'indent', patterns: [TAG, ...BRACES, JAVASCRIPT_METHOD] },
  c: { extent: 'indent', ignore: DIRECTIVE_OR_LABEL, patterns: C_LIKE },
  'objective-c': {
    extent: 'indent',
    ignore: DIRECTIVE_OR_LABEL,
    patterns: [
      define('class', '@(?:interface|implementation)\\s+([A-Za-z_]\\w*)'),
      define('interface', '@protocol\\s+([A-Za-z_]\\w*)'),
      define('method', '[-+]\\s*\\([^)]*\\)\\s*([A-Za-z_]\\w*)'),
      ...C_LIKE,
    ],
  },
  java: { extent: 'indent', ignore: DIRECTIVE_OR_LABEL, patterns: [...CLASSES, C_FUNCTION] },
  scala: { extent: 'indent', patterns: [define('class', `${ACCESS}given\\s+([A-Za-z_]\\w*)`), ...BRACES] },
  perl: {
    extent: 'indent',
    patterns: [define('module', 'package\\s+([\\w:]+)'), define('function', 'sub\\s+([A-Za-z_]\\w*)')],
  },
  r: {
    extent: 'indent',
    patterns: [define('function', '([A-Za-z.][\\w.]*)\\s*(?:<-|=)\\s*function\\b')],
  },
  clojure: {
    extent: 'indent',
    patterns: [
      define('module', '\\(ns\\s+([\\w.*+!?-]+)'),
      define('macro', '\\(defmacro\\s+([^\\s()\\[\\]]+)'),
      define('class', '\\((?:defrecord|deftype|defprotocol|definterface)\\s+([^\\s()\\[\\]]+)'),
      define('test', '\\(deftest\\s+([^\\s()\\[\\]]+)'),
      define('function', '\\((?:defn-?|defmulti|defmethod)\\s+(?:\\^\\S+\\s+)*([^\\s()\\[\\]]+)'),
      define('constant', '\\(def(?:once)?\\s+(?:\\^\\S+\\s+)*([^\\s()\\[\\]]+)'),
    ],
  },
  powershell: {
    extent: 'indent',
    patterns: [
      define('function', '(?:function|filter)\\s+(?:\\w+:)?([\\w-]+)', 'i'),
      define('class', '(?:class|enum)\\s+(\\w+)', 'i'),
    ],
  },
  sql: {
    extent: 'until-next',
    patterns: [
      define(
        'function',
        'create\\s+(?:or\\s+replace\\s+)?(?:definer\\s*=\\s*\\S+\\s+)?(?:function|procedure|trigger|aggregate|macro)\\s+(?:if\\s+not\\s+exists\\s+)?([\\w."`\\[\\]]+)',
        'i',
      ),
      define(
        'class',
        'create\\s+(?:or\\s+replace\\s+)?(?:global\\s+|local\\s+|temp(?:orary)?\\s+|unlogged\\s+|materialized\\s+|external\\s+|virtual\\s+)*(?:table|view|sequence|schema|database)\\s+(?:if\\s+not\\s+exists\\s+)?([\\w."`\\[\\]]+)',
        'i',
      ),
      define('type', 'create\\s+(?:type|domain|enum)\\s+([\\w."`]+)', 'i'),
      define(
        'constant',
        'create\\s+(?:unique\\s+)?index\\s+(?:concurrently\\s+)?(?:if\\s+not\\s+exists\\s+)?([\\w."`]+)',
        'i',
      ),
      define(undefined, '(alter|insert|update|delete|drop|grant|select|with|merge)\\b', 'i'),
    ],
  },
  proto: {
    extent: 'indent',
    patterns: [
      define('class', 'message\\s+(\\w+)'),
      define('interface', 'service\\s+(\\w+)'),
      define('enum', 'enum\\s+(\\w+)'),
      define('method', 'rpc\\s+(\\w+)'),
    ],
  },
  graphql: {
    extent: 'indent',
    patterns: [
      define('class', '(?:extend\\s+)?(?:type|input|union|scalar)\\s+(\\w+)'),
      define('interface', '(?:extend\\s+)?interface\\s+(\\w+)'),
      define('enum', '(?:extend\\s+)?enum\\s+(\\w+)'),
      define('function', '(?:query|mutation|subscription|fragment|directive)\\s+@?(\\w+)'),
    ],
  },
  hcl: {
    extent: 'indent',
    patterns: [
      define('class', '(?:resource|data)\\s+"[^"]*"\\s+"([^"]*)"'),
      define('module', '(?:module|provider)\\s+"([^"]*)"'),
      define('variable', '(?:variable|output)\\s+"([^"]*)"'),
      define(undefined, '(locals|terraform)\\s*\\{'),
    ],
  },
  makefile: {
    extent: 'until-next',
    patterns: [
      define('macro', 'define\\s+(\\S+)'),
      {
        kind: 'function',
        line: /^([A-Za-z0-9_.%/$(){}-]+(?:\s+[A-Za-z0-9_.%/$(){}-]+)*)\s*::?(?!=)/d,
        isSymbol: true,
      },
    ],
  },
  cmake: {
    extent: 'indent',
    patterns: [define('function', '(?:function|macro)\\s*\\(\\s*(\\w+)', 'i')],
  },
  dockerfile: { extent: 'until-next', patterns: [define(undefined, '(FROM)\\b', 'i')] },
}

const DATA: Readonly<Record<string, LinePatterns>> = {
  css: { extent: 'indent', patterns: [define(undefined, '([.#@&:*\\[\\w][^{};]*)(?:\\{|,\\s*$)')] },
  // Keys are boundaries and scopes; as symbols they would drown the names of the code.
  yaml: { extent: 'indent', patterns: [define(undefined, '(?:- )?["\']?([\\w./$@-]+)["\']?\\s*:(?:\\s|$)')] },
  json: { extent: 'indent', patterns: [define(undefined, '"([^"\\\\]+)"\\s*:\\s*[[{]\\s*$')] },
  toml: { extent: 'until-next', patterns: [define(undefined, '\\[{1,2}\\s*([^\\]]+?)\\s*\\]')] },
  ini: { extent: 'until-next', patterns: [define(undefined, '\\[\\s*([^\\]]+?)\\s*\\]')] },
  xml: { extent: 'indent', patterns: [define(undefined, '<([A-Za-z][\\w:.-]*)(?![^]*/>\\s*$)')] },
}

const ALIASES: Readonly<Record<string, string>> = {
  typescript: 'javascript',
  tsx: 'javascript',
  svelte: 'vue',
  cpp: 'c',
  csharp: 'java',
  dart: 'java',
  scss: 'css',
}

const GENERIC: LinePatterns = { extent: 'indent', patterns: BRACES }

/** The patterns of `language`; general ones for a language without its own. */
export function linePatternsOf(language: LanguageId): LinePatterns {
  const id = ALIASES[language] ?? language
  return CODE[id] ?? DATA[id] ?? GENERIC
}
