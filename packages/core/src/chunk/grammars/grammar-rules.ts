import type { LanguageId } from '../../types.js'
import { BASH_RULES } from './bash.js'
import { C_RULES, CPP_RULES } from './c-family.js'
import { CSHARP_RULES } from './csharp.js'
import { ELIXIR_RULES } from './elixir.js'
import { GO_RULES } from './go.js'
import { HASKELL_RULES } from './haskell.js'
import { JAVASCRIPT_RULES, TYPESCRIPT_RULES } from './javascript.js'
import { JAVA_RULES, KOTLIN_RULES, SCALA_RULES } from './jvm.js'
import { LUA_RULES } from './lua.js'
import { PHP_RULES } from './php.js'
import { PYTHON_RULES } from './python.js'
import { RUBY_RULES } from './ruby.js'
import type { GrammarRules } from './rule.js'
import { RUST_RULES } from './rust.js'
import { SWIFT_RULES } from './swift.js'
import { ZIG_RULES } from './zig.js'

/** How definitions are found in the syntax tree of each language that has a grammar. */
export const GRAMMAR_RULES: ReadonlyMap<LanguageId, GrammarRules> = new Map([
  ['python', PYTHON_RULES],
  ['javascript', JAVASCRIPT_RULES],
  ['typescript', TYPESCRIPT_RULES],
  ['tsx', TYPESCRIPT_RULES],
  ['go', GO_RULES],
  ['java', JAVA_RULES],
  ['php', PHP_RULES],
  ['ruby', RUBY_RULES],
  ['csharp', CSHARP_RULES],
  ['kotlin', KOTLIN_RULES],
  ['swift', SWIFT_RULES],
  ['cpp', CPP_RULES],
  ['c', C_RULES],
  ['elixir', ELIXIR_RULES],
  ['rust', RUST_RULES],
  ['scala', SCALA_RULES],
  ['haskell', HASKELL_RULES],
  ['lua', LUA_RULES],
  ['bash', BASH_RULES],
  ['zig', ZIG_RULES],
])
