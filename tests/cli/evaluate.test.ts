/** Search measured on questions about the sample, by the command as it was built. */
import { expect, it } from 'vitest'
import { jsonOf, workspace } from './cerca.js'
import { SAMPLE } from './sample.js'

it('measures what search finds', () => {
  const { cerca, write } = workspace(SAMPLE)
  const questions = [
    { query: 'ask for a refund', category: 'docs', relevant: ['docs/refunds.md'], secondary: [] },
    {
      query: 'ChargeCreditCard',
      category: 'symbol',
      relevant: [{ path: 'shop/payment.go', start_line: 9, end_line: 16 }],
    },
    { query: 'nowhere to be found', category: 'symbol', relevant: ['shop/nothing.go'] },
  ]
  write('../questions.json', JSON.stringify(questions))
  const outcome = cerca(['evaluate', '--queries', '../questions.json', '--json'])
  expect(outcome).toMatchObject({ code: 0, err: '' })
  expect(jsonOf(outcome)).toMatchObject({
    questions: 3,
    ndcg10: expect.closeTo(2 / 3, 9),
    byCategory: [
      { category: 'docs', ndcg10: 1 },
      { category: 'symbol', ndcg10: 0.5 },
    ],
  })
  expect(cerca(['evaluate', '--queries', '../questions.json']).out).toMatch(
    /^ {2}0\.00 {2}\[symbol\] {2}nowhere/m,
  )
})
