import { constantOrVariable, definition, type GrammarRules, named, nameOf } from './rule.js'

export const BASH_RULES: GrammarRules = {
  mergesSameName: false,
  nodes: {
    // Whole scripts stand in { … } so that a download cut short does not run.
    compound_statement: 'container',
    if_statement: 'container',
    elif_clause: 'container',
    else_clause: 'container',
    list: 'container',
    function_definition: named('function'),
    variable_assignment: (node, context) => {
      const name = node.childForFieldName('name')
      if (name?.type !== 'variable_name' || context.parent.kind !== undefined) return undefined
      return definition(constantOrVariable(nameOf(name, context).name), [nameOf(name, context)])
    },
  },
}
