import {
  callable,
  childrenOfType,
  definition,
  type GrammarRules,
  type NodeRule,
  named,
  nameOf,
  textOf,
} from './rule.js'

const typeSpec: NodeRule = (node, context) => {
  const name = node.childForFieldName('name')
  if (name === null) return undefined
  const type = node.childForFieldName('type')?.type
  if (type === 'interface_type') return definition('interface', [nameOf(name, context)])
  const isStruct = type === 'struct_type'
  return definition(isStruct ? 'class' : 'type', [nameOf(name, context)], { descent: 'never' })
}

/** `func (g *Group[T]) Use(…)`: the receiver's type is the scope. */
const method: NodeRule = (node, context) => {
  const name = node.childForFieldName('name')
  const receiver = node.childForFieldName('receiver')
  if (name === null || receiver === null) return undefined
  const scope = /([A-Za-z_]\w*)\s*(?:\[[^\]]*\])?\s*\)$/.exec(textOf(receiver, context))?.[1] ?? ''
  return definition('method', [nameOf(name, context)], { scope })
}

const spec =
  (kind: 'constant' | 'variable'): NodeRule =>
  (node, context) => {
    const names = childrenOfType(node, 'identifier').map((name) => nameOf(name, context))
    // `var _ Interface = (*Type)(nil)` only asserts.
    return definition(
      kind,
      names.filter(({ name }) => name !== '_'),
    )
  }

export const GO_RULES: GrammarRules = {
  mergesSameName: false,
  nodes: {
    type_declaration: 'wrapper',
    const_declaration: 'wrapper',
    var_declaration: 'wrapper',
    var_spec_list: 'container',
    interface_type: 'container',
    type_spec: typeSpec,
    type_alias: named('type'),
    const_spec: spec('constant'),
    var_spec: spec('variable'),
    function_declaration: named('function'),
    method_declaration: method,
    method_spec: callable('method'),
    method_elem: callable('method'),
  },
}
