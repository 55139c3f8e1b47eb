/** What code may not do, checked on the text of files: machine and clock in pure rooms, exports, sizes, empty tests. */
import ts from 'typescript'
import { isPure } from './import-rules.js'
import { lineOf, parse, walk } from './parse.js'
import { CORE_ENTRIES } from './rooms.js'
import type { RepositoryFile } from './sources.js'

/** What a pure room gets as an argument instead. `Date` and `Math.random` are looked at apart. */
const MACHINE_GLOBALS = new Set([
  'Buffer',
  'clearInterval',
  'clearTimeout',
  'console',
  'crypto',
  'document',
  'fetch',
  'globalThis',
  'localStorage',
  'navigator',
  'performance',
  'process',
  'queueMicrotask',
  'self',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'window',
  '__dirname',
  '__filename',
])

/** Lines that a file may have; a table may have more. */
const MAX_LINES = 500

const TABLES: readonly string[] = ['packages/core/src/text/languages.ts']

/** Uses of the machine, the clock, chance or module-level state in pure rooms of core. */
export function purityProblems(files: readonly RepositoryFile[]): string[] {
  return files
    .filter(({ path }) => isPure(path))
    .flatMap((file) => {
      const declared = declaredNames(parse(file.path, file.text))
      return inFile(file, (node) => impurityOf(node, declared))
    })
}

/** Default and star exports anywhere in the packages, and anything but lists of names in an entry file. */
export function exportProblems(files: readonly RepositoryFile[]): string[] {
  return files
    .filter(({ path }) => path.startsWith('packages/'))
    .flatMap((file) => inFile(file, (node) => exportProblemOf(file.path, node)))
}

/** Files that are too long to be read at once. */
export function sizeProblems(files: readonly RepositoryFile[]): string[] {
  return files
    .map(({ path, text }) => ({ path, nLines: text.split('\n').length - 1 }))
    .filter(({ path, nLines }) => nLines > MAX_LINES && !TABLES.includes(path))
    .map(({ path, nLines }) => `${path} has ${nLines} lines: split it, ${MAX_LINES} are the most`)
}

/** Test files without any expectation, and single tests that could not fail. */
export function emptyTestProblems(files: readonly RepositoryFile[]): string[] {
  return files
    .filter(({ path }) => path.endsWith('.test.ts'))
    .flatMap(({ path, text }) => {
      const file = parse(path, text)
      const empty: string[] = []
      walk(file, (node) => {
        if (isEmptyTest(node)) empty.push(`${path}:${lineOf(file, node)} is a test without an expectation`)
      })
      return /\bexpect\b/.test(text) ? empty : [...empty, `${path} has no expect`]
    })
}

function inFile(file: RepositoryFile, problemOf: (node: ts.Node) => string | undefined): string[] {
  const parsed = parse(file.path, file.text)
  const problems: string[] = []
  walk(parsed, (node) => {
    const problem = problemOf(node)
    if (problem !== undefined) problems.push(`${file.path}:${lineOf(parsed, node)} ${problem}`)
  })
  return problems
}

function impurityOf(node: ts.Node, declared: ReadonlySet<string>): string | undefined {
  if (
    ts.isIdentifier(node) &&
    MACHINE_GLOBALS.has(node.text) &&
    !declared.has(node.text) &&
    isReference(node)
  ) {
    return `uses ${node.text}`
  }
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return 'uses import.meta'
  if (ts.isPropertyAccessExpression(node)) {
    const text = node.getText()
    if (text === 'Date.now' || text === 'Math.random') return `uses ${text}`
  }
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && node.arguments?.length !== 1) {
    return 'uses new Date()'
  }
  return moduleStateOf(node)
}

// A local variable of that name hides the global one.
function declaredNames(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>()
  walk(file, (node) => {
    const isDeclaration = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node)
    if (isDeclaration && ts.isIdentifier(node.name)) names.add(node.name.text)
  })
  return names
}

// What others merely call by such a name is not the global: properties, methods, keys.
function isReference(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  return !(ts.isClassElement(parent) || ts.isTypeElement(parent)) || parent.name !== node
}

// At module level a `let` is there to be changed and an empty collection to be filled.
function moduleStateOf(node: ts.Node): string | undefined {
  if (!ts.isVariableStatement(node) || !ts.isSourceFile(node.parent)) return undefined
  const isConst = (node.declarationList.flags & ts.NodeFlags.Const) !== 0
  if (!isConst) return 'has a variable at module level'
  const isFilledLater = node.declarationList.declarations.some(({ initializer }) =>
    isEmptyCollection(initializer),
  )
  return isFilledLater ? 'has a collection at module level that can only be there to be filled' : undefined
}

function isEmptyCollection(node: ts.Expression | undefined): boolean {
  if (node === undefined) return false
  if (ts.isNewExpression(node)) {
    const isCollection = ['Map', 'Set', 'WeakMap', 'WeakSet', 'Array'].includes(node.expression.getText())
    return isCollection && (node.arguments?.length ?? 0) === 0
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.length === 0
  return ts.isObjectLiteralExpression(node) && node.properties.length === 0
}

function exportProblemOf(path: string, node: ts.Node): string | undefined {
  if (ts.isExportAssignment(node)) return 'has a default export'
  if (ts.isExportDeclaration(node) && (!node.exportClause || ts.isNamespaceExport(node.exportClause))) {
    return 'has a star export'
  }
  const isDefault = ts.canHaveModifiers(node) && hasDefault(node)
  if (isDefault) return 'has a default export'
  if (!ts.isSourceFile(node.parent ?? node)) return undefined
  if (CORE_ENTRIES.includes(path) && ts.isStatement(node) && !isListOfNames(node)) {
    return 'does something in an entry file, which only lists names'
  }
  return undefined
}

function hasDefault(node: ts.HasModifiers): boolean {
  return ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.DefaultKeyword) === true
}

function isListOfNames(node: ts.Statement): boolean {
  return ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined
}

function isEmptyTest(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !/^(it|test)\b/.test(node.expression.getText())) return false
  const body = node.arguments.find(
    (argument) => ts.isArrowFunction(argument) || ts.isFunctionExpression(argument),
  )
  if (body === undefined) return false
  // A helper that expects, such as `check(input, expected)`, says so in its name.
  return !/\b(expect|assert|check)\w*\s*[(.<]/i.test(body.getText())
}
