import { bestLines, type Hit } from '@cerca/core'
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
  symbols: [{ name: 'Use', kind: 'method', scope: 'RouterGroup', lines: { start: 1, end: 3 } }],
  explanation: undefined,
}

const VIEW: HitView = {
  path: 'here/src/router.go',
  file: ['package a', 'func Use() {', '}', ''],
  matchesOf: (line) => (line.includes('Use') ? [{ start: 5, end: 8 }] : []),
  contextLines: 0,
  bestLines,
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

  it('points at the line that matches best', () => {
    const file = ['package a', 'func Use() {', '  return Use + Use', '']
    const matchesOf = (line: string) =>
      [...line.matchAll(/Use/g)].map(({ index }) => ({ start: index, end: index + 3 }))
    expect(renderHit(HIT, { ...VIEW, file, matchesOf })[0]).toMatch(
      /^here\/src\/router.go:3 {2}method RouterGroup.Use/,
    )
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
  const symbol = (name: string, start: number, end: number) =>
    ({ name, kind: 'function', scope: '', lines: { start, end } }) as const
  const nested = [symbol('outer', 0, 9), symbol('inner', 2, 4), symbol('last', 9, 12)]
  it.each<[Pick<Hit, 'symbols' | 'scope'>, number, string]>([
    [{ symbols: [], scope: '' }, 0, ''],
    [{ symbols: [], scope: 'Router.Use' }, 0, 'in Router.Use'],
    [{ symbols: [symbol('a', 1, 2)], scope: '' }, 1, 'function a'],
    [{ symbols: [symbol('a', 1, 2)], scope: '' }, 7, 'function a'],
    [{ symbols: nested, scope: 'x' }, 3, 'function inner (+2)'],
    [{ symbols: nested, scope: 'x' }, 5, 'function outer (+2)'],
    [{ symbols: nested, scope: 'x' }, 10, 'function last (+2)'],
    [{ symbols: [symbol('a', 1, 2), symbol('b', 5, 6)], scope: '' }, 4, 'function b (+1)'],
  ])('%j at %i → %s', (hit, line, text) => {
    expect(describeSymbol(hit, line)).toBe(text)
  })
})
