import type { Node } from 'web-tree-sitter'
import {
  childOfType,
  definition,
  type GrammarRules,
  type NodeRule,
  nameOf,
  type ReadContext,
  textOf,
} from './rule.js'

const equation: NodeRule = (node, context) => {
  if (isLocal(context)) return undefined
  const list = node.childForFieldName('names')
  const named = list === null ? [nameNode(node)] : (list.namedChildren as (Node | null)[])
  const names = named
    .filter((name) => name !== null && name !== undefined)
    .map((name) => readName(name, context))
  return names.length === 0 ? undefined : definition('function', names, { descent: 'never' })
}

/** `foo x = …` carries its name; in `a <+> b = …` and `a \`op\` b = …` it is the operator. */
function nameNode(node: Node): Node | undefined {
  const name = node.childForFieldName('name')
  if (name !== null) return name
  return childOfType(node, 'infix')?.childForFieldName('operator') ?? undefined
}

function readName(node: Node, context: ReadContext) {
  // (<+>) and `op` are asked for without their brackets.
  const inner =
    node.type.startsWith('prefix_id') || node.type === 'infix_id' ? (node.namedChild(0) ?? node) : node
  return nameOf(inner, context)
}

function isLocal(context: ReadContext): boolean {
  return context.parent.kind === 'function' || context.parent.kind === 'method'
}

const typeWith =
  (kind: 'class' | 'type' | 'interface', descent: 'always' | 'never'): NodeRule =>
  (node, context) => {
    const name = node.childForFieldName('name') ?? childOfType(node, 'name')
    return name ? definition(kind, [nameOf(name, context)], { descent }) : undefined
  }

/** `instance ToJSON a => ToJSON [a]` defines nothing new; its methods stand in the class's scope. */
const instance: NodeRule = (node, context) => {
  const name = node.childForFieldName('name')
  return definition('class', [], { innerName: name === null ? '' : textOf(name, context) })
}

export const HASKELL_RULES: GrammarRules = {
  mergesSameName: true,
  nodes: {
    declarations: 'container',
    class_declarations: 'container',
    instance_declarations: 'container',
    signature: equation,
    function: equation,
    bind: equation,
    data_type: typeWith('class', 'never'),
    newtype: typeWith('class', 'never'),
    type_synomym: typeWith('type', 'never'),
    type_family: typeWith('type', 'never'),
    data_family: typeWith('type', 'never'),
    pattern_synonym: equation,
    class: typeWith('interface', 'always'),
    instance,
  },
}
