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

const qualified =
  (kind: 'class' | 'module'): NodeRule =>
  (node, context) => {
    const name = node.childForFieldName('name')
    if (name === null) return undefined
    const { scope, name: last } = splitQualified(nameOf(name, context))
    return definition(kind, [last], { scope })
  }

const method: NodeRule = (node, context) => {
  const name = node.childForFieldName('name')
  return name === null ? undefined : definition('method', [nameOf(name, context)])
}

/** `VERSION = …`, and `Point = Struct.new(:x) do … end`, which is a class. */
const assignment: NodeRule = (node, context) => {
  const target = node.childForFieldName('left')
  if (target?.type !== 'constant') return undefined
  const value = node.childForFieldName('right')
  const isClass =
    value !== null && /^(?:Struct|Class|Data|Module)\.(?:new|define)\b/.test(textOf(value, context))
  return definition(isClass ? 'class' : 'constant', [nameOf(target, context)])
}

const TEST_CALL = /^(?:describe|context|it|specify|test|scenario|feature|should)$/
const ACCESSOR_CALL = /^(?:attr_accessor|attr_reader|attr_writer|attribute)$/
// Definitions stand in the arguments or the block of these: `private def a`, `class_methods do … end`.
const ENCLOSING_CALL =
  /^(?:private|public|protected|module_function|private_class_method|memoize|included|class_methods|new|define|namespace)$/

const call: NodeRule = (node, context) => {
  const callee = node.childForFieldName('method')
  if (callee === null) return undefined
  const name = textOf(callee, context)
  const [first] = argumentsOf(node)
  if (ENCLOSING_CALL.test(name)) return 'container'
  if (ACCESSOR_CALL.test(name)) return definition('field', symbolNames(argumentsOf(node), context))
  if (name === 'define_method' && first)
    return definition('method', symbolNames([first], context), { descent: 'never' })
  if (TEST_CALL.test(name) && first && node.childForFieldName('block')) {
    const title = textOf(first, context).replace(/^['"]|['"]$/g, '')
    const start = context.text.indexOf(title, first.startIndex)
    return definition('test', [{ name: title, start, end: start + title.length }], {
      descent: 'big',
      trait: 'test',
    })
  }
  return 'big-container'
}

function argumentsOf(call: Node): Node[] {
  return (call.childForFieldName('arguments')?.namedChildren ?? []).filter((node) => node !== null)
}

function symbolNames(nodes: readonly Node[], context: ReadContext) {
  return nodes
    .filter((node) => node.type === 'simple_symbol')
    .map((node) => ({ name: textOf(node, context).slice(1), start: node.startIndex + 1, end: node.endIndex }))
}

export const RUBY_RULES: GrammarRules = {
  mergesSameName: false,
  nodes: {
    body_statement: 'container',
    block_body: 'container',
    do_block: 'container',
    argument_list: 'container',
    begin: 'container',
    if: 'container',
    unless: 'container',
    // biome-ignore lint/suspicious/noThenProperty: the grammar's name of a node; nothing awaits this table.
    then: 'container',
    else: 'container',
    // `class << self` adds nothing to the scope, but is a whole.
    singleton_class: () => definition('class', []),
    class: qualified('class'),
    module: qualified('module'),
    method,
    singleton_method: method,
    assignment,
    call,
  },
}
