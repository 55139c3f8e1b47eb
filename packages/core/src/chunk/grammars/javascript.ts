import type { Node } from 'web-tree-sitter'
import {
  callable,
  childOfType,
  definition,
  type GrammarRules,
  type NamedNode,
  type NodeRule,
  named,
  nameOf,
  type ReadContext,
  splitQualified,
  textOf,
} from './rule.js'

const FUNCTION_TYPES = new Set(['arrow_function', 'function_expression', 'generator_function'])
// The callbacks of these calls are the cases and groups of a test.
const TEST_CALL = /^(?:describe|context|suite|it|test|specify)(?:\.\w+)*$/

const variableDeclarator: NodeRule = (node, context) => {
  const target = node.childForFieldName('name')
  if (target?.type !== 'identifier') return undefined
  const value = node.childForFieldName('value')
  const name = nameOf(target, context)
  const found = value === null ? undefined : definitionOfValue(value, [name])
  if (found !== undefined) return found
  // A local variable is no definition, and a required module is defined elsewhere.
  if (isInFunction(context) || (value !== null && isRequire(value, context))) return undefined
  const isConstant = node.parent?.child(0)?.type === 'const'
  return definition(isConstant ? 'constant' : 'variable', [name], { descent: 'always' })
}

/** `exports.a = function …`, `A.prototype.b = …`, `module.exports = {…}`. */
const assignment: NodeRule = (node, context) => {
  const target = node.childForFieldName('left')
  const value = node.childForFieldName('right')
  if (target === null || value === null) return undefined
  const path = nameOf(target, context)
  if (!/^[\w$.]+$/.test(path.name)) return undefined
  if (/^(?:module\.)?exports$/.test(path.name)) return 'container'
  const { name, scope } = splitQualified(path)
  const owner = scope.replace(
    /(?:^|\.)(?:module\.exports|exports|prototype|this|self|window|global|globalThis)\b/g,
    '',
  )
  const found = definitionOfValue(value, [name])
  return found === undefined ? 'big-container' : { ...found, scope: owner }
}

const pair: NodeRule = (node, context) => {
  const key = node.childForFieldName('key')
  const value = node.childForFieldName('value')
  if (key?.type !== 'property_identifier' || value === null) return 'big-container'
  return definitionOfValue(value, [nameOf(key, context)]) ?? 'big-container'
}

const call: NodeRule = (node, context) => {
  const callee = node.childForFieldName('function')
  const title = node.childForFieldName('arguments')?.namedChild(0)
  if (callee === null || !TEST_CALL.test(textOf(callee, context))) return 'big-container'
  if (title?.type !== 'string' && title?.type !== 'template_string') return 'big-container'
  const name = {
    name: textOf(title, context).slice(1, -1),
    start: title.startIndex + 1,
    end: title.endIndex - 1,
  }
  return definition('test', [name], { descent: 'big', trait: 'test' })
}

const field: NodeRule = (node, context) => {
  const name = node.childForFieldName('name') ?? node.childForFieldName('property')
  if (name === null) return undefined
  const value = node.childForFieldName('value')
  const found = value === null ? undefined : definitionOfValue(value, [nameOf(name, context)])
  return found ?? definition('field', [nameOf(name, context)])
}

function definitionOfValue(
  value: Node,
  names: readonly NamedNode[],
): ReturnType<typeof definition> | undefined {
  if (FUNCTION_TYPES.has(value.type)) return definition('function', names)
  if (value.type === 'class') return definition('class', names)
  // memo(() => …), forwardRef(function …), defineComponent({…}): the call makes what the name stands for.
  const wrapped =
    value.type === 'call_expression' ? value.childForFieldName('arguments')?.namedChild(0) : null
  return wrapped && FUNCTION_TYPES.has(wrapped.type) ? definition('function', names) : undefined
}

function isInFunction(context: ReadContext): boolean {
  return (
    context.parent.kind === 'function' || context.parent.kind === 'method' || context.parent.kind === 'test'
  )
}

function isRequire(value: Node, context: ReadContext): boolean {
  return value.type === 'call_expression' && /^require\b/.test(textOf(value, context).slice(0, 8))
}

const COMMON: GrammarRules['nodes'] = {
  export_statement: 'wrapper',
  lexical_declaration: 'wrapper',
  variable_declaration: 'wrapper',
  expression_statement: 'wrapper',
  statement_block: 'container',
  class_body: 'container',
  if_statement: 'container',
  else_clause: 'container',
  try_statement: 'container',
  return_statement: 'container',
  object: 'container',
  for_statement: 'big-container',
  for_in_statement: 'big-container',
  switch_statement: 'big-container',
  switch_body: 'big-container',
  switch_case: 'big-container',
  parenthesized_expression: 'big-container',
  unary_expression: 'big-container',
  arguments: 'big-container',
  arrow_function: 'big-container',
  function_expression: 'big-container',
  array: 'big-container',
  new_expression: 'big-container',
  await_expression: 'big-container',
  as_expression: 'container',
  satisfies_expression: 'container',
  call_expression: call,
  variable_declarator: variableDeclarator,
  assignment_expression: assignment,
  pair,
  function_declaration: named('function'),
  generator_function_declaration: named('function'),
  class_declaration: named('class'),
  class: (node, context) => {
    const name = childOfType(node, 'identifier', 'type_identifier')
    return definition('class', name === undefined ? [] : [nameOf(name, context)])
  },
  method_definition: named('method'),
}

export const JAVASCRIPT_RULES: GrammarRules = {
  mergesSameName: false,
  nodes: { ...COMMON, field_definition: field },
}

export const TYPESCRIPT_RULES: GrammarRules = {
  // Overloads stand before their implementation.
  mergesSameName: true,
  nodes: {
    ...COMMON,
    ambient_declaration: 'wrapper',
    interface_body: 'container',
    object_type: 'container',
    abstract_class_declaration: named('class'),
    interface_declaration: named('interface'),
    type_alias_declaration: named('type', 'name', { descent: 'never', trait: 'declaration' }),
    enum_declaration: named('enum'),
    internal_module: named('module'),
    module: (node, context) => {
      const name = node.childForFieldName('name')
      return name === null || name.type === 'string'
        ? 'container'
        : definition('module', [nameOf(name, context)])
    },
    public_field_definition: field,
    function_signature: named('function', 'name', { trait: 'declaration' }),
    method_signature: callable('method'),
    abstract_method_signature: callable('method'),
  },
}
