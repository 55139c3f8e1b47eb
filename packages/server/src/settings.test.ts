import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { SETTINGS, type Setting } from './settings.js'

const DOCUMENT = new URL('../../../docs/protocol.md', import.meta.url)

it('stands in the documentation as it is', () => {
  const text = readFileSync(DOCUMENT, 'utf8')
  const current = text.replace(
    /(?<=<!-- generated from [^\n]*settings\.test\.ts -->\n)[\s\S]*?(?=<!-- end -->)/,
    `${settingsTable()}\n`,
  )
  expect(current).toContain('| `search.limit` |')
  if (process.env.UPDATE === '1') writeFileSync(DOCUMENT, current)
  else expect(text, 'run this test once with UPDATE=1').toBe(current)
})

function settingsTable(): string {
  const rows = Object.entries<Setting>(SETTINGS).map(([key, row]) => {
    const values = Object.entries(row.values ?? {}).map(([value, { en }]) => `\`${value}\`: ${en}`)
    const description = [row.description.en, ...values].join('<br>')
    return `| \`${key}\` | \`${JSON.stringify(row.default)}\` | ${description} |`
  })
  return ['', '| setting | default | |', '|---|---|---|', ...rows, ''].join('\n')
}
