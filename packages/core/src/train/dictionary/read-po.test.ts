import { expect, it } from 'vitest'
import { readPo } from './read-po.js'

it.each([
  ['a message', 'msgid "a b"\nmsgstr "c d"', 'a b → c d'],
  ['lines', 'msgid ""\n"a "\n"b"\nmsgstr ""\n"c "\n"d"', 'a b → c d'],
  ['escapes', 'msgid "say \\"a\\"\\n\\\\b"\nmsgstr "\\tc"', 'say "a" \\b →  c'],
  ['messages with no blank line between', 'msgid "a"\nmsgstr "b"\nmsgid "c"\nmsgstr "d"', 'a → b; c → d'],
  ['a context', 'msgctxt "menu"\nmsgid "a"\nmsgstr "b"', 'a → b'],
  ['the singular', 'msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\nmsgstr[1] "bs"', 'a → b'],
  ['comments', '#: place.c:3\n#, c-format\nmsgid "a"\nmsgstr "b"', 'a → b'],
  ['Windows line ends', 'msgid "a"\r\nmsgstr "b"\r\n', 'a → b'],
  ['no header', 'msgid ""\nmsgstr "Language: es\\n"\n\nmsgid "a"\nmsgstr "b"', 'a → b'],
  ['nothing untranslated', 'msgid "a"\nmsgstr ""', ''],
  ['nothing fuzzy', '#, fuzzy\nmsgid "a"\nmsgstr "b"\n\nmsgid "c"\nmsgstr "d"', 'c → d'],
  ['nothing obsolete', '#~ msgid "a"\n#~ msgstr "b"', ''],
])('reads %s', (_, text, expected) => {
  const messages = readPo(text).map(({ original, translated }) => `${original} → ${translated}`)
  expect(messages.join('; ')).toBe(expected)
})
