/** Inline markup → plain text; code and placeholders, alike in both languages, are left out. */

/** In this order: what is inside of code is not read as markup. */
const RULES: readonly (readonly [RegExp, string])[] = [
  // <!-- comment -->
  [/<!--[\s\S]*?-->/g, ' '],
  // ``code``, and in Markdown ```code```
  [/(`{2,})[\s\S]*?\1/g, ' '],
  // reStructuredText: :ref:`text <target>` and `text <link>`_
  [/(?::[\w+-]+:)*`([^`<>]+?)\s*<[^`>]*>`_{0,2}/g, '$1'],
  // :func:`name`, `code`
  [/(?::[\w+-]+:)*`[^`]*`_{0,2}/g, ' '],
  // DocBook and HTML elements that hold code
  [
    /<(code|function|methodname|classname|interfacename|exceptionname|enumname|literal|constant|parameter|type|varname|command|filename|property|option|userinput|computeroutput|replaceable|modifier|envar|kbd|samp|var|tt)\b[^>]*>[\s\S]*?<\/\1>/g,
    ' ',
  ],
  // other elements: what they hold is text
  [/<\/?[A-Za-z][^<>]*>/g, ' '],
  [/<https?:[^<>]*>/g, ' '],
  // ![picture](address) and [text](address), [text][reference]
  [/!\[[^\]]*\]\([^)]*\)/g, ' '],
  [/\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])/g, '$1'],
  // [b]text[/b]: bulletin board codes of one letter
  [/\[([a-z])\]([^[\]]*)\[\/\1\]/g, '$2'],
  // [c]rea: a letter that an option stands for
  [/\[(\p{L})\]/gu, '$1'],
  // [method name], [code]: other bulletin board codes
  [/\[\/?[a-z_]+(?:[ =][^\]]*)?\]/g, ' '],
  // {{placeholder}}, {name}, %(name)s, %s, ${name}
  [/\{\{[\s\S]*?\}\}|\$?\{[^{}]*\}|%\([^)]*\)[a-z]|%[-+0-9.*]*[a-z]{1,2}\b/gi, ' '],
  [/https?:\/\/\S+/g, ' '],
  // &quot; &entity.name;
  [/&[\w.-]+;|&#\w+;/g, ' '],
  // options: --all, -x
  [/(?<![\p{L}\p{N}])--?[a-zA-Z][\w-]*/gu, ' '],
  // accelerators of menus: &File, _File is left as it may be a name
  [/&(?=\p{L})/gu, ''],
  [/\*+|\\n|\\t|\|/g, ' '],
  [/\s+/g, ' '],
]

/** The text that a reader sees, on one line. Works for Markdown, reStructuredText, DocBook, HTML and messages. */
export function plainTextOf(markup: string): string {
  let text = markup
  for (const [pattern, replacement] of RULES) text = text.replace(pattern, replacement)
  return text.trim()
}
