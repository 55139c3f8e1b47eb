/** Texts on which tokenizers tend to disagree. */
import fc from 'fast-check'

export const ODD_TEXTS: readonly string[] = [
  'Hello, world!',
  "I've said it's John's, they'll re-read what we'd done; don't 'quote'",
  'El niño comió jamón en la cañería; ¿quién lo sabía? ¡Nadie!',
  'función añadirÍndice(año) { return año + "ñ" }',
  '日本語のテキストと中文文本，以及 한국어 텍스트。',
  '👍🏽 👨‍👩‍👧‍👦 🇪🇸 flags and families 🎉🎉',
  'for (let i = 0; i < 10; i++) {\n\tconsole.log(`$i`, {i})\n}\n',
  'def f(x):\n    """Doc."""\n    return x ** 2  # square\n',
  'a\tb\r\nc\n\n\nd   e    \n   f  ',
  ' leading and trailing ',
  '   ',
  '\n',
  '\u00a0non\u00a0breaking\u2003em\u3000ideographic\ufeffmark\u0085next',
  'numbers 1 23 456 7890 ½ ٣ Ⅷ 3.14 1_000_000',
  "''s 't''re 'RE 'lland",
  'e\u0301 combined, é composed, Z\u0351\u036b\u0343 zalgo',
  'العربية עברית हिन्दी ไทย',
  'null\u0000byte and \u001b[31mcolour\u001b[0m',
  'lone \ud800 surrogate \udc00',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  '$$$### !!! ... ---- ==== ____ <<<>>> ((())) [[[]]] {{{}}}',
  'snake_case camelCase PascalCase SCREAMING_CASE kebab-case dotted.path::and::more',
  '',
]

/** Texts of the characters that matter to cutting: blanks, apostrophes, digits, letters of several scripts, pairs. */
export const oddText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...' \n\t\r\u00a0\u3000\ufeff\u0085',
        "'",
        ...'srtvmld',
        've',
        'll',
        ...'abAB19½ñ日́_.,$',
      ),
      fc.constantFrom('👍', '𝒜', '🇪', '\ud800', '\udc00', 'the', ' of', 'the cat'),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))
