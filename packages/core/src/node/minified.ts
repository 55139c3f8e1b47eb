/** Recognises scripts and styles that a tool has squeezed into a few enormous lines. */

const SQUEEZABLE_EXTENSION = /\.(js|mjs|cjs|jsx|css)$/i

// Hand-written lines stay below; minifiers write one line, or break lines after several hundred characters.
const LONG_LINE_CHARS = 500

// Smaller scripts are short ones that somebody wrote in one line.
const MIN_LONG_CHARS = 2048

// Minified code has 10 to 25 % of these; embedded data such as base64, numbers or prose next to none.
const CODE_PUNCTUATION = /[{}();=]/g
const MIN_PUNCTUATION_SHARE = 0.05

/** Whether most of a script's characters stand in enormous lines of code. One line of embedded data does not count. */
export function isMinified(path: string, text: string): boolean {
  if (text.length < MIN_LONG_CHARS || !SQUEEZABLE_EXTENSION.test(path)) return false
  let longChars = 0
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start)
    const end = newline < 0 ? text.length : newline
    if (end - start > LONG_LINE_CHARS && looksLikeCode(text.slice(start, end))) longChars += end - start
    start = end + 1
  }
  return longChars >= MIN_LONG_CHARS && longChars > text.length / 2
}

function looksLikeCode(line: string): boolean {
  return (line.match(CODE_PUNCTUATION)?.length ?? 0) > line.length * MIN_PUNCTUATION_SHARE
}
