import type { Language, Node, Tree, TreeCursor } from 'web-tree-sitter'
import type { Span, SymbolDefinition } from '../types.js'
import {
  type Definition,
  type GrammarRules,
  type NodeRule,
  type ReadContext,
  TYPE_KINDS,
} from './grammars/rule.js'
import { isWhiteSpace } from './line-kinds.js'
import { joinScope, type OutlineItem, type OutlineParent, ROOT } from './outline.js'
import { lastStartingBefore } from './spans.js'

/** An item that is still being extended, by attributes before it or by clauses of the same name after it. */
interface DraftItem extends OutlineItem {
  extent: Span
  leadStart: number
  symbols: SymbolDefinition[]
  children: DraftItem[]
  trait: OutlineItem['trait']
}

export interface SyntaxSource {
  readonly text: string
  readonly path: string
  /** In order. */
  readonly comments: readonly Span[]
}

interface Walk extends SyntaxSource {
  readonly cursor: TreeCursor
  /** By node type id; sparse. */
  readonly rules: readonly (NodeRule | undefined)[]
  readonly mergesSameName: boolean
  /** Definitions longer than this are looked into for smaller ones. */
  readonly bigChars: number
}

// Deeper nesting is generated code; following it could exhaust the stack.
const MAX_DEPTH = 200

/** A tree with the rules of its language. */
export interface ParsedSyntax {
  readonly tree: Tree
  /** By node type id; sparse. */
  readonly rules: readonly (NodeRule | undefined)[]
  readonly mergesSameName: boolean
}

// The id of ERROR nodes in every grammar, which no grammar lists.
const ERROR_TYPE_ID = 0xffff

/** Rules by node type id of a loaded grammar, so that the walk compares numbers and not strings. */
export function compileRules(rules: GrammarRules, language: Language): (NodeRule | undefined)[] {
  const byId: (NodeRule | undefined)[] = []
  // What the parser could make out around an error stands inside of the error.
  byId[ERROR_TYPE_ID] = 'container'
  for (let id = 0; id < language.nodeTypeCount; id++) {
    const type = language.nodeTypeForId(id)
    if (type !== null && language.nodeTypeIsNamed(id) && Object.hasOwn(rules.nodes, type))
      byId[id] = rules.nodes[type]
  }
  return byId
}

/** The definitions of a tree. The walk goes only where `rules` say that definitions can be. */
export function syntaxOutline(
  { tree, rules, mergesSameName }: ParsedSyntax,
  { text, path, comments }: SyntaxSource,
  bigChars: number,
): OutlineItem[] {
  const cursor = tree.walk()
  try {
    const items: DraftItem[] = []
    visitChildren({ cursor, text, path, comments, rules, mergesSameName, bigChars }, ROOT, items, 0)
    return items
  } finally {
    cursor.delete()
  }
}

function visitChildren(walk: Walk, parent: OutlineParent, items: DraftItem[], depth: number): void {
  const { cursor, rules } = walk
  if (depth > MAX_DEPTH || !cursor.gotoFirstChild()) return
  let attributeStart = -1
  do {
    const rule = rules[cursor.nodeTypeId]
    if (rule === undefined) {
      if (attributeStart >= 0 && cursor.nodeIsNamed && !cursor.nodeType.includes('comment'))
        attributeStart = -1
      continue
    }
    const nBefore = items.length
    const isAttribute = visitNode(walk, rule, parent, items, depth)
    if (isAttribute && attributeStart < 0) attributeStart = cursor.startIndex
    if (isAttribute) continue
    if (attributeStart >= 0 && items.length > nBefore) addAttributes(walk, items[nBefore], attributeStart)
    attributeStart = -1
    if (walk.mergesSameName) mergeWithPrevious(items, nBefore)
  } while (cursor.gotoNextSibling())
  cursor.gotoParent()
}

/** Adds what the current node defines to `items`; true when it is an attribute of the next node. */
function visitNode(
  walk: Walk,
  rule: NodeRule,
  parent: OutlineParent,
  items: DraftItem[],
  depth: number,
): boolean {
  if (rule === 'attribute') return true
  if (rule === 'container') visitChildren(walk, parent, items, depth + 1)
  else if (rule === 'big-container') visitIfBig(walk, parent, items, depth)
  else if (rule === 'wrapper') visitWrapper(walk, parent, items, depth)
  else {
    const node = walk.cursor.currentNode
    const reading = rule(node, { text: walk.text, path: walk.path, parent } satisfies ReadContext)
    if (reading === 'attribute') return true
    if (reading === 'container') visitChildren(walk, parent, items, depth + 1)
    else if (reading === 'big-container') visitIfBig(walk, parent, items, depth)
    else if (reading !== undefined) items.push(visitDefinition(walk, node, reading, parent, depth))
  }
  return false
}

function visitIfBig(walk: Walk, parent: OutlineParent, items: DraftItem[], depth: number): void {
  if (walk.cursor.endIndex - walk.cursor.startIndex > walk.bigChars)
    visitChildren(walk, parent, items, depth + 1)
}

function visitWrapper(walk: Walk, parent: OutlineParent, items: DraftItem[], depth: number): void {
  const start = walk.cursor.startIndex
  const extent = { start, end: contentEnd(walk, start, walk.cursor.endIndex) }
  const inner: DraftItem[] = []
  visitChildren(walk, parent, inner, depth + 1)
  if (inner.length === 1) {
    moveExtent(inner[0], extent.start, extent.end)
    inner[0].leadStart = extent.start
    items.push(inner[0])
  } else if (inner.length > 1) {
    items.push({
      extent,
      leadStart: extent.start,
      symbols: [],
      innerScope: parent.scope,
      trait: undefined,
      children: inner,
    })
  }
}

function visitDefinition(
  walk: Walk,
  node: Node,
  found: Definition,
  parent: OutlineParent,
  depth: number,
): DraftItem {
  const extent = { start: node.startIndex, end: contentEnd(walk, node.startIndex, node.endIndex) }
  const scope = joinScope(parent.scope, found.scope)
  const isMethod = found.kind === 'function' && (found.scope !== '' || isTypeLike(parent))
  const kind = isMethod ? 'method' : found.kind
  const symbols = found.names.map(({ name, start, end }) => ({
    name,
    kind,
    scope,
    span: { start, end },
    extent,
  }))
  const innerScope = joinScope(scope, found.innerName ?? found.names[0]?.name ?? '')
  const children: DraftItem[] = []
  if (found.descent === 'always' || (found.descent === 'big' && extent.end - extent.start > walk.bigChars)) {
    visitChildren(walk, { scope: innerScope, kind }, children, depth + 1)
  }
  const trait = found.trait ?? (kind === 'interface' && isOnlyDeclared(children) ? 'declaration' : undefined)
  return { extent, leadStart: extent.start, symbols, innerScope, trait, children }
}

/**
 * The end without trailing white space and comments: grammars of languages that end a definition by indentation
 * let it reach to the next one, whose comments it then swallows.
 */
function contentEnd({ text, comments }: SyntaxSource, start: number, end: number): number {
  let at = trimmedEnd(text, start, end)
  for (let index = lastStartingBefore(comments, at); index >= 0; index--) {
    const comment = comments[index]
    const isAlone = /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, comment.start - 200), comment.start))
    // A documentation string is the body's own.
    const isString = /["'~]/.test(text[comment.start])
    if (comment.end < at || comment.start <= start || !isAlone || isString) break
    at = trimmedEnd(text, start, comment.start)
  }
  return at
}

function trimmedEnd(text: string, start: number, end: number): number {
  let at = end
  while (at > start && isWhiteSpace(text.charCodeAt(at - 1))) at--
  return at
}

/** A function of a module is a function; one of a class is a method. */
function isTypeLike(parent: OutlineParent): boolean {
  return parent.kind !== 'module' && TYPE_KINDS.has(parent.kind)
}

function isOnlyDeclared(children: readonly DraftItem[]): boolean {
  return children.every((child) => child.trait === 'declaration')
}

// Rust: #[test], #[tokio::test], #[cfg(test)], #[cfg(all(test, …))].
const TEST_ATTRIBUTE = /#\[(?:\w+::)*test\b|#\[cfg\([^\]]*\btest\b/

function addAttributes(walk: Walk, item: DraftItem, start: number): void {
  if (TEST_ATTRIBUTE.test(walk.text.slice(start, item.extent.start))) item.trait = 'test'
  item.leadStart = start
}

/** Joins the item at `index` with the one before it when both define the same name in the same scope. */
function mergeWithPrevious(items: DraftItem[], index: number): void {
  if (index === 0 || items.length !== index + 1) return
  // Attributes of its own, such as another @doc, make it a definition of its own.
  if (items[index].leadStart < items[index].extent.start) return
  const previous = items[index - 1]
  const [before] = previous.symbols
  const [after] = items[index].symbols
  if (before === undefined || after === undefined || before.name !== after.name) return
  if (before.scope !== after.scope || before.kind !== after.kind) return
  previous.children.push(...items[index].children)
  if (items[index].trait === undefined) previous.trait = undefined
  moveExtent(previous, previous.extent.start, items[index].extent.end)
  items.pop()
}

function moveExtent(item: DraftItem, start: number, end: number): void {
  item.extent = { start, end }
  item.symbols = item.symbols.map((symbol) => ({ ...symbol, extent: item.extent }))
}
