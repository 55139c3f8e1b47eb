import { describe, expect, it } from 'vitest'
import { mineCatalogue, mineDocuments } from './mine-translations.js'
import type { Translation } from './translation.js'

describe('mineDocuments', () => {
  it('pairs what stands in the same place, sentence by sentence', () => {
    const spanish =
      '# Rutas\n\nAbre un archivo. Luego lo cierra.\n\n```js\nopen()\n```\n\n- la primera opción\n'
    const english = '# Routes\n\nOpens a file. Then closes it.\n\n```js\nopen()\n```\n\n- the first option\n'
    expect(written(mineDocuments(spanish, english, 'markdown', 'es'))).toEqual([
      'Rutas = Routes',
      'Abre un archivo. = Opens a file.',
      'Luego lo cierra. = Then closes it.',
      'la primera opción = the first option',
    ])
  })

  it('passes over what only one of them has', () => {
    const spanish = '## Uno\n\nEl texto de la función `open_file`.\n\n## Dos\n\nEl final.\n'
    const english =
      '## One\n\nThe text of the function `open_file`.\n\nNew: `read_all` and `write_all` came.\n\n## Two\n\nThe end.\n'
    expect(written(mineDocuments(spanish, english, 'markdown', 'es'))).toEqual([
      'Uno = One',
      'El texto de la función . = The text of the function .',
      'Dos = Two',
      'El final. = The end.',
    ])
  })

  it('reads DocBook and reStructuredText', () => {
    const docbook = (a: string, b: string) => `<refsect1><title>${a}</title><para>${b}</para></refsect1>`
    expect(
      written(
        mineDocuments(docbook('Notas', 'Cierra todo'), docbook('Notes', 'Closes all'), 'docbook', 'es'),
      ),
    ).toEqual(['Notas = Notes', 'Cierra todo = Closes all'])
    const text = (a: string, b: string) => `${a}\n=====\n\n${b}\n\n.. note::\n   x\n`
    expect(
      written(mineDocuments(text('Notas', 'Cierra todo'), text('Notes', 'Closes all'), 'restructured', 'es')),
    ).toEqual(['Notas = Notes', 'Cierra todo = Closes all'])
  })

  it.each([
    [
      'what is not translated',
      'This is the text that nobody has translated',
      'This is the text that nobody translated',
    ],
    ['what is the same', 'Token', 'Token'],
    ['what is much longer', 'Archivo', 'A file that has been opened before it was closed again by another'],
  ])('leaves out %s', (_, foreign, english) => {
    expect(mineDocuments(foreign, english, 'markdown', 'es')).toEqual([])
  })

  it('takes documents with little in common for different ones', () => {
    const spanish = '# A\n\n## B\n\n### C\n\n#### D\n\n##### E\n'
    expect(mineDocuments(spanish, '# Other\n\ntext\n\ntext\n\ntext\n', 'markdown', 'es')).toEqual([])
  })
})

describe('mineCatalogue', () => {
  it('takes the markup off messages', () => {
    const text =
      'msgid "Opens ``path`` for :ref:`reading <r>`."\nmsgstr "Abre ``path`` para :ref:`lectura <r>`."\n'
    expect(written(mineCatalogue(text, 'es'))).toEqual(['Abre para lectura. = Opens for reading.'])
  })
})

function written(translations: readonly Translation[]): string[] {
  return translations.map(({ foreign, english }) => `${foreign} = ${english}`)
}
