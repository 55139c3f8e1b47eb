/** C and C++. */
import type { Node } from 'web-tree-sitter'
import { oneBranch } from './one-branch.js'
import {
  blank,
  definition,
  type GrammarRules,
  type NodeRule,
  named,
  nameOf,
  type ReadContext,
  splitQualified,
} from './rule.js'

const HEADER = /\.(?:h|hh|hpp|hxx|h\+\+|cuh|inl|ipp|tpp)$/i

/** The innermost declarator of a kind, through pointers, references, arrays and parentheses. */
function innermostDeclarator(node: Node): { name: Node; isFunction: boolean } | undefined {
  let isFunction = false
  let current = node.childForFieldName('declarator')
  for (let steps = 0; current !== null && steps < 20; steps++) {
    if (current.type === 'function_declarator') isFunction = true
    // A reference declarator has no field for what it refers to.
    const next =
      current.childForFieldName('declarator') ??
      (current.type.endsWith('_declarator') ? current.namedChild(current.namedChildCount - 1) : null)
    if (next === null || !current.type.endsWith('declarator')) return { name: current, isFunction }
    current = next
  }
  return undefined
}

/** `ns::Foo::bar<int>` as scope `ns.Foo` and name `bar`. */
function readName(node: Node, context: ReadContext): ReturnType<typeof splitQualified> {
  let name = node
  let scope = ''
  while (
    name.type === 'qualified_identifier' ||
    name.type === 'template_function' ||
    name.type === 'template_method'
  ) {
    const owner = name.childForFieldName('scope')
    if (owner !== null)
      scope += `.${context.text.slice(owner.startIndex, owner.endIndex).replace(/<.*$/s, '')}`
    const inner = name.childForFieldName('name')
    if (inner === null) break
    name = inner
  }
  return { scope: scope.replace(/^\.+/, ''), name: nameOf(name, context) }
}

// After an error the grammar may read `for (…) {` as a function.
const STATEMENT_KEYWORD = /^(?:if|for|while|switch|return|catch|sizeof)$/

const functionDefinition: NodeRule = (node, context) => {
  const declarator = innermostDeclarator(node)
  if (declarator === undefined) return undefined
  const { scope, name } = readName(declarator.name, context)
  if (!declarator.isFunction) return readMisread(node, name, scope)
  if (STATEMENT_KEYWORD.test(name.name)) return undefined
  return definition('function', [name], { scope, descent: 'never' })
}

/** `class API Foo { … }` and `API namespace a { … }` with a macro in them look like functions without arguments. */
function readMisread(
  node: Node,
  name: ReturnType<typeof nameOf>,
  scope: string,
): ReturnType<typeof definition> {
  const isNamespace = scope === 'namespace'
  const keyword = node.childForFieldName('type')?.type
  const kind = isNamespace ? 'module' : keyword === 'enum_specifier' ? 'enum' : 'class'
  return definition(kind, [name])
}

/** Prototypes count in headers, where they are the interface; variables count outside functions. */
const declaration: NodeRule = (node, context) => {
  const type = node.childForFieldName('type')
  if (type?.childForFieldName('body')) return 'container'
  const declarator = innermostDeclarator(node)
  if (declarator === undefined || context.parent.kind === 'function') return undefined
  const { scope, name } = readName(declarator.name, context)
  if (!declarator.isFunction)
    return /^\w+$/.test(name.name) ? definition('variable', [name], { scope }) : undefined
  if (!HEADER.test(context.path))
    return definition('function', [], { trait: 'declaration', descent: 'never' })
  return definition('function', [name], { scope, trait: 'declaration', descent: 'never' })
}

const memberDeclaration: NodeRule = (node, context) => {
  const type = node.childForFieldName('type')
  if (type?.childForFieldName('body') && node.childForFieldName('declarator') === null) return 'container'
  const declarator = innermostDeclarator(node)
  if (declarator === undefined || !declarator.isFunction) return undefined
  return definition('method', [readName(declarator.name, context).name], {
    trait: 'declaration',
    descent: 'never',
  })
}

const typeWithBody =
  (kind: 'class' | 'enum'): NodeRule =>
  (node, context) => {
    const name = node.childForFieldName('name')
    if (node.childForFieldName('body') === null) return undefined
    return name === null ? 'container' : definition(kind, [readName(name, context).name])
  }

const typeDefinition: NodeRule = (node, context) => {
  const declarator = innermostDeclarator(node)
  if (declarator === undefined || !declarator.name.type.endsWith('identifier')) return undefined
  const type = node.childForFieldName('type')
  const hasBody = type?.childForFieldName('body')
  const kind = !hasBody ? 'type' : type?.type === 'enum_specifier' ? 'enum' : 'class'
  const tag = type?.childForFieldName('name')
  const names = [nameOf(declarator.name, context)]
  if (hasBody && tag) names.unshift(nameOf(tag, context))
  return definition(kind, names, { descent: 'never' })
}

const macro: NodeRule = (node, context) => {
  const name = node.childForFieldName('name')
  // An include guard defines a name without a value.
  const isGuard = node.type === 'preproc_def' && node.childForFieldName('value') === null
  return name === null || isGuard ? undefined : definition('macro', [nameOf(name, context)])
}

const COMMON: GrammarRules['nodes'] = {
  preproc_if: 'container',
  preproc_ifdef: 'container',
  preproc_else: 'container',
  preproc_elif: 'container',
  preproc_elifdef: 'container',
  linkage_specification: 'container',
  declaration_list: 'container',
  field_declaration_list: 'container',
  // Looked into only where a class or namespace was misread as a function.
  compound_statement: (_, { parent }) => (parent.kind === undefined ? undefined : 'container'),
  function_definition: functionDefinition,
  declaration,
  field_declaration: memberDeclaration,
  struct_specifier: typeWithBody('class'),
  union_specifier: typeWithBody('class'),
  enum_specifier: typeWithBody('enum'),
  type_definition: typeDefinition,
  preproc_def: macro,
  preproc_function_def: macro,
}

// A line with only an upper-case macro: Q_OBJECT, FOO_NAMESPACE_BEGIN, FOO_NON_NULL(1), and macros that stand for
// an access specifier, such as FOO_PRIVATE_UNLESS_TESTED:
const MACRO_LINE = /^[ \t]*[A-Z][A-Z0-9_]{3,}(?:\([^()\n]*\))?:?[ \t]*(?=\r?$|\/\/)/gm
// A line that leaves nothing open, so that the macro is no argument and no value.
const FINISHED_LINE = /(?:^|[;{}:>/"])\s*$|^\s*#|\/\/|^\s*\*/

/** The grammars read a macro on a line of its own as the type of what follows, and one around a head as a call. */
function softenMacros(text: string): string {
  const withoutLines = text.replace(MACRO_LINE, (macro, offset: number) => {
    const before = text.slice(text.lastIndexOf('\n', offset - 2) + 1, offset)
    return FINISHED_LINE.test(before) ? blank(macro) : macro
  })
  return withoutLines.replace(MACRO_AROUND_HEAD, (_, open: string, head: string) => `${blank(open)}${head} `)
}

// "HEAP_EXPORT(void heap_init(struct heap* h)) {" and "PyAPI_FUNC(PyObject *) PyList_New(": a macro at the start of
// a line around a whole head, or around a type that a name and its arguments follow.
const MACRO_AROUND_HEAD =
  /^([A-Z]\w*_[A-Z]\w*\()([\w\s*]+\([^(){};]*\)|[\w\s*]+(?=\)\s*\w+\s*\())\)(?=\s*[{;\w])/gm

export const C_RULES: GrammarRules = {
  mergesSameName: false,
  soften: softenMacros,
  simplify: oneBranch,
  nodes: COMMON,
}

export const CPP_RULES: GrammarRules = {
  mergesSameName: false,
  soften: softenMacros,
  simplify: oneBranch,
  nodes: {
    ...COMMON,
    template_declaration: 'wrapper',
    class_specifier: typeWithBody('class'),
    alias_declaration: named('type', 'name', { descent: 'never' }),
    concept_definition: named('type', 'name', { descent: 'never' }),
    namespace_definition: (node, context) => {
      const name = node.childForFieldName('name')
      if (name === null) return 'container'
      const { scope, name: last } = splitQualified(nameOf(name, context))
      return definition('module', [last], { scope })
    },
  },
}
