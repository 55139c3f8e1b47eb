/** Two pieces of code made comparable: without the indentation that only says how deep each of them stands. */

/** Whole lines without their shared indentation and with one line break at the end. */
export function comparableText(lines: readonly string[]): string {
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length)
  const indent = indents.length === 0 ? 0 : Math.min(...indents)
  return `${lines.map((line) => (line.trim() === '' ? '' : line.slice(indent))).join('\n')}\n`
}

/**
 * Path of a virtual document: the file's name with its lines, and its extension last so that the language is known.
 * Slashes cannot be in it.
 */
export function comparedName(path: string, first: number, last: number): string {
  const name = path.split('/').at(-1) ?? path
  const dot = name.lastIndexOf('.')
  const [stem, extension] = dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)]
  return `${stem} ${first}–${last}${extension}`
}
