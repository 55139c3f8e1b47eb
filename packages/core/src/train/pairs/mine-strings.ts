/** Messages that users see (errors, log lines, help) → the code around them, without the message. */
import { languageById } from '../../text/languages.js'
import type { Span, SymbolDefinition } from '../../types.js'
import { textWithout } from './document.js'
import type { FileView } from './file-view.js'
import { MAX_DOCUMENT_CHARS } from './pair.js'
import type { PairDrafts } from './pair-drafts.js'
import { stringLiterals } from './string-literals.js'
import { contentWords } from './words.js'

// Tables of messages would have the same code around each of them.
const MAX_MESSAGES_OF_A_DEFINITION = 6
const MIN_CHARS = 14
const MAX_CHARS = 400
const MIN_WORDS = 3
const N_CONTEXT_LINES = 8

/** What stands before a message on its line: how it is thrown, logged, printed or shown as help. */
const SPEAKER =
  /\b(?:throw|raise|error\w*|err|e?printf?\w*|panic\w*|fail\w*|warn\w*|log\w*|debug|info|notice|trace|fatal|die|abort|exit|help|usage|desc\w*|summary|about|message|msg|reason|title|label|text|exception|assert\w*|expect\w*|require|check\w*|invalid|echo|puts|write\w*|say|notify|bail|ensure|todo|unreachable|fmt|format)\w*\W*$|Error\W*$|Exception\W*$/i

export function mineStrings(view: FileView, drafts: PairDrafts): void {
  if (view.isTest) return
  const { file, comments, lines, definitions } = view
  const bodies = definitions.filter(({ symbol, isTest }) => !isTest && BODY_KINDS.has(symbol.kind))
  const nMessages = new Map<SymbolDefinition, number>()
  for (const { span, text } of stringLiterals(file.text, comments, languageById(file.language))) {
    const message = messageOf(text)
    if (message === undefined) continue
    const line = lines.lineAt(span.start)
    if (!isSpoken(message, file.text.slice(Math.max(lines.start(line), span.start - 80), span.start)))
      continue
    const around = smallestAround(bodies, span)
    if (around !== undefined) {
      const nBefore = nMessages.get(around) ?? 0
      if (nBefore >= MAX_MESSAGES_OF_A_DEFINITION) continue
      nMessages.set(around, nBefore + 1)
    }
    const context = contextOf(view, span, around)
    drafts.add({
      source: 'string',
      query: message,
      code: textWithout(file.text, context, [span]),
      offset: context.start,
    })
  }
}

const BODY_KINDS: ReadonlySet<string> = new Set(['function', 'method', 'macro', 'class'])

/** The definition around a message where it fits into a document, lines around the message elsewhere. */
function contextOf({ lines, file }: FileView, span: Span, around: SymbolDefinition | undefined): Span {
  const room = MAX_DOCUMENT_CHARS - file.path.length - 1 + (span.end - span.start)
  if (around !== undefined && around.extent.end - around.extent.start <= room) return around.extent
  const line = lines.lineAt(span.start)
  const start = lines.start(Math.max(0, line - N_CONTEXT_LINES))
  const end = lines.end(Math.min(lines.count - 1, lines.lineAt(span.end - 1) + N_CONTEXT_LINES))
  if (around === undefined) return { start, end }
  return {
    start: Math.max(start, around.extent.start),
    end: Math.min(end, Math.max(around.extent.end, span.end)),
  }
}

function smallestAround(bodies: FileView['definitions'], { start, end }: Span): SymbolDefinition | undefined {
  // Names are in order, so the last that starts before and still goes on is the innermost.
  let low = 0
  let high = bodies.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (bodies[middle].symbol.extent.start <= start) low = middle + 1
    else high = middle
  }
  const first = Math.max(0, low - MAX_LOOK_BACK)
  for (let idx = low - 1; idx >= first; idx--) {
    const { extent } = bodies[idx].symbol
    if (extent.start <= start && extent.end >= end) return bodies[idx].symbol
  }
  return undefined
}

// Methods before the message in its class, at most; beyond that the lines around it do.
const MAX_LOOK_BACK = 200

/** A literal as words, its placeholders removed; `undefined` when it is no sentence. */
function messageOf(literal: string): string | undefined {
  if (literal.length < MIN_CHARS || literal.length > MAX_CHARS || !literal.includes(' ')) return undefined
  const text = literal
    .replace(/<\/?[\w-]{1,30}>/g, ' ')
    .replace(/\\[nrt"'`\\$]/g, ' ')
    .replace(/%[-+#0-9.*]{0,6}[a-zA-Z@]{1,2}|[$#]?\{[^{}]{0,60}\}|\\\([^()]{0,60}\)|\$\w{1,40}/g, ' ')
    .replace(/'\s*'|"\s*"|`\s*`|\(\s*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s#>*:,-]+|[\s'"(:,]+$/g, '')
  const words = text.split(' ')
  const nPlain = words.filter((word) => /^["'(]?[\p{L}][\p{L}'’-]*[.,:;!?)"']*$/u.test(word)).length
  if (nPlain < MIN_WORDS || nPlain < words.length * 0.7) return undefined
  return text
}

/** Whether somebody is told it: a speaker stands before it, or it has the grammar of a sentence. */
function isSpoken(message: string, before: string): boolean {
  if (SPEAKER.test(before)) return true
  const words = message.split(' ')
  return words.length - contentWords(message, words.length).length >= 1 && /^[\p{Lu}\p{Ll}]/u.test(message)
}
