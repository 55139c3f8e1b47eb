import { Language, Parser } from 'web-tree-sitter'
import { languageById } from '../text/languages.js'
import type { LanguageId } from '../types.js'
import { GRAMMAR_RULES } from './grammars/grammar-rules.js'
import type { GrammarRules } from './grammars/rule.js'
import { compileRules, type ParsedSyntax } from './syntax-outline.js'

export interface SyntaxParserOptions {
  /** The bytes of `web-tree-sitter.wasm`; `undefined` lets the library find its own file. */
  readonly runtimeWasm: Uint8Array | undefined
  /** The bytes of one grammar by its stem; a rejection means there is none. */
  readonly loadGrammar: (grammar: string) => Promise<Uint8Array>
}

/** Parses text into syntax trees. Grammars are loaded by `prepare`, each at most once. */
export interface SyntaxParser {
  /** Makes `language` ready to parse; false when it has no grammar or the grammar does not load. */
  prepare(language: LanguageId): Promise<boolean>
  /** Whether `prepare` has succeeded for `language`. */
  isReady(language: LanguageId): boolean
  /** The tree, which the caller deletes; `undefined` when the language is not ready or parsing fails. */
  parse(language: LanguageId, text: string): ParsedSyntax | undefined
  /** Frees the parser's memory; nothing may be called afterwards. */
  delete(): void
}

export async function createSyntaxParser(options: SyntaxParserOptions): Promise<SyntaxParser> {
  await Parser.init(options.runtimeWasm === undefined ? undefined : { wasmBinary: options.runtimeWasm })
  const parser = new Parser()
  const loading = new Map<LanguageId, Promise<boolean>>()
  const ready = new Map<LanguageId, Ready>()

  async function load(id: LanguageId): Promise<boolean> {
    const { grammar } = languageById(id)
    const rules = GRAMMAR_RULES.get(id)
    if (grammar === undefined || rules === undefined) return false
    try {
      const language = await Language.load(await options.loadGrammar(grammar))
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
    parse(id, text) {
      const found = ready.get(id)
      if (found === undefined) return undefined
      parser.setLanguage(found.language)
      try {
        const { rules, source } = found
        const tree = parser.parse(source.soften?.(text) ?? text)
        return tree === null ? undefined : { tree, rules, mergesSameName: source.mergesSameName }
      } catch {
        // A parse that throws leaves the parser in the middle of a document.
        parser.reset()
        return undefined
      }
    },
    delete: () => parser.delete(),
  }
}

interface Ready {
  readonly language: Language
  readonly rules: ParsedSyntax['rules']
  readonly source: GrammarRules
}
