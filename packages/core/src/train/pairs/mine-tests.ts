/** The name of a test → its body, with the name removed. */
import type { LineRange, SymbolKind } from '../../types.js'
import { blockEnd, indentOf } from './blocks.js'
import { codeOf, type DocumentedDefinition, type FileView } from './file-view.js'
import { plainWords } from './inline-marks.js'
import type { PairDrafts } from './pair-drafts.js'
import { wordsOfName } from './words.js'

const TEST_KINDS: ReadonlySet<SymbolKind> = new Set(['function', 'method', 'test'])

// it('does this'), test "does this" do, @test "does this" {, TEST_CASE("does this"), "does this" should … in {
const NAMED_BY_STRING =
  /^\s*(?:@?test|it|specify|should|scenario|given|context|describe|feature|test_case|section|subcase|when|example|property|prop|testcase)(?:\.\w+)?\s*[( ]\s*(?:name\s*[:=]\s*)?(["'`])((?:[^"'`\\\n]|\\.|(?!\1)["'`]){8,200})\1/i

/** What a framework calls, whatever is tested. */
const BOILERPLATE =
  /(?:^|\s)(?:initialize|cleanup|clean up|setup|teardown|set up|tear down)$|^(?:(?:set|tear)[_ ]?(?:up|down)|before|after|main|suite|run|default|basic|simple|example|works?)(?:[_ ]?(?:all|each|class|module|tests?|\d+))?$/i

export function mineTests(view: FileView, drafts: PairDrafts): void {
  const seen = new Set<number>()
  for (const definition of view.definitions) {
    const { symbol } = definition
    if (!definition.isTest || !TEST_KINDS.has(symbol.kind) || !isNamedTest(view, definition)) continue
    const line = view.lines.lineAt(symbol.extent.start)
    if (seen.has(line)) continue
    seen.add(line)
    const query = withoutTestWords(
      /\s/.test(symbol.name) ? plainWords(symbol.name) : wordsOfName(symbol.name),
    )
    if (BOILERPLATE.test(query)) continue
    const code = codeOf(view, definition)
    drafts.add({ source: 'test', query, code, offset: symbol.extent.start, hiddenName: symbol.name })
  }
  if (view.isTest) mineStringNames(view, seen, drafts)
}

/** Whether a definition is a test rather than what tests use: by its name, or by what is written in front of it. */
function isNamedTest(
  { isTest: isTestFile }: FileView,
  { symbol, hasTestMark }: DocumentedDefinition,
): boolean {
  // Names in strings are read line by line in files of tests, for there a suite holds tests that are not definitions.
  if (symbol.kind === 'test') return !(isTestFile && /\s/.test(symbol.name))
  return hasTestMark || TEST_NAME.test(symbol.name)
}

const TEST_NAME = /^(?:[Tt]ests?|[Ii]t|[Ss]hould|[Ss]pec|[Bb]ench(?:mark)?)(?=[A-Z_\d])|(?:_tests?|Tests?)$/

function mineStringNames(view: FileView, seen: ReadonlySet<number>, drafts: PairDrafts): void {
  const { lines } = view
  for (let line = 0; line < lines.count; line++) {
    const start = lines.start(line)
    const end = lines.end(line)
    if (end - start > MAX_LINE_CHARS || seen.has(line)) continue
    const match = NAMED_BY_STRING.exec(lines.text.slice(start, end))
    if (match === null) continue
    const body: LineRange = { start: line, end: blockEnd(view, line, MAX_TEST_LINES) }
    const [, , name] = match
    // What is described is found by its own tests; alone it would stand for all of them.
    if (body.end - body.start < 2) continue
    const query = withoutTestWords(plainWords(name))
    if (BOILERPLATE.test(query)) continue
    const code = lines.slice(body)
    drafts.add({ source: 'test', query, code, offset: start + indentOf(lines, line), hiddenName: name })
  }
}

const MAX_LINE_CHARS = 400
const MAX_TEST_LINES = 60

/** "test that it should", at the start of what a test is called. */
function withoutTestWords(words: string): string {
  return words.replace(
    /^(?:tests?\b|it\b|should\b|that\b|bench(?:mark)?\b)(?:\s+(?:that|it|should|if|whether)\b)*\s*/i,
    '',
  )
}
