import { Language, type Parser, type Tree } from 'web-tree-sitter'
import { languageById } from '../text/languages.js'
import type { LanguageId } from '../types.js'
import { GRAMMAR_RULES } from './grammars/grammar-rules.js'
import type { GrammarRules } from './grammars/rule.js'
import { repairGrammar } from './repair-grammar.js'
import { compileRules, type ParsedSyntax } from './syntax-outline.js'
import type { SyntaxRuntime } from './syntax-runtime.js'

export interface SyntaxParserOptions {
  readonly runtime: SyntaxRuntime
  /** The bytes of one grammar by its stem; a rejection means there is none. */
  readonly loadGrammar: (grammar: string) => Promise<Uint8Array>
}

/** Parses text into syntax trees. Grammars are loaded by `prepare`, each at most once, and stay. */
export interface SyntaxParser {
  /** Makes `language` ready to parse; false when it has no grammar or the grammar does not load. */
  prepare(language: LanguageId): Promise<boolean>
  /** Whether `prepare` has succeeded for `language`. */
  isReady(language: LanguageId): boolean
  /**
   * A text of the same length to try where the tree of `text` says too little; `undefined` where there is none, or it
   * is the same. Languages that are not ready have none.
   */
  simplified(language: LanguageId, text: string): string | undefined
  /**
   * What `read` makes of the tree of `text`, whatever was parsed before; `undefined` when the language is not ready
   * or parsing fails. The tree is gone afterwards, and another one cannot be asked for inside of `read`.
   */
  withTree<Result>(
    language: LanguageId,
    text: string,
    read: (parsed: ParsedSyntax) => Result,
  ): Result | undefined
}

export function createSyntaxParser({ runtime, loadGrammar }: SyntaxParserOptions): SyntaxParser {
  const loading = new Map<LanguageId, Promise<boolean>>()
  const ready = new Map<LanguageId, Ready>()

  async function load(id: LanguageId): Promise<boolean> {
    const { grammar } = languageById(id)
    const rules = GRAMMAR_RULES.get(id)
    if (grammar === undefined || rules === undefined) return false
    try {
      const bytes = repairGrammar(grammar, await loadGrammar(grammar))
      const language = await runtime.keep(() => Language.load(bytes))
      ready.set(id, { language, rules: compileRules(rules, language), source: rules })
      return true
    } catch {
      return false
    }
  }

  return {
    prepare(id) {
      const known = loading.get(id)
      if (known !== undefined) return known
      const promise = load(id)
      loading.set(id, promise)
      return promise
    },
    isReady: (id) => ready.has(id),
    simplified(id, text) {
      const simpler = ready.get(id)?.source.simplify?.(text)
      return simpler === text ? undefined : simpler
    },
    withTree(id, text, read) {
      const found = ready.get(id)
      if (found === undefined) return undefined
      const { language, rules, source } = found
      const { mergesSameName } = source
      return runtime.isolate(
        (parser, nCalls) => {
          parser.setLanguage(language)
          return parseWithinBudget(parser, source.soften?.(text) ?? text, nCalls)
        },
        (tree) => read({ tree, rules, mergesSameName }),
      )
    },
  }
}

interface Ready {
  readonly language: Language
  readonly rules: ParsedSyntax['rules']
  readonly source: GrammarRules
}

// Scanners that ask for the column read from the start of their line again for each token. Small parts make that
// cheap: with 256 instead of the 5,120 that fit the library's buffer, Scala parses 2.5 times as fast, and no
// language slower.
const READ_CHARS = 256
// A step of the parser is a hundred of its operations. Ordinary files take one for 23 characters or more.
const STEPS_PER_CHAR = 1 / 16
const FREE_STEPS = 100
// Ordinary files are read once for 4 characters or more. At most one to two seconds.
const READS_PER_CHAR = 1
const FREE_READS = 100
const MAX_READS = 200_000
// Ordinary files take up to 12 calls a character, and one in ten thousand 120; what is all errors takes thousands
// (see call-counter.ts). At most one to three seconds.
const CALLS_PER_CHAR = 200
const FREE_CALLS = 1_000_000
const MAX_CALLS = 40_000_000

/**
 * The tree of `text`; `undefined` when parsing it takes more work than a file of its length can need. Work is counted,
 * not timed, so that the same text is given up everywhere or nowhere.
 */
function parseWithinBudget(parser: Parser, text: string, nCalls: () => number): Tree | undefined {
  const maxSteps = FREE_STEPS + text.length * STEPS_PER_CHAR
  const maxReads = Math.min(FREE_READS + text.length * READS_PER_CHAR, MAX_READS)
  const maxCalls = Math.min(FREE_CALLS + text.length * CALLS_PER_CHAR, MAX_CALLS)
  let steps = 0
  let reads = 0
  // Past the budget the text seems to end, which also stops a scanner that never gives back control.
  const read = (index: number): string => (++reads > maxReads ? '' : text.slice(index, index + READ_CHARS))
  const progressCallback = () => ++steps > maxSteps || nCalls() > maxCalls
  const tree = parser.parse(read, null, { progressCallback })
  if (tree !== null && reads <= maxReads) return tree
  tree?.delete()
  return undefined
}
