/** The document side of a pair: a path, and a span of a file with some parts left out. */
import type { Span } from '../../types.js'
import { MAX_DOCUMENT_CHARS } from './pair.js'

/** `path` in a line of its own, then `code`; cut to `MAX_DOCUMENT_CHARS`, never within a surrogate pair. */
export function documentOf(path: string, code: string): string {
  if (path === '') return cutText(code, MAX_DOCUMENT_CHARS)
  const room = Math.max(0, MAX_DOCUMENT_CHARS - path.length - 1)
  // Joining makes a string of its own: adding would make a chain, whose characters are slow to read, and which
  // keeps the whole file in memory.
  return cutText([path, cutText(code, room)].join('\n'), MAX_DOCUMENT_CHARS)
}

/** The first `maxChars` of `text`, one less where that would cut a surrogate pair. */
export function cutText(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text
  const last = text.charCodeAt(maxChars - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? maxChars - 1 : maxChars)
}

/** The text of `span` without `holes`, which are in order and disjoint; stops soon after `MAX_DOCUMENT_CHARS`. */
export function textWithout(text: string, span: Span, holes: readonly Span[]): string {
  let code = ''
  let from = span.start
  for (const hole of holes) {
    if (hole.end <= from) continue
    if (hole.start >= span.end || code.length > MAX_DOCUMENT_CHARS) break
    if (hole.start > from) code += text.slice(from, hole.start)
    from = hole.end
  }
  const wanted = Math.max(0, MAX_DOCUMENT_CHARS + 1 - code.length)
  return from < span.end ? code + text.slice(from, Math.min(span.end, from + wanted)) : code
}

/**
 * `text` with a blank for each place where `name` stands as a word of its own: nothing that could belong to a name
 * touches it. The result has no such place.
 */
export function withoutName(text: string, name: string): string {
  if (name.trim() === '' || !text.includes(name)) return text
  let rest = text
  // Blanks can make a new place of a name that has blanks itself.
  for (let found = placeOf(rest, name, 0); found >= 0; found = placeOf(rest, name, 0)) {
    let out = ''
    let from = 0
    for (let at = found; at >= 0; at = placeOf(rest, name, from)) {
      out += `${rest.slice(from, at)} `
      from = at + name.length
    }
    rest = out + rest.slice(from)
  }
  return rest
}

/** Where `name` first stands as a word at or after `from`, -1 if nowhere. */
export function placeOf(text: string, name: string, from: number): number {
  const first = NAME_CHARACTER.test(name.charAt(0))
  const last = NAME_CHARACTER.test(name.charAt(name.length - 1))
  for (let at = text.indexOf(name, from); at >= 0; at = text.indexOf(name, at + 1)) {
    const isTouchedBefore = first && at > 0 && NAME_CHARACTER.test(text.charAt(at - 1))
    const isTouchedAfter = last && NAME_CHARACTER.test(text.charAt(at + name.length))
    if (!isTouchedBefore && !isTouchedAfter) return at
  }
  return -1
}

const NAME_CHARACTER = /[\p{L}\p{N}_$]/u
