import { expect, it } from 'vitest'
import { plainTextOf } from './plain-text.js'

it.each([
  ['Calls ``open()`` now', 'Calls now'],
  ['Calls `open` now', 'Calls now'],
  ['See :func:`open` and :ref:`the files <files>`.', 'See and the files.'],
  ['Read `the guide <https://a.b/c>`_ first', 'Read the guide first'],
  ['[Link text](https://a.b) and [other][ref]', 'Link text and other'],
  ['![picture](a.png) text', 'text'],
  ['The <function>array_map</function> of <emphasis>all</emphasis> &array; values', 'The of all values'],
  ['Say "%s" to %(name)s, {name} or ${name}', 'Say " " to , or'],
  ['[c]rea un archivo', 'crea un archivo'],
  ['The [method get_node] of [b]nodes[/b]', 'The of nodes'],
  ['**Bold** and\n\n  wrapped', 'Bold and wrapped'],
  ['Use --all or -x here', 'Use or here'],
  ['read-only stays', 'read-only stays'],
  ['<!-- note --> text', 'text'],
])('%j → %j', (markup, expected) => {
  expect(plainTextOf(markup)).toBe(expected)
})
