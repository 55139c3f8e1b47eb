/** What counts as a word with content, in queries and in documents. */
import { foldWord, forEachWord, splitIdentifier } from '../../text/identifiers.js'
import { STOP_WORDS } from '../../tokenize/stop-words.js'

/** Words that say that a text is about code, and nothing about which. */
const FILLERS = new Set(
  (
    'get gets getter set sets setter return returns returned new create creates constructor constructs construct init ' +
    'initialize initializes initializer instance default value values class function method methods object objects ' +
    'implementation implements represents field property interface module file type test tests see note default ' +
    'helper internal private public static wrapper given specified current struct record enum constant variable'
  ).split(' '),
)

/** Words with at least two letters that are neither English nor Spanish grammar, folded, in order, the first `most`. */
export function contentWords(text: string, most: number): string[] {
  const words: string[] = []
  let at = 0
  while (at < text.length && words.length < most) {
    if (!isWordCode(text.charCodeAt(at))) {
      at++
      continue
    }
    const start = at
    while (at < text.length && isWordCode(text.charCodeAt(at))) at++
    if (at - start < 2) continue
    const word = foldWord(text.slice(start, at))
    if (!isFoldedGrammar(word) && LETTERS.test(word)) words.push(word)
  }
  return words
}

const LETTERS = /\p{L}.*\p{L}/u

/** ASCII letters, digits, `_` and `$`, and everything beyond ASCII but its punctuation. */
function isWordCode(code: number): boolean {
  if (code < 128) return IS_WORD[code] === 1
  return code > 0xbf && (code < 0x2000 || code > 0x206f) && (code < 0x3000 || code > 0x303f)
}

const IS_WORD: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w$]/.test(String.fromCharCode(code)) ? 1 : 0,
)

/** Whether a text has a word of grammar, as sentences do and code does not. */
export function hasGrammar(text: string): boolean {
  return text.split(' ').some(isGrammar)
}

/** The parts of a name as a query: `parseHTTPBody` → parse http body. */
export function wordsOfName(name: string): string {
  const words: string[] = []
  forEachWord(name, 0, name.length, (start, end) => {
    for (const part of splitIdentifier(name.slice(start, end))) words.push(part.toLowerCase())
  })
  return words.join(' ')
}

/** Whether `text` says no more than `name` does: "Gets the name." of `getName`. */
export function isEchoOf(text: string, name: string): boolean {
  const nameWords = wordsOfName(name).split(' ')
  return contentWords(text, MAX_ECHO_WORDS)
    .flatMap((word) => wordsOfName(word).split(' '))
    .every((word) => FILLERS.has(word) || nameWords.some((part) => isSameWord(word, part)))
}

// A text with more words than this says something of its own.
const MAX_ECHO_WORDS = 12

/** Whether a word, in any case, is English or Spanish grammar. */
export function isGrammar(word: string): boolean {
  return isFoldedGrammar(foldWord(word))
}

function isFoldedGrammar(word: string): boolean {
  return STOP_WORDS.en.has(word) || STOP_WORDS.es.has(word)
}

// Endings differ: adds, added, adding.
function isSameWord(word: string, part: string): boolean {
  if (word === part) return true
  const shorter = Math.min(word.length, part.length)
  return (
    shorter >= 3 &&
    Math.abs(word.length - part.length) <= 3 &&
    word.slice(0, shorter) === part.slice(0, shorter)
  )
}
