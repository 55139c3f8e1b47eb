import { describe, expect, it } from 'vitest'
import { roundedUp, ticks } from './line-chart.js'
import { escapeHtml, formatNumber, formatShort, jsonForScript } from './markup.js'
import { renderTrainingReport } from './render-training-report.js'
import type { TrainingSubject } from './training-history.js'
import { createTrainingRecorder } from './training-recorder.js'

const NASTY = `</script><img src=x onerror="alert('1')">&`

const SUBJECT: TrainingSubject = {
  title: NASTY,
  facts: [{ label: 'Pairs', value: NASTY }],
  examples: 'pairs',
  guessingLoss: 2,
  bestAt: 20,
}

describe('renderTrainingReport', () => {
  it('is one file that fetches nothing and lets no text become markup', () => {
    const page = fullReport()
    expect(page).not.toMatch(/https?:|<link|<img|@import|url\(/)
    expect(page.match(/<\/script>/g)).toHaveLength(2)
    expect(page).toContain('&#60;/script&#62;&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62;&#38;')
    expect(page).toContain("default-src 'none'")
  })

  it('draws and tells what was observed, and shows the last round without a script', () => {
    const page = fullReport()
    expect(page).toContain('In 30 pairs the loss went from 3 to 1.')
    expect(page).toContain('first in 90 % of all cases; before the training it was 10 %.')
    expect(page).toContain('What it knew after 20 pairs was best, and was kept.')
    for (const title of ['Loss', 'Right answers', 'Similarity over time', 'One text among others', 'Speed']) {
      expect(page).toContain(`<h3>${title}</h3>`)
    }
    // The learning rate never changed.
    expect(page).not.toContain('<h3>Learning rate</h3>')
    expect(page).toContain('--cosine:0.600">0.60</span>')
    expect(page).not.toContain('NaN')
    expect(page).not.toContain('undefined')
  })

  it('gives its script a frame a round, and the script is one', () => {
    const page = fullReport()
    const [, json] = /id="frames">(.*?)<\/script>/s.exec(page) ?? []
    const frames = JSON.parse(json)
    expect(frames.map(({ label }: { label: string }) => label)).toEqual(['0 pairs', '30 pairs'])
    expect(frames[1].positions).toHaveLength(3)
    expect(frames[1].positives).toHaveLength(40)
    const [, script] = /<script>(.*?)<\/script>/s.exec(page) ?? []
    expect(() => new Function(script)).not.toThrow()
    // Every element that the script looks for is there.
    for (const hook of ['class="player"', 'data-item=', 'data-thread=', 'data-trail=', 'data-cosine=']) {
      expect(page).toContain(hook)
    }
  })

  it('shows words, and leaves out what nobody observed', () => {
    const recorder = createTrainingRecorder([
      { label: 'king', role: 'word' },
      { label: 'queen', role: 'word' },
    ])
    recorder.addProgress({ done: 5, loss: 0.7, learningRate: 0.02, examplesPerSecond: 10 })
    recorder.addProgress({ done: 9, loss: 0.5, learningRate: 0.01, examplesPerSecond: 10 })
    recorder.addPositions(9, Float32Array.of(1, 0, 0, 1))
    const page = renderTrainingReport(recorder.history({ ...SUBJECT, examples: 'words', bestAt: undefined }))
    expect(page).toContain('>queen</text>')
    expect(page).toContain('<h3>Learning rate</h3>')
    expect(page).not.toContain('Right answers')
    expect(page).not.toContain('belong together')
    const empty = renderTrainingReport(createTrainingRecorder([]).history(SUBJECT))
    expect(empty).toContain('Nothing has been trained yet.')
    expect(empty).not.toContain('<script')
  })
})

describe('axes and numbers', () => {
  it('has round ticks', () => {
    expect(ticks(0, 1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1])
    expect(ticks(-0.5, 1)).toEqual([-0.5, 0, 0.5, 1])
    expect(ticks(0, 26_880)).toEqual([0, 10_000, 20_000])
    expect([0.7, 6.01, 1, 0].map(roundedUp)).toEqual([0.8, 8, 1, 1])
  })

  it('writes numbers for people', () => {
    expect([0, 0.12345, -3, 999.4, 1234567, Number.NaN].map(formatNumber)).toEqual([
      '0',
      '0.123',
      '−3',
      '999',
      '1,234,567',
      '–',
    ])
    expect([12, 1500, 2_000_000].map(formatShort)).toEqual(['12', '1.5k', '2M'])
    expect(escapeHtml('a<b>"\'&')).toBe('a&#60;b&#62;&#34;&#39;&#38;')
    expect(JSON.parse(jsonForScript({ text: NASTY }))).toEqual({ text: NASTY })
    expect(jsonForScript(NASTY)).not.toContain('<')
  })
})

function fullReport(): string {
  const recorder = createTrainingRecorder([
    { label: NASTY, role: 'anchor' },
    { label: 'answer', role: 'positive' },
    { label: 'noise', role: 'negative' },
  ])
  for (const [done, loss, accuracy] of [
    [0, 3, 0.1],
    [20, 2, 0.9],
    [30, 1, 0.8],
  ]) {
    recorder.addProgress({ done, loss, learningRate: 0.1, examplesPerSecond: 7 })
    recorder.addValidation({ done, loss, accuracy, meanReciprocalRank: accuracy })
  }
  recorder.addSimilarities(0, [0.1, 0.2], [0, 0.1])
  recorder.addSimilarities(30, [0.8, 0.9], [-0.1, 0.1])
  recorder.addPositions(0, Float32Array.of(1, 0, 0, 1, -1, 0))
  recorder.addPositions(30, Float32Array.of(1, 0, 0.6, 0.8, -1, 0))
  return renderTrainingReport(recorder.history(SUBJECT))
}
