import type { Node } from 'web-tree-sitter'
import {
  constantOrVariable,
  definition,
  type GrammarRules,
  type NodeRule,
  nameOf,
  type ReadContext,
  splitQualified,
  textOf,
} from './rule.js'

/** `function M.a.b()` and `function M:b()`: the table is the scope. */
const functionDeclaration: NodeRule = (node, context) => {
  const name = node.childForFieldName('name')
  return name === null ? undefined : readTarget(name, context)
}

const assignment: NodeRule = (node, context) => {
  const target = node.child(0)?.namedChild(0)
  const value = node.child(node.childCount - 1)?.namedChild(0)
  if (!target || !value) return undefined
  if (value.type === 'function_definition') return readTarget(target, context)
  const isInFunction = context.parent.kind === 'function' || context.parent.kind === 'method'
  if (target.type !== 'identifier' || isInFunction || /^require\b/.test(textOf(value, context)))
    return undefined
  const name = nameOf(target, context)
  // Functions of a table constructor are its methods.
  const isTable = value.type === 'table_constructor'
  return definition(isTable ? 'variable' : constantOrVariable(name.name), [name], {
    descent: isTable ? 'always' : 'never',
  })
}

const tableField: NodeRule = (node, context) => {
  const name = node.childForFieldName('name')
  const value = node.childForFieldName('value')
  if (value?.type !== 'function_definition' || name?.type !== 'identifier') return 'big-container'
  return definition('method', [nameOf(name, context)], { descent: 'never' })
}

function readTarget(target: Node, context: ReadContext) {
  const { scope, name } = splitQualified(nameOf(target, context))
  return definition('function', [name], { scope })
}

export const LUA_RULES: GrammarRules = {
  mergesSameName: false,
  nodes: {
    block: 'container',
    do_statement: 'container',
    if_statement: 'container',
    return_statement: 'container',
    variable_declaration: 'wrapper',
    expression_list: 'container',
    table_constructor: 'container',
    function_definition: 'big-container',
    field: tableField,
    assignment_statement: assignment,
    function_declaration: functionDeclaration,
  },
}
