import { constantOrVariable, definition, type GrammarRules, type NodeRule, named, nameOf } from './rule.js'

const assignment: NodeRule = (node, context) => {
  const target = node.childForFieldName('left')
  const isInFunction = context.parent.kind === 'function' || context.parent.kind === 'method'
  if (target?.type !== 'identifier' || isInFunction) return undefined
  const name = nameOf(target, context)
  const kind = context.parent.kind === 'class' ? 'field' : constantOrVariable(name.name)
  return definition(kind, [name])
}

export const PYTHON_RULES: GrammarRules = {
  mergesSameName: false,
  nodes: {
    block: 'container',
    if_statement: 'container',
    elif_clause: 'container',
    else_clause: 'container',
    try_statement: 'container',
    except_clause: 'container',
    finally_clause: 'container',
    with_statement: 'container',
    for_statement: 'big-container',
    decorated_definition: 'wrapper',
    expression_statement: 'wrapper',
    assignment,
    function_definition: named('function'),
    class_definition: named('class'),
    type_alias_statement: (node, context) => {
      const name = node.childForFieldName('left')
      return name === null ? undefined : definition('type', [nameOf(name, context)])
    },
  },
}
