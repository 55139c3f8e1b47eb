import {
  callable,
  childOfType,
  childrenOfType,
  definition,
  type GrammarRules,
  type NodeRule,
  named,
  nameOf,
} from './rule.js'

const members =
  (kind: 'constant' | 'field', elementType: string, nameType: string): NodeRule =>
  (node, context) => {
    const names = childrenOfType(node, elementType)
      .map((element) => childOfType(element, nameType))
      .filter((name) => name !== undefined)
      .map((name) => nameOf(name, context))
    // "$level" is read and asked for as "level".
    const bare = names.map((name) =>
      name.name.startsWith('$') ? { ...name, name: name.name.slice(1) } : name,
    )
    return definition(kind, bare)
  }

export const PHP_RULES: GrammarRules = {
  mergesSameName: false,
  nodes: {
    declaration_list: 'container',
    enum_declaration_list: 'container',
    compound_statement: 'container',
    if_statement: 'container',
    else_clause: 'container',
    namespace_definition: 'container',
    class_declaration: named('class'),
    trait_declaration: named('class'),
    interface_declaration: named('interface'),
    enum_declaration: named('enum'),
    function_definition: named('function'),
    method_declaration: callable('method'),
    const_declaration: members('constant', 'const_element', 'name'),
    property_declaration: members('field', 'property_element', 'variable_name'),
  },
}
