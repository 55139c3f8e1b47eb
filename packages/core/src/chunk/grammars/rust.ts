import type { SymbolKind } from '../../types.js'
import { definition, type GrammarRules, type NodeRule, named, nameOf, textOf } from './rule.js'

/** `impl<T> Display for a::Point<T>`: no definition of its own, but the scope of what stands inside. */
const impl: NodeRule = (node, context) => {
  const type = node.childForFieldName('type')
  if (type === null) return 'container'
  const path = textOf(type, context)
    .replace(/<.*$/s, '')
    .replace(/^[&*\s]*(?:mut\s|dyn\s)?\s*/, '')
  return definition('class', [], { innerName: path.split('::').pop() ?? '' })
}

const module: NodeRule = (node, context) => {
  const name = node.childForFieldName('name')
  // `mod router;` only says where the module is.
  if (name === null || node.childForFieldName('body') === null) return undefined
  const isTest = /^tests?$/.test(textOf(name, context))
  return definition('module', [nameOf(name, context)], { trait: isTest ? 'test' : undefined })
}

// `define! { pub struct Foo; }`: what a macro's arguments spell out is defined by its expansion.
const SPELT_OUT =
  /^[ \t]*(?:pub(?:\([^)\n]*\))?\s+)?(?:async\s+|unsafe\s+)*(struct|enum|trait|fn|type)\s+([A-Za-z_]\w*)/gm
const SPELT_KINDS: Readonly<Record<string, SymbolKind>> = {
  struct: 'class',
  enum: 'enum',
  trait: 'interface',
  fn: 'function',
  type: 'type',
}
// Longer arguments are tables or whole programs.
const MAX_MACRO_CHARS = 4000

const macroCall: NodeRule = (node, context) => {
  const text = textOf(node, context)
  if (text.length > MAX_MACRO_CHARS || !text.includes('{')) return undefined
  const [first] = text.matchAll(SPELT_OUT)
  if (first === undefined) return undefined
  const end = node.startIndex + first.index + first[0].length
  const name = { name: first[2], start: end - first[2].length, end }
  return definition(SPELT_KINDS[first[1]], [name], { descent: 'never' })
}

export const RUST_RULES: GrammarRules = {
  mergesSameName: false,
  nodes: {
    attribute_item: 'attribute',
    declaration_list: 'container',
    foreign_mod_item: 'container',
    expression_statement: 'container',
    block: 'container',
    function_item: named('function'),
    function_signature_item: named('function', 'name', { trait: 'declaration' }),
    struct_item: named('class', 'name', { descent: 'never' }),
    union_item: named('class', 'name', { descent: 'never' }),
    enum_item: named('enum', 'name', { descent: 'never' }),
    trait_item: named('interface'),
    impl_item: impl,
    mod_item: module,
    const_item: named('constant'),
    static_item: named('variable'),
    type_item: named('type', 'name', { descent: 'never' }),
    macro_definition: named('macro'),
    macro_invocation: macroCall,
  },
}
