import { describe, expect, it } from 'vitest'
import { TOY_TOPICS, toyOptions, toyPairs, toyTable } from '../contrastive/testing/toy-pairs.js'
import { trainContrastive } from '../contrastive/train.js'
import { createWasmKernel } from '../contrastive/wasm-kernel.js'
import { recordContrastive } from './record-contrastive.js'
import { quantile } from './training-statistics.js'

describe('recordContrastive', () => {
  it('sees an anchor drawn to its positive, and cosines come apart', () => {
    const [{ query, document }, { document: other }] = toyPairs()
    const recorder = recordContrastive(
      [
        { label: 'question', role: 'anchor', bag: query },
        { label: 'answer', role: 'positive', bag: document },
        { label: 'another', role: 'negative', bag: other },
      ],
      0.05,
    )
    const validation = {
      share: 0.1,
      maxPairs: 50,
      timesPerEpoch: 1,
      patience: 99,
      metric: 'accuracy',
    } as const
    const options = toyOptions({ observer: recorder.observer, validation })
    trainContrastive(toyPairs(), toyTable(), options, createWasmKernel)
    const history = recorder.history({
      title: 'toy',
      facts: [],
      examples: 'pairs',
      guessingLoss: Math.log(TOY_TOPICS),
      bestAt: undefined,
    })
    const rounds = history.picture?.rounds ?? []
    const [first, last] = [rounds[0].cosines, rounds[rounds.length - 1].cosines]
    expect(last[1]).toBeGreaterThan(first[1])
    expect(last[1]).toBeGreaterThan(last[2] + 0.3)
    const [before, after] = [history.similarities[0], history.similarities[history.similarities.length - 1]]
    // The diagonal and nothing else: eight own and fifty-six other cosines a batch.
    expect(before.positives.reduce((sum, count) => sum + count)).toBe(TOY_TOPICS)
    expect(before.negatives.reduce((sum, count) => sum + count)).toBe(TOY_TOPICS * (TOY_TOPICS - 1))
    expect(quantile(after.positives, 0.5)).toBeGreaterThan(quantile(after.negatives, 0.9))
    expect(history.validation.at(-1)?.accuracy).toBeGreaterThan(history.validation[0].accuracy)
    expect(history.progress.length).toBeGreaterThan(5)
  })
})
