/** What the tables of this folder are made of: how a grammar's nodes become an outline. */
import type { Node } from 'web-tree-sitter'
import type { SymbolKind } from '../../types.js'
import type { OutlineItem, OutlineParent } from '../outline.js'

/** Whether definitions inside a definition are looked for; 'big' only where it will have to be cut. */
export type Descent = 'always' | 'big' | 'never'

export interface NamedNode {
  readonly name: string
  readonly start: number
  readonly end: number
}

/** A definition as read from its node. */
export interface Definition {
  readonly names: readonly NamedNode[]
  readonly kind: SymbolKind
  /** Names between the enclosing scope and this definition, such as a Go receiver or `Foo` of `Foo::bar`. */
  readonly scope: string
  /** What the definition adds to the scope of its inside; its own name when `undefined`. */
  readonly innerName: string | undefined
  readonly descent: Descent
  readonly trait: OutlineItem['trait']
}

export interface ReadContext {
  readonly text: string
  readonly parent: OutlineParent
  readonly path: string
}

/** A definition, or what else to do with the node. */
export type Reading = Definition | 'container' | 'big-container' | 'attribute' | undefined

/**
 * container: definitions stand inside. big-container: the same, worth a look only where it must be cut.
 * wrapper: the definition inside takes its extent (`export`, decorators); several inside form a group.
 * attribute: belongs to the definition that follows. A function reads the node.
 */
export type NodeRule =
  | 'container'
  | 'big-container'
  | 'wrapper'
  | 'attribute'
  | ((node: Node, context: ReadContext) => Reading)

export interface GrammarRules {
  readonly nodes: Readonly<Record<string, NodeRule>>
  /** Neighbours of the same name are one definition: a signature and its equations, clauses of a function. */
  readonly mergesSameName: boolean
  /** Blanks what the grammar stumbles over, such as macros; the result has the same length. */
  readonly soften?: (text: string) => string
  /** Blanks more where the tree says too little, for a second try; the result has the same length. */
  readonly simplify?: (text: string) => string
}

/** A definition of `names` without scope or trait; type-like kinds are always looked into. */
export function definition(
  kind: SymbolKind,
  names: readonly NamedNode[],
  more: Partial<Definition> = {},
): Definition {
  const descent = TYPE_KINDS.has(kind) ? 'always' : kind === 'function' || kind === 'method' ? 'big' : 'never'
  return { names, kind, scope: '', innerName: undefined, descent, trait: undefined, ...more }
}

/** Kinds whose functions are methods. */
export const TYPE_KINDS: ReadonlySet<SymbolKind | undefined> = new Set([
  'class',
  'interface',
  'enum',
  'type',
  'module',
])

/** A rule for nodes that carry their name in a field. */
export function named(kind: SymbolKind, field = 'name', more: Partial<Definition> = {}): NodeRule {
  return (node, context) => {
    const name = node.childForFieldName(field)
    return name === null ? undefined : definition(kind, [nameOf(name, context)], more)
  }
}

/** A rule for a function that is only declared when it has no body. */
export function callable(kind: SymbolKind, bodyField = 'body', nameField = 'name'): NodeRule {
  return (node, context) => {
    const name = node.childForFieldName(nameField)
    if (name === null) return undefined
    const trait = node.childForFieldName(bodyField) === null ? 'declaration' : undefined
    return definition(kind, [nameOf(name, context)], { trait })
  }
}

export function nameOf(node: Node, context: ReadContext): NamedNode {
  const start = node.startIndex
  const end = node.endIndex
  return { name: context.text.slice(start, end), start, end }
}

export function textOf(node: Node, context: ReadContext): string {
  return context.text.slice(node.startIndex, node.endIndex)
}

/** Spaces as long as `text`, for `soften` and `simplify`; line breaks stay. */
export function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ')
}

/** The first child of one of `types`. */
export function childOfType(node: Node, ...types: readonly string[]): Node | undefined {
  for (let index = 0; index < node.childCount; index++) {
    const child = node.child(index)
    if (child !== null && types.includes(child.type)) return child
  }
  return undefined
}

/** All children of `type`. */
export function childrenOfType(node: Node, type: string): Node[] {
  return node.children.filter((child) => child.type === type)
}

/** `a::b.c` and `a\b` as scope and name: everything before the last separator, and what follows it. */
export function splitQualified(name: NamedNode): { scope: string; name: NamedNode } {
  const parts = name.name.split(/\s*(?:::|[.:\\])\s*/)
  const last = parts[parts.length - 1]
  return {
    scope: parts.slice(0, -1).filter(Boolean).join('.'),
    name: { name: last, start: name.end - last.length, end: name.end },
  }
}

/** A constant by its spelling (`MAX_SIZE`), else a variable. */
export function constantOrVariable(name: string): 'constant' | 'variable' {
  return /^[A-Z][A-Z0-9_]*$/.test(name) ? 'constant' : 'variable'
}
