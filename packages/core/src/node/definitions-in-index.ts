/** The definitions of a file that is as it was indexed, without parsing it again. */
import { hasBody } from '../chunk/definition-around.js'
import { SYMBOL_KINDS } from '../segment/codes.js'
import { chunksOfFile, partOfFile, type Snapshot } from '../segment/snapshot.js'
import { stringAt } from '../segment/string-table.js'
import { commentAndStringSpans } from '../text/comments.js'
import { languageById } from '../text/languages.js'
import { LineIndex } from '../text/lines.js'
import type { LanguageId, Span } from '../types.js'
import type { LiveLines } from './live-lines.js'
import type { LiveDefinition } from './live-similar.js'

/**
 * In the order of the file; `undefined` where a name is not found in its definition. The index has the lines of a
 * definition but not the place of its name: that is its first occurrence outside of comments and strings.
 */
export function definitionsInIndex(
  snapshot: Snapshot,
  file: number,
  lines: LiveLines,
): LiveDefinition[] | undefined {
  const { segment, fileBase, chunkBase } = partOfFile(snapshot, file)
  const { symbols, strings } = segment
  const { firstSymbol } = segment.chunks
  const language = stringAt(strings, segment.files.language[file - fileBase])
  const { start, end } = chunksOfFile(snapshot, file)
  const definitions: LiveDefinition[] = []
  for (let idx = firstSymbol[start - chunkBase]; idx < firstSymbol[end - chunkBase]; idx++) {
    const kind = SYMBOL_KINDS[symbols.kind[idx]]
    if (!hasBody({ kind })) continue
    const name = stringAt(strings, symbols.name[idx])
    const range = { start: symbols.startLine[idx], end: symbols.endLine[idx] }
    const text = new LineIndex(lines.slice(range))
    const at = nameIn(text.text, name, language)
    if (at < 0) return undefined
    const line = text.lineAt(at)
    const nameStart = at - text.start(line)
    definitions.push({
      name,
      kind,
      scope: stringAt(strings, symbols.scope[idx]),
      lines: range,
      nameLine: range.start + line,
      nameStart,
      nameEnd: nameStart + name.length,
    })
  }
  return definitions
}

const WORD = /[\p{L}\p{N}_$]/u

/** Where a name first stands as a word of its own, best neither in a comment nor in a string; -1 where it does not. */
function nameIn(text: string, name: string, language: LanguageId): number {
  if (name === '') return -1
  const { comments, strings } = commentAndStringSpans(text, languageById(language))
  let inString = -1
  let inComment = -1
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const end = at + name.length
    const isPart =
      (isWord(text[at - 1]) && isWord(name[0])) || (isWord(text[end]) && isWord(name[name.length - 1]))
    if (isPart) continue
    const isIn = (span: Span) => span.start <= at && at < span.end
    if (comments.some(isIn)) inComment = inComment < 0 ? at : inComment
    else if (strings.some(isIn)) inString = inString < 0 ? at : inString
    else return at
  }
  // Tests are called by what a string says.
  return inString < 0 ? inComment : inString
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && WORD.test(character)
}
