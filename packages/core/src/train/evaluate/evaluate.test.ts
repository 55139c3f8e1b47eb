import { describe, expect, it } from 'vitest'
import { evaluateQuestion, meanMeasures, measuresByCategory, worstAnswers } from './evaluate.js'
import { parseQuestions, type Question } from './questions.js'

const place = (path: string) => ({ path, startLine: 1, endLine: 2 })

const ask = (query: string, category = 'words'): Question => ({
  ask: 'search',
  query,
  category,
  targets: ['a.ts'],
})

describe('evaluateQuestion', () => {
  it('measures the first ten places', () => {
    const places = [...Array.from({ length: 10 }, (_, idx) => place(`${idx}.ts`)), place('a.ts')]
    const evaluated = evaluateQuestion(ask('q'), places)
    expect(evaluated).toMatchObject({ ndcg10: 0, recall10: 0, map10: 0 })
    expect(evaluated.places).toHaveLength(10)
  })

  it('counts each file once, and not the one that is asked with', () => {
    const question: Question = { ask: 'similar', query: 'a.ts', category: '', targets: ['b.ts', 'c.ts'] }
    const evaluated = evaluateQuestion(question, ['a.ts', 'b.ts', 'b.ts', 'x.ts', 'c.ts'].map(place))
    expect(evaluated.places.map(({ path }) => path)).toEqual(['b.ts', 'x.ts', 'c.ts'])
    expect(evaluated).toMatchObject({ recall10: 1, map10: (1 + 2 / 3) / 2 })
  })
})

describe('several questions', () => {
  const right = evaluateQuestion(ask('right'), [place('a.ts')])
  const second = evaluateQuestion(ask('second', 'names'), [place('b.ts'), place('a.ts')])
  const wrong = evaluateQuestion(ask('wrong'), [place('b.ts')])

  it('have a mean', () => {
    expect(meanMeasures([right, second, wrong])).toEqual({
      ndcg10: expect.closeTo((1 + 1 / Math.log2(3)) / 3, 12),
      recall10: expect.closeTo(2 / 3, 12),
      map10: expect.closeTo(1 / 2, 12),
    })
    expect(meanMeasures([])).toEqual({ ndcg10: 0, recall10: 0, map10: 0 })
  })

  it('have categories', () => {
    expect(measuresByCategory([right, second, wrong])).toEqual([
      { category: 'words', questions: 2, ndcg10: 0.5, recall10: 0.5, map10: 0.5 },
      {
        category: 'names',
        questions: 1,
        ndcg10: expect.closeTo(1 / Math.log2(3), 12),
        recall10: 1,
        map10: 0.5,
      },
    ])
  })

  it('have worst ones', () => {
    const again = { ...wrong, question: ask('again') }
    const names = (n: number) =>
      worstAnswers([right, second, wrong, again], n).map(({ question }) => question.query)
    expect(names(9)).toEqual(['wrong', 'again', 'second'])
    expect(names(1)).toEqual(['wrong'])
  })
})

describe('parseQuestions', () => {
  it('reads questions, whatever else stands beside them', () => {
    const lines = { path: 'b.ts', start_line: 3, end_line: 9 }
    const entries = [
      {
        query: 'one',
        category: 'names',
        relevant: ['a.ts'],
        secondary: [lines],
        seed: { path: 'a.ts', line: 4 },
      },
      { query: 'two', relevant: [lines] },
    ]
    expect(parseQuestions(JSON.stringify(entries))).toEqual([
      { ask: 'search', query: 'one', category: 'names', targets: ['a.ts', lines] },
      { ask: 'search', query: 'two', category: '', targets: [lines] },
    ])
  })

  it('reads groups of files', () => {
    expect(parseQuestions('{"sort": ["a.ts", "b.go"], "find": ["c.ts", "d.go", "e.py"]}')).toEqual(
      [
        ['a.ts', 'b.go'],
        ['b.go', 'a.ts'],
        ['c.ts', 'd.go', 'e.py'],
        ['d.go', 'c.ts', 'e.py'],
        ['e.py', 'c.ts', 'd.go'],
      ].map(([query, ...targets]) => ({ ask: 'similar', query, category: '', targets })),
    )
  })

  it.each([
    ['{', 'not JSON'],
    ['3', 'neither a list'],
    ['[3]', 'question 1 has no query'],
    ['[{"query": "a", "relevant": ["b"]}, {"relevant": []}]', 'question 2 has no query'],
    ['[{"query": "a"}]', 'no list of what is relevant'],
    ['[{"query": "a", "relevant": []}]', 'no right answer'],
    ['[{"query": "a", "relevant": [{"file": "a"}]}]', 'neither a path nor'],
    ['[{"query": "a", "relevant": [{"path": "a", "start_line": "x"}]}]', 'neither a path nor'],
    ['[{"query": "a", "category": 1, "relevant": ["a"]}]', 'a category that is no text'],
    ['{"one": ["a"]}', 'the group one is no list'],
    ['{"one": ["a", 2]}', 'the group one is no list'],
  ])('refuses %s', (text, message) => {
    expect(() => parseQuestions(text)).toThrow(message)
    expect(() => parseQuestions(text)).toThrow(expect.objectContaining({ code: 'questions-damaged' }))
  })
})
