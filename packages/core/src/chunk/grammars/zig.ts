import type { Node } from 'web-tree-sitter'
import { childOfType, definition, type GrammarRules, type NodeRule, nameOf, textOf } from './rule.js'

const CONTAINER_TYPES = ['struct_declaration', 'union_declaration', 'opaque_declaration']
const ENUM_TYPES = ['enum_declaration', 'error_set_declaration']

const variable: NodeRule = (node, context) => {
  const name = childOfType(node, 'identifier')
  const isLocal = context.parent.kind === 'function' || context.parent.kind === 'method'
  if (name === undefined) return undefined
  if (childOfType(node, ...CONTAINER_TYPES)) return definition('class', [nameOf(name, context)])
  if (childOfType(node, ...ENUM_TYPES)) return definition('enum', [nameOf(name, context)])
  if (isLocal || isImport(node.child(node.childCount - 2), context.text)) return undefined
  return definition(
    /\bvar\b/.test(context.text.slice(node.startIndex, name.startIndex)) ? 'variable' : 'constant',
    [nameOf(name, context)],
  )
}

/** `@import("std")` and `@import("x.zig").Y`: defined elsewhere. */
function isImport(value: Node | null, text: string): boolean {
  return value !== null && text.startsWith('@import', value.startIndex)
}

const functionDeclaration: NodeRule = (node, context) => {
  const name = node.childForFieldName('name')
  if (name === null) return undefined
  const returnType = node.childForFieldName('type')
  // A function that returns a type is a generic type: what the type defines stands in its body.
  const isGeneric = returnType !== null && textOf(returnType, context) === 'type'
  const trait = node.childForFieldName('body') === null ? 'declaration' : undefined
  return definition('function', [nameOf(name, context)], { descent: isGeneric ? 'always' : 'big', trait })
}

const test: NodeRule = (node, context) => {
  const title = childOfType(node, 'string', 'identifier')
  const name = title && nameOf(title.type === 'string' ? (title.namedChild(0) ?? title) : title, context)
  return definition('test', name === undefined ? [] : [name], { descent: 'never', trait: 'test' })
}

export const ZIG_RULES: GrammarRules = {
  mergesSameName: false,
  nodes: {
    struct_declaration: 'container',
    union_declaration: 'container',
    opaque_declaration: 'container',
    enum_declaration: 'container',
    block: 'container',
    expression_statement: 'container',
    return_expression: 'container',
    variable_declaration: variable,
    function_declaration: functionDeclaration,
    test_declaration: test,
  },
}
