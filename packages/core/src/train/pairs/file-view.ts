/** What every source of pairs reads of one file: its lines, its comments and its definitions with their docs. */
import type { ChunkedFile } from '../../chunk/chunk-file.js'
import { docCommentOf } from '../../chunk/doc-comment.js'
import { contentStart, lineKinds } from '../../chunk/line-kinds.js'
import { LineIndex } from '../../text/lines.js'
import type { Chunk, ContentKind, SourceFile, Span, SymbolDefinition } from '../../types.js'
import { textWithout } from './document.js'

export interface FileView {
  readonly file: SourceFile
  readonly lines: LineIndex
  /** One of the `LINE_` values for each line. */
  readonly kinds: Uint8Array
  readonly comments: readonly Span[]
  readonly chunks: readonly Chunk[]
  readonly kind: ContentKind
  readonly isTest: boolean
  /** In the order of their names. */
  readonly definitions: readonly DocumentedDefinition[]
}

export interface DocumentedDefinition {
  readonly symbol: SymbolDefinition
  /** A comment belongs to one definition at most. */
  readonly doc: Span | undefined
  /** A test, or something that only tests use. */
  readonly isTest: boolean
  /** `@Test`, `#[test]` or their like stand in front of it. */
  readonly hasTestMark: boolean
}

/** `undefined` for a file that nothing can be learnt from: without chunks, a notebook, or generated. */
export function viewFile(
  file: SourceFile,
  { chunks, comments }: Pick<ChunkedFile, 'chunks' | 'comments'>,
): FileView | undefined {
  const [first] = chunks
  // Cells of a notebook have texts of their own, to which the spans of the file say nothing.
  if (first === undefined || first.text !== undefined || first.traits.includes('generated')) return undefined
  const lines = new LineIndex(file.text)
  const kinds = lineKinds(lines, comments)
  return {
    file,
    lines,
    kinds,
    comments,
    chunks,
    kind: first.kind,
    isTest: chunks.every(({ traits }) => traits.includes('test')),
    definitions: first.kind === 'code' ? definitionsOf(chunks, lines, kinds, comments) : [],
  }
}

/** The code of a definition without its documentation string. */
export function codeOf({ file }: FileView, { symbol, doc }: DocumentedDefinition): string {
  return textWithout(file.text, symbol.extent, doc === undefined ? [] : [doc])
}

function definitionsOf(
  chunks: readonly Chunk[],
  lines: LineIndex,
  kinds: Uint8Array,
  comments: readonly Span[],
): DocumentedDefinition[] {
  const all = { start: 0, end: lines.count }
  const taken = new Set<number>()
  const definitions: DocumentedDefinition[] = []
  for (const { symbols, traits } of chunks) {
    const isTest = traits.includes('test')
    for (const symbol of symbols) {
      const found = comments.length === 0 ? undefined : docCommentOf(symbol, all, lines, kinds, comments)
      const doc = found !== undefined && !taken.has(found.start) ? found : undefined
      if (doc !== undefined) taken.add(doc.start)
      const hasTestMark = isMarkedAsTest(symbol, lines)
      definitions.push({ symbol, doc, isTest: isTest || hasTestMark || symbol.kind === 'test', hasTestMark })
    }
  }
  return definitions
}

/** Looks at the attributes that are part of a definition, and at those in the lines above it. */
function isMarkedAsTest({ extent, span }: SymbolDefinition, lines: LineIndex): boolean {
  const first = lines.lineAt(extent.start)
  let line = first
  while (line > 0 && first - line < MAX_ATTRIBUTE_LINES && isAttributeLine(lines, line - 1)) line--
  if (line === first && !isAttributeLine(lines, first)) return false
  return TEST_MARK.test(lines.text.slice(lines.start(line), span.start))
}

// More stand above no definition that a person reads.
const MAX_ATTRIBUTE_LINES = 8

// @Test, [Fact], #[tokio::test], @ParameterizedTest
const TEST_MARK = /[@[(:](?:\w*Test|test|fact|theory|bench|rstest|quickcheck|proptest)\b/i

/** Whether `line` begins with `@`, `[` or `#[`. */
function isAttributeLine(lines: LineIndex, line: number): boolean {
  const at = contentStart(lines, line)
  const code = lines.text.charCodeAt(at)
  return code === 64 || code === 91 || (code === 35 && lines.text.charCodeAt(at + 1) === 91)
}
