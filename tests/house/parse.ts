/** What the house rules look at in a source file, read with TypeScript's own parser. */
import ts from 'typescript'

export interface ImportOfFile {
  /** As written, such as `../types.js` or `node:fs`. */
  readonly specifier: string
  readonly line: number
}

export function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true)
}

/** Imports of every form, in order: `import`, `export … from`, `import()` of a value or a type, `require()`. */
export function importsOf(file: ts.SourceFile): ImportOfFile[] {
  const imports: ImportOfFile[] = []
  walk(file, (node) => {
    const specifier = specifierOf(node)
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return
    imports.push({ specifier: specifier.text, line: lineOf(file, node) })
  })
  return imports
}

/** 1-based, as people count. */
export function lineOf(file: ts.SourceFile, node: ts.Node): number {
  return file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1
}

/** Visits every node, parents first. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => walk(child, visit))
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined
  return ts.isCallExpression(node) && isImportCall(node) ? node.arguments[0] : undefined
}

function isImportCall(node: ts.CallExpression): boolean {
  if (node.expression.kind === ts.SyntaxKind.ImportKeyword) return true
  return ts.isIdentifier(node.expression) && node.expression.text === 'require'
}
