import {
  blank,
  callable,
  childOfType,
  childrenOfType,
  definition,
  type GrammarRules,
  type NodeRule,
  named,
  nameOf,
  splitQualified,
} from './rule.js'

const namespace: NodeRule = (node, context) => {
  const name = node.childForFieldName('name')
  if (name === null) return 'container'
  const { scope, name: last } = splitQualified(nameOf(name, context))
  return definition('module', [last], { scope })
}

const field: NodeRule = (node, context) => {
  const declaration = childOfType(node, 'variable_declaration')
  const declarators = declaration === undefined ? [] : childrenOfType(declaration, 'variable_declarator')
  const names = declarators.map((declarator) => childOfType(declarator, 'identifier'))
  return definition(
    'field',
    names.filter((name) => name !== undefined).map((name) => nameOf(name, context)),
  )
}

/** Operators, indexers and conversions have no name of their own. */
const unnamedMember: NodeRule = () => definition('method', [])

// `scoped in T` and `scoped ref T` are younger than the grammar.
const SCOPED = /\bscoped(?=\s+(?:in|ref|out|\w+<))/g

export const CSHARP_RULES: GrammarRules = {
  mergesSameName: false,
  soften: (text) => text.replace(SCOPED, blank),
  nodes: {
    declaration_list: 'container',
    preproc_if: 'container',
    preproc_else: 'container',
    preproc_elif: 'container',
    namespace_declaration: namespace,
    file_scoped_namespace_declaration: namespace,
    class_declaration: named('class'),
    struct_declaration: named('class'),
    record_declaration: named('class'),
    record_struct_declaration: named('class'),
    interface_declaration: named('interface'),
    enum_declaration: named('enum'),
    delegate_declaration: named('type', 'name', { descent: 'never', trait: 'declaration' }),
    method_declaration: callable('method'),
    constructor_declaration: named('method'),
    destructor_declaration: unnamedMember,
    operator_declaration: unnamedMember,
    conversion_operator_declaration: unnamedMember,
    indexer_declaration: unnamedMember,
    property_declaration: named('field'),
    event_declaration: named('field'),
    field_declaration: field,
    event_field_declaration: field,
  },
}
