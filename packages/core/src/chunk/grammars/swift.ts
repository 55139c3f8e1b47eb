import { blank, childOfType, definition, type GrammarRules, type NodeRule, nameOf, textOf } from './rule.js'

/** class, struct, actor and enum; an extension defines no type but is the scope of its members. */
const classLike: NodeRule = (node, context) => {
  const name = node.childForFieldName('name')
  if (name === null) return 'container'
  const keyword = node.childForFieldName('declaration_kind')?.type
  const typeName = textOf(name, context).replace(/<.*$/s, '')
  if (keyword === 'extension') return definition('class', [], { innerName: typeName })
  return definition(keyword === 'enum' ? 'enum' : 'class', [nameOf(name, context)])
}

const callableNamed =
  (kind: 'function' | 'method', bodyField: string | undefined): NodeRule =>
  (node, context) => {
    const name = node.childForFieldName('name')
    if (name === null) return definition('method', [])
    const isDeclared = bodyField === undefined || node.childForFieldName(bodyField) === null
    return definition(kind, [nameOf(name, context)], { trait: isDeclared ? 'declaration' : undefined })
  }

const property: NodeRule = (node, context) => {
  const pattern = node.childForFieldName('name')
  const name =
    pattern && (childOfType(pattern, 'simple_identifier') ?? pattern.childForFieldName('bound_identifier'))
  const isInFunction = context.parent.kind === 'function' || context.parent.kind === 'method'
  if (!name || isInFunction) return undefined
  const kind = context.parent.kind === undefined ? 'variable' : 'field'
  const trait = node.type === 'protocol_property_declaration' ? 'declaration' : undefined
  return definition(kind, [nameOf(name, context)], { trait })
}

const typeName =
  (kind: 'interface' | 'type'): NodeRule =>
  (node, context) => {
    const name = childOfType(node, 'type_identifier')
    return (
      name && definition(kind, [nameOf(name, context)], { descent: kind === 'type' ? 'never' : 'always' })
    )
  }

// "where Element: ~Copyable": the grammar does not know what a type need not be.
const NEED_NOT_BE = /~(?=(?:Copyable|Escapable|BitwiseCopyable)\b)/g

export const SWIFT_RULES: GrammarRules = {
  mergesSameName: false,
  soften: (text) => text.replace(NEED_NOT_BE, blank),
  nodes: {
    class_body: 'container',
    enum_class_body: 'container',
    protocol_body: 'container',
    class_declaration: classLike,
    protocol_declaration: typeName('interface'),
    typealias_declaration: typeName('type'),
    function_declaration: callableNamed('function', 'body'),
    protocol_function_declaration: callableNamed('method', undefined),
    init_declaration: callableNamed('method', 'body'),
    deinit_declaration: () => definition('method', []),
    subscript_declaration: () => definition('method', []),
    property_declaration: property,
    protocol_property_declaration: property,
  },
}
