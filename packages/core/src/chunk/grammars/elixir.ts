import type { Node } from 'web-tree-sitter'
import {
  definition,
  type GrammarRules,
  type NodeRule,
  nameOf,
  type ReadContext,
  splitQualified,
  textOf,
} from './rule.js'

const MODULE_CALL = /^def(?:module|protocol|impl)$/
const FUNCTION_CALL = /^def(?:p|n|np|delegate)?$/
const MACRO_CALL = /^def(?:macro|macrop|guard|guardp)$/
const TEST_CALL = /^(?:test|describe|property)$/
// Definitions may stand in the blocks of these.
const ENCLOSING_CALL = /^(?:if|unless|quote|for)$/

const call: NodeRule = (node, context) => {
  const target = node.childForFieldName('target')
  if (target?.type !== 'identifier') return undefined
  const keyword = textOf(target, context)
  const first = firstArgument(node)
  if (MODULE_CALL.test(keyword)) return readModule(keyword, first, context)
  if (FUNCTION_CALL.test(keyword)) return readFunction('function', first, context)
  if (MACRO_CALL.test(keyword)) return readFunction('macro', first, context)
  if (keyword === 'defstruct' || keyword === 'defexception')
    return definition('class', [], { descent: 'never' })
  if (TEST_CALL.test(keyword) && first?.type === 'string') {
    const name = {
      name: textOf(first, context).slice(1, -1),
      start: first.startIndex + 1,
      end: first.endIndex - 1,
    }
    return definition('test', [name], { descent: 'big', trait: 'test' })
  }
  return ENCLOSING_CALL.test(keyword) ? 'container' : undefined
}

function firstArgument(node: Node): Node | undefined {
  return node.children.find((child) => child?.type === 'arguments')?.namedChild(0) ?? undefined
}

function readModule(keyword: string, alias: Node | undefined, context: ReadContext) {
  if (alias === undefined || alias.type !== 'alias') return 'container'
  const { scope, name } = splitQualified(nameOf(alias, context))
  const kind = keyword === 'defprotocol' ? 'interface' : 'module'
  // An implementation defines no new name; its functions stand in the protocol's scope.
  if (keyword === 'defimpl') return definition('module', [], { scope, innerName: name.name })
  return definition(kind, [name], { scope })
}

/** `f(x) when x > 1`, `f(x)`, `f` and `a <> b`: the name under the guard and the arguments. */
function readFunction(kind: 'function' | 'macro', head: Node | undefined, context: ReadContext) {
  let node: Node | null | undefined = head
  while (node?.type === 'binary_operator') {
    const operator = node.childForFieldName('operator')
    if (operator === null) return undefined
    if (operator.type !== 'when') return definition(kind, [nameOf(operator, context)], { descent: 'never' })
    node = node.childForFieldName('left')
  }
  const name = node?.type === 'call' ? node.childForFieldName('target') : node
  if (!name || !/identifier|unquote/.test(name.type)) return definition(kind, [], { descent: 'never' })
  return definition(kind, [nameOf(name, context)], { descent: 'never' })
}

const TYPE_ATTRIBUTE = /^(?:type|typep|opaque)$/
const CALLBACK_ATTRIBUTE = /^(?:callback|macrocallback)$/
const LEADING_ATTRIBUTE = /^(?:doc|spec|impl|deprecated|typedoc|dialyzer|tag)$/

/** `@doc` and `@spec` belong to what follows; `@type` and `@callback` define. */
const attribute: NodeRule = (node, context) => {
  const operand = node.childForFieldName('operand')
  if (operand?.type !== 'call' || context.text[node.startIndex] !== '@') return undefined
  const target = operand.childForFieldName('target')
  const keyword = target === null ? '' : textOf(target, context)
  if (LEADING_ATTRIBUTE.test(keyword)) return 'attribute'
  const isType = TYPE_ATTRIBUTE.test(keyword)
  if (!isType && !CALLBACK_ATTRIBUTE.test(keyword)) return undefined
  let head = firstArgument(operand)
  if (head?.type === 'binary_operator') head = head.childForFieldName('left') ?? head
  const name = head?.type === 'call' ? head.childForFieldName('target') : head
  const kind = isType ? 'type' : 'method'
  return definition(kind, name ? [nameOf(name, context)] : [], { descent: 'never', trait: 'declaration' })
}

export const ELIXIR_RULES: GrammarRules = {
  mergesSameName: true,
  nodes: {
    do_block: 'container',
    block: 'container',
    else_block: 'container',
    call,
    unary_operator: attribute,
  },
}
