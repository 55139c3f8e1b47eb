/** Java, Kotlin and Scala. */
import {
  callable,
  childOfType,
  childrenOfType,
  constantOrVariable,
  definition,
  type GrammarRules,
  type NodeRule,
  named,
  nameOf,
  textOf,
} from './rule.js'

const javaField: NodeRule = (node, context) => {
  const names = childrenOfType(node, 'variable_declarator').map((declarator) =>
    declarator.childForFieldName('name'),
  )
  return definition(
    'field',
    names.filter((name) => name !== null).map((name) => nameOf(name, context)),
  )
}

export const JAVA_RULES: GrammarRules = {
  mergesSameName: false,
  nodes: {
    class_body: 'container',
    interface_body: 'container',
    annotation_type_body: 'container',
    enum_body: 'container',
    enum_body_declarations: 'container',
    class_declaration: named('class'),
    record_declaration: named('class'),
    interface_declaration: named('interface'),
    annotation_type_declaration: named('interface'),
    enum_declaration: named('enum'),
    method_declaration: callable('method'),
    constructor_declaration: named('method'),
    compact_constructor_declaration: named('method'),
    annotation_type_element_declaration: named('method', 'name', { trait: 'declaration' }),
    field_declaration: javaField,
    constant_declaration: javaField,
  },
}

const kotlinClass: NodeRule = (node, context) => {
  const name = childOfType(node, 'type_identifier')
  if (name === undefined) return undefined
  if (childOfType(node, 'interface') !== undefined) return definition('interface', [nameOf(name, context)])
  const isEnum = childOfType(node, 'enum_class_body') !== undefined
  return definition(isEnum ? 'enum' : 'class', [nameOf(name, context)])
}

/** `fun <T> List<T>.second()`: the receiver's type is the scope. */
const kotlinFunction: NodeRule = (node, context) => {
  const name = childOfType(node, 'simple_identifier')
  if (name === undefined) return undefined
  const receiver = childOfType(node, 'user_type', 'nullable_type')
  const isReceiver = receiver !== undefined && receiver.endIndex <= name.startIndex
  const scope = isReceiver ? textOf(receiver, context).replace(/<.*$|\?/gs, '') : ''
  const trait = childOfType(node, 'function_body') === undefined ? 'declaration' : undefined
  return definition('function', [nameOf(name, context)], { scope, trait })
}

const kotlinProperty: NodeRule = (node, context) => {
  const variable = childOfType(node, 'variable_declaration')
  const name = variable && childOfType(variable, 'simple_identifier')
  if (name === undefined) return undefined
  const isTopLevel = context.parent.kind === undefined
  const kind = isTopLevel ? constantOrVariable(textOf(name, context)) : 'field'
  return definition(kind, [nameOf(name, context)])
}

export const KOTLIN_RULES: GrammarRules = {
  mergesSameName: false,
  nodes: {
    class_body: 'container',
    enum_class_body: 'container',
    class_declaration: kotlinClass,
    object_declaration: (node, context) => {
      const name = childOfType(node, 'type_identifier')
      return definition('class', name === undefined ? [] : [nameOf(name, context)])
    },
    companion_object: (node, context) => {
      const name = childOfType(node, 'type_identifier')
      return definition('class', name === undefined ? [] : [nameOf(name, context)])
    },
    function_declaration: kotlinFunction,
    property_declaration: kotlinProperty,
    secondary_constructor: () => definition('method', []),
    anonymous_initializer: () => definition('method', []),
    type_alias: (node, context) => {
      const name = childOfType(node, 'type_identifier')
      return name && definition('type', [nameOf(name, context)], { descent: 'never' })
    },
  },
}

const scalaValue: NodeRule = (node, context) => {
  const name = node.childForFieldName('pattern') ?? node.childForFieldName('name')
  const isInFunction = context.parent.kind === 'function' || context.parent.kind === 'method'
  if (name === null || isInFunction || !name.type.endsWith('identifier')) return undefined
  return definition('field', [nameOf(name, context)], { descent: 'big' })
}

/** `extension (xs: List[Int]) def …`: the extended type is the scope. */
const scalaExtension: NodeRule = (node, context) => {
  const parameter = node.childForFieldName('parameters')
  const type = parameter && /:\s*([\w.]+)/.exec(textOf(parameter, context))?.[1]
  return definition('class', [], { innerName: type ?? '' })
}

export const SCALA_RULES: GrammarRules = {
  mergesSameName: false,
  nodes: {
    template_body: 'container',
    with_template_body: 'container',
    enum_body: 'container',
    package_clause: 'container',
    block: 'big-container',
    indented_block: 'big-container',
    class_definition: named('class'),
    object_definition: named('class'),
    package_object: named('class'),
    trait_definition: named('interface'),
    enum_definition: named('enum'),
    function_definition: named('function'),
    function_declaration: named('function', 'name', { trait: 'declaration' }),
    val_definition: scalaValue,
    var_definition: scalaValue,
    val_declaration: scalaValue,
    var_declaration: scalaValue,
    given_definition: scalaValue,
    type_definition: named('type', 'name', { descent: 'never' }),
    extension_definition: scalaExtension,
  },
}
