import type { Hit } from '@cerca/core'
import { describe, expect, it } from 'vitest'
import { createPalette } from './color.js'
import { describeSymbol, type HitView, renderHit } from './hit.js'

const HIT: Hit = {
  path: 'src/router.go',
  lines: { start: 1, end: 3 },
  score: 0.81234,
  language: 'go',
  kind: 'code',
  traits: ['test'],
  scope: '',
  symbols: [{ name: 'Use', kind: 'method', scope: 'RouterGroup' }],
  explanation: undefined,
}

const VIEW: HitView = {
  path: 'here/src/router.go',
  file: ['package a', 'func Use() {', '}', ''],
  matchesOf: (line) => (line.includes('Use') ? [{ start: 5, end: 8 }] : []),
  contextLines: 0,
  palette: createPalette(false),
  width: undefined,
}

describe('renderHit', () => {
  it('shows place, symbol, facts and lines', () => {
    expect(renderHit(HIT, VIEW)).toEqual([
      'here/src/router.go:2  method RouterGroup.Use  go · test · 0.8123',
      '> 2 │ func Use() {',
      '  3 │ }',
    ])
  })

  it('says what became of a file instead of failing', () => {
    expect(renderHit(HIT, { ...VIEW, file: undefined })[1]).toBe('  (this file can no longer be read)')
    expect(renderHit(HIT, { ...VIEW, file: ['short'] })[1]).toBe(
      '  (this file changed while it was searched)',
    )
  })

  it('indents the tree of the score', () => {
    const leaf = { label: 'path', value: 12.5, detail: 'src', children: [] }
    const explanation = { label: 'score', value: 0.81234, detail: '', children: [leaf] }
    expect(renderHit({ ...HIT, explanation }, VIEW).slice(3)).toEqual([
      '    0.8123  score',
      '       12.50  path  src',
    ])
  })
})

describe('describeSymbol', () => {
  const symbol = { name: 'a', kind: 'function', scope: '' } as const
  it.each<[Pick<Hit, 'symbols' | 'scope'>, string]>([
    [{ symbols: [], scope: '' }, ''],
    [{ symbols: [], scope: 'Router.Use' }, 'in Router.Use'],
    [{ symbols: [symbol], scope: '' }, 'function a'],
    [{ symbols: [symbol, symbol, symbol], scope: 'x' }, 'function a (+2)'],
  ])('%j → %s', (hit, text) => {
    expect(describeSymbol(hit)).toBe(text)
  })
})
