import type { Progress } from '@cerca/core/node'
import { describe, expect, it } from 'vitest'
import { createPalette } from './color.js'
import { createProgressLine, describeProgress, type ShownProgress } from './progress.js'
import type { TrainingStep } from './training-progress.js'

const HALF: Progress = {
  phase: 'analyse',
  filesDone: 1_500,
  filesTotal: 3_000,
  bytesDone: 5_000_000,
  bytesTotal: 10_000_000,
}

const TRAINING: TrainingStep = {
  phase: 'train',
  epoch: 1,
  nEpochs: 5,
  share: 0.25,
  loss: 2.17123,
  perSecond: 786_432,
  unit: 'words',
  secondsLeft: 11.2,
}

describe('describeProgress', () => {
  it.each<[string, ShownProgress, number, number, string]>([
    ['the walk', { ...HALF, phase: 'scan' }, 0, 80, 'Looking for files: 1,500'],
    ['the end', { ...HALF, phase: 'write' }, 0, 80, 'Writing the index'],
    ['the work', HALF, 1000, 80, '██████████░░░░░░░░░░ 1,500/3,000 files, 5.0 MB/s, 1 s left'],
    [
      'a long work',
      { ...HALF, bytesTotal: 700_000_000 },
      1000,
      80,
      '░░░░░░░░░░░░░░░░░░░░ 1,500/3,000 files, 5.0 MB/s, 2 min 19 s left',
    ],
    ['training', TRAINING, 0, 80, '█████░░░░░░░░░░░░░░░ epoch 2/5, loss 2.17, 790,000 words/s, 12 s left'],
    [
      'a distillation',
      { phase: 'distil', done: 5120, total: 20_480 },
      0,
      80,
      '█████░░░░░░░░░░░░░░░ 5,120/20,480 words asked about',
    ],
    [
      'training that has just begun',
      { ...TRAINING, epoch: 0, share: 0, loss: 0, perSecond: 0, secondsLeft: Number.POSITIVE_INFINITY },
      0,
      80,
      '░░░░░░░░░░░░░░░░░░░░ epoch 1/5',
    ],
    [
      'long training',
      { ...TRAINING, secondsLeft: 3700 },
      0,
      44,
      'epoch 2/5, loss 2.17, 790,000 words/s, 61 mi',
    ],
    ['no rate yet', HALF, 100, 80, '██████████░░░░░░░░░░ 1,500/3,000 files'],
    ['a narrow terminal', HALF, 1000, 40, '1,500/3,000 files, 5.0 MB/s, 1 s left'],
    ['a very narrow terminal', HALF, 1000, 10, '1,500/3,00'],
    [
      'nothing to do',
      { ...HALF, filesDone: 0, filesTotal: 0, bytesDone: 0, bytesTotal: 0 },
      1000,
      80,
      '░░░░░░░░░░░░░░░░░░░░ 0/0 files',
    ],
  ])('%s', (_, progress, elapsed, width, text) => {
    const { bar, words } = describeProgress(progress, elapsed, width)
    expect(bar + words).toBe(text)
  })
})

describe('createProgressLine', () => {
  it('waits, draws at most ten times a second, and leaves nothing behind', () => {
    let now = 0
    const written: string[] = []
    const line = createProgressLine({
      write: (text) => void written.push(text),
      now: () => now,
      columns: () => 0,
      palette: createPalette(false),
    })
    const showAt = (milliseconds: number) => {
      now = milliseconds
      line.show({ ...HALF, phase: 'write' })
    }
    showAt(100)
    line.clear()
    expect(written).toEqual([])
    showAt(200)
    showAt(250)
    showAt(300)
    line.clear()
    line.clear()
    const drawn = '\r\u001b[2KWriting the index'
    expect(written).toEqual([drawn, drawn, '\r\u001b[2K'])
  })
})
