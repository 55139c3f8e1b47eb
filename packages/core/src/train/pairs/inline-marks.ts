/** Marks of documentation languages inside a line, turned into the words that a reader would see. */

/**
 * One line of a comment or of Markdown as plain words: links keep their text; tags, code marks, roles, addresses and
 * entities go. White space is collapsed.
 */
export function plainWords(line: string): string {
  let text = line.length > MAX_LINE_CHARS ? line.slice(0, MAX_LINE_CHARS) : line
  // Most lines have none of these, and each replacement is a pass over the line.
  if (MARKS.test(text)) {
    text = text
      // What Markdown escapes is meant as it stands.
      .replace(/\\(?=[()[\]._<>#*+-])/g, '')
      // {@link Foo#bar the bar} of Javadoc, {@code x} and their kin.
      .replace(/\{@\w+\s+([^{}]{0,200})\}/g, '$1')
      // #foo of Javadoc is a member of the same class.
      .replace(/(^|[\s(])#(?=[A-Za-z])/g, '$1')
      // <see cref="T:Foo.Bar"/> of C#: the name is what is read.
      .replace(/<(?:see|paramref|typeparamref|seealso)\s+\w+="(?:\w:)?([^"<>]{1,200})"\s*\/?>/g, '$1')
      .replace(/!?\[!?\[?([^[\]]{0,200})\]?\]\([^()\s]{0,500}\)/g, '$1')
      .replace(/\[([^[\]]{1,200})\]\[[^[\]]{0,200}\]/g, '$1')
      .replace(/\[\[?([^[\]]{1,200})\]\]?/g, '$1')
      // :class:`~foo.Bar` of reStructuredText, then ``x``, `x` and 'x'_.
      .replace(/:[\w:+-]{1,30}:(?=`)/g, '')
      .replace(/`+~?([^`<]{0,200})(?:<[^<>`]{0,200}>)?`+_{0,2}/g, '$1')
      .replace(/<\/?[A-Za-z][^<>]{0,200}>/g, ' ')
      .replace(/&(?:lt|gt|amp|quot|nbsp|#\d{1,5});/g, (entity) => ENTITIES[entity] ?? ' ')
      .replace(/\b(?:https?|ftp):\/\/\S+/g, '')
      .replace(/[\\@][a-z]{1,12}\s+(?=\w)/g, '')
      .replace(/(\*{1,3}|__)(?=\S)([^*_]{1,200})\1/g, '$2')
  }
  return text.replace(/\s+/g, ' ').trim()
}

// A longer line is data.
const MAX_LINE_CHARS = 1000

const MARKS = /[<>[\]{}`&\\@*_#]|:\/\//

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' }
