/** Every text that the extension shows is translated, and nothing is translated that it does not show. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

const readJson = (path: string): Record<string, string> => JSON.parse(readFileSync(join(ROOT, path), 'utf8'))

const bundle = readJson('l10n/bundle.l10n.es.json')
const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .sort()

/** First arguments of all calls of `t`, which is what every file calls it. */
function textsIn(path: string, source: string): string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true)
  const texts: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText(file) === 't') {
      const [text] = node.arguments
      // A text that is put together cannot be looked up.
      texts.push(text !== undefined && ts.isStringLiteral(text) ? text.text : `not a plain text in ${path}`)
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return texts
}

const used = new Set(sources.flatMap((path) => textsIn(path, readFileSync(join(ROOT, 'src', path), 'utf8'))))

it('finds the texts of a file', () => {
  expect(textsIn('a.ts', "f(t('One'), t('Two {0}', 2), other('Three'), t(four))")).toEqual([
    'One',
    'Two {0}',
    'not a plain text in a.ts',
  ])
})

it('has every text in Spanish, and no other', () => {
  expect(Object.keys(bundle).sort()).toEqual([...used].sort())
})

it('keeps the places of values in Spanish', () => {
  const placesIn = (text: string): string[] => (text.match(/\{\d+\}/g) ?? []).sort()
  const wrong = Object.entries(bundle).filter(([en, es]) => `${placesIn(en)}` !== `${placesIn(es)}`)
  expect(wrong).toEqual([])
})

it('has both languages of the manifest under the same keys', () => {
  const [en, es] = [readJson('package.nls.json'), readJson('package.nls.es.json')]
  expect(Object.keys(es)).toEqual(Object.keys(en))
  const named = [...readFileSync(join(ROOT, 'package.json'), 'utf8').matchAll(/"%([^%"]+)%"/g)].map(
    ([, key]) => key,
  )
  expect([...new Set(named)].sort()).toEqual(Object.keys(en).sort())
})

it('has the same links to commands in both languages', () => {
  const [en, es] = [readJson('package.nls.json'), readJson('package.nls.es.json')]
  const linksIn = (text = ''): string[] => text.match(/\(command:[\w.]+\)/g) ?? []
  const wrong = Object.keys(en).filter((key) => `${linksIn(en[key])}` !== `${linksIn(es[key])}`)
  expect(wrong).toEqual([])
})
