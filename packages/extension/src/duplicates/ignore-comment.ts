/** The comment that keeps a function out of the duplicates, as a language writes it. */
import { INDEX_LANGUAGES } from '../languages.js'

/** What the server looks for above a function. */
const MARK = 'cerca: ignore duplicates'

/** The line to insert above a function that begins with `line`, indented like it, without a line break. */
export function ignoreComment(indexLanguage: string, line: string): string {
  const indent = line.slice(0, line.length - line.trimStart().length)
  const language = INDEX_LANGUAGES.find(({ id }) => id === indexLanguage)
  const [open, close] = language?.comment ?? ['//', '']
  return `${indent}${open} ${MARK}${close === '' ? '' : ` ${close}`}`
}
