import { describe, expect, it } from 'vitest'
import { openLiveIndex } from './open-live-index.js'
import { temporaryFolder } from './testing/disk.js'
import { indexOptions } from './testing/index-options.js'
import { temporaryTree, writeTree } from './testing/tree.js'
import { updateIndex } from './update-index.js'

async function place(files: Readonly<Record<string, string>>) {
  const options = indexOptions(temporaryTree(files), temporaryFolder())
  await updateIndex(options)
  return { live: openLiveIndex(options).live, root: options.root }
}

describe('the definitions of an indexed file', () => {
  it.each([
    [
      'a.py',
      'import os\n\n\ndef first(a):\n    return first(a)\n\n\nclass A:\n    def second(self):\n        return 2\n',
    ],
    ['a.py', '@cache("load")\n# load\ndef load(a):\n    return a\n'],
    [
      'a.ts',
      "it('reads a file', () => {\n  read()\n})\n\nexport const send = (a: string) => {\n  return a\n}\n",
    ],
    [
      'a.cs',
      'class A {\n  [Obsolete("Use Load of B")]\n  // Load loads.\n  public int Load(int loaded) {\n    return loaded;\n  }\n}\n',
    ],
    ['a.go', 'package a\r\n\r\nfunc Año(a int) int {\r\n\treturn a\r\n}\r\n'],
    ['a.md', '# First\n\ntext\n\n## Second part\n\nmore text\n'],
    ['a.txt', 'nothing is defined here\n'],
  ])('are those of the open document: %s', async (path, text) => {
    const { live } = await place({ [path]: text })
    const found = await live.definitionsOf(path)
    live.setDocument(path, text)
    expect(found).toEqual(await live.definitionsOf(path))
  })

  it('are those that it has now when it has changed', async () => {
    const { live, root } = await place({ 'a.py': 'def first(a):\n    return a\n' })
    writeTree(root, { 'a.py': '\n\ndef other(a):\n    return a\n' })
    expect(await live.definitionsOf('a.py')).toMatchObject([{ name: 'other', nameLine: 2 }])
  })

  it('are cut again where a name is not found in its definition', async () => {
    const { live } = await place({ 'a.md': '# First *part* of it\n\ntext\n' })
    const found = await live.definitionsOf('a.md')
    live.setDocument('a.md', '# First *part* of it\n\ntext\n')
    expect(found).toEqual(await live.definitionsOf('a.md'))
  })
})
