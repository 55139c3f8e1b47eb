import { describe, expect, it } from 'vitest'
import { CercaError } from '../../errors.js'
import { createRandom } from '../random.js'
import type { ValidationPoint } from '../report/training-history.js'
import type { ContrastiveOptions, ContrastiveRound, ValidationOptions } from './options.js'
import { topicsFound, toyOptions, toyPairs, toyTable } from './testing/toy-pairs.js'
import { trainContrastive } from './train.js'
import { ContrastiveTraining } from './training.js'
import { createWasmKernel } from './wasm-kernel.js'

const VALIDATION: ValidationOptions = {
  share: 0.1,
  maxPairs: 100,
  timesPerEpoch: 2,
  patience: 3,
  metric: 'meanReciprocalRank',
}

function start(some: Partial<ContrastiveOptions>, pairs = toyPairs()): ContrastiveTraining {
  return new ContrastiveTraining(pairs, toyTable(), toyOptions(some), createWasmKernel)
}

function codeOf(act: () => unknown): string | undefined {
  try {
    act()
  } catch (error) {
    return error instanceof CercaError ? error.code : String(error)
  }
  return undefined
}

describe('a checkpoint', () => {
  const ways: readonly (readonly [string, Partial<ContrastiveOptions>])[] = [
    ['Adam', {}],
    ['Adagrad on triplets', { optimizer: 'adagrad', objective: { kind: 'triplet', margin: 0.2 } }],
    ['prefixes and validation', { prefixes: [4], validation: { ...VALIDATION, patience: 99 } }],
  ]
  for (const [name, some] of ways) {
    it(`goes on as if nothing had happened: ${name}`, () => {
      const losses: number[] = []
      const onProgress = ({ loss }: { loss: number }) => losses.push(loss)
      const whole = start({ ...some, epochs: 3, onProgress })
      while (whole.step());
      const expected = losses.splice(0)
      // 7 is inside an epoch, 20 or so is its end.
      for (const nSteps of [0, 7, 20, 33]) {
        const first = start({ ...some, epochs: 3, onProgress })
        for (let step = 0; step < nSteps; step++) first.step()
        const bytes = first.checkpoint()
        // The stream of another seed, which the checkpoint corrects.
        const second = start({ ...some, epochs: 3, onProgress, resumeFrom: bytes, random: createRandom(99) })
        expect(second.checkpoint()).toEqual(bytes)
        while (second.step());
        expect(second.table()).toEqual(whole.table())
        expect(second.checkpoint()).toEqual(whole.checkpoint())
        expect(losses.splice(0)).toEqual(expected)
      }
    })
  }

  it('comes every so many steps, and when the training is told to stop', () => {
    const controller = new AbortController()
    const saved: Uint8Array[] = []
    const checkpoints = { everySteps: 5, save: (bytes: Uint8Array) => saved.push(bytes) }
    const training = start({ checkpoints, signal: controller.signal })
    for (let step = 0; step < 12; step++) training.step()
    expect(saved).toHaveLength(2)
    controller.abort()
    expect([training.step(), training.step()]).toEqual([false, false])
    expect(saved).toHaveLength(3)
    const again = start({ resumeFrom: saved[2] })
    expect(again.table()).toEqual(training.table())
    expect(again.step()).toBe(true)
  })

  it('can be taken further than was planned', () => {
    const short = start({ epochs: 1 })
    while (short.step());
    const longer = start({ epochs: 2, resumeFrom: short.checkpoint() })
    while (longer.step());
    expect(longer.table()).toEqual(
      trainContrastive(toyPairs(), toyTable(), toyOptions({ epochs: 2 }), createWasmKernel),
    )
  })

  it('is refused by another training, and when it is damaged', () => {
    const bytes = start({}).checkpoint()
    const resume = (some: Partial<ContrastiveOptions>, pairs = toyPairs()) =>
      codeOf(() => start({ ...some, resumeFrom: bytes }, pairs))
    expect(resume({})).toBeUndefined()
    expect(resume({ temperature: 0.2 })).toBe('checkpoint-mismatch')
    expect(resume({ batchSize: 9 })).toBe('checkpoint-mismatch')
    expect(resume({}, toyPairs(161))).toBe('checkpoint-mismatch')
    expect(resume({}, toyPairs(160, 2))).toBe('checkpoint-mismatch')
    for (const damage of [bytes.slice(0, -8), bytes.with(bytes.length >> 1, 255), new Uint8Array(3)]) {
      expect(codeOf(() => start({ resumeFrom: damage }))).toBe('checkpoint-damaged')
    }
  })
})

describe('validation', () => {
  it('ends a training that no longer gets better, and keeps the best table', () => {
    const points: ValidationPoint[] = []
    const training = start({
      epochs: 200,
      validation: VALIDATION,
      observer: { onProgress: () => {}, onRound: () => {}, onValidation: (point) => points.push(point) },
    })
    let nSteps = 0
    while (training.step()) nSteps++
    expect(nSteps).toBeLessThan(200 * 18)
    const best = Math.max(...points.map(({ meanReciprocalRank }) => meanReciprocalRank))
    const bestIdx = points.findIndex(({ meanReciprocalRank }) => meanReciprocalRank === best)
    expect(points).toHaveLength(bestIdx + 1 + VALIDATION.patience)
    expect(points[0].done).toBe(0)
    expect(points[0].meanReciprocalRank).toBeLessThan(best)
    expect(training.bestAt()).toBe(points[bestIdx].done)
    expect(topicsFound(training.table())).toBe(8)
  })

  it('calls nothing right where everything is equal', () => {
    const points: ValidationPoint[] = []
    const zeros = { ...toyTable(), vectors: new Float32Array(toyTable().vectors.length) }
    const observer = {
      onProgress() {},
      onRound() {},
      onValidation: (point: ValidationPoint) => points.push(point),
    }
    const options = toyOptions({ validation: VALIDATION, observer })
    new ContrastiveTraining(toyPairs(), zeros, options, createWasmKernel).step()
    // The middle of eight.
    expect(points).toHaveLength(1)
    expect(points[0].accuracy).toBe(0)
    expect(points[0].meanReciprocalRank).toBeCloseTo(1 / 4.5)
  })

  it('gives the start back when training only harms', () => {
    const table = trainContrastive(
      toyPairs(),
      trainContrastive(toyPairs(), toyTable(), toyOptions({}), createWasmKernel),
      toyOptions({ learningRate: 50, epochs: 2, validation: VALIDATION }),
      createWasmKernel,
    )
    expect(topicsFound(table)).toBe(8)
  })
})

describe('an observer', () => {
  it('sees the cosines of a batch before it changes the table, first at the start and last at the end', () => {
    const rounds: { round: ContrastiveRound; own: number; others: number }[] = []
    const training = start({
      observer: {
        onProgress: () => {},
        onValidation: () => {},
        onRound: (round) => {
          const { scores, nPairs, nDocuments } = round
          const own = Array.from({ length: nPairs }, (_, row) => scores[row * nDocuments + row])
          const sum = scores.reduce((total, score) => total + score, 0)
          const ofOwn = own.reduce((total, score) => total + score, 0)
          const others = (sum - ofOwn) / (scores.length - nPairs)
          rounds.push({ round: { ...round }, own: ofOwn / nPairs, others })
        },
      },
    })
    training.step()
    expect(rounds).toHaveLength(1)
    expect(rounds[0].round.done).toBe(0)
    while (training.step());
    const last = rounds[rounds.length - 1]
    expect(last.round.done).toBe(20 * 160)
    expect(last.round.table.vectors).toEqual(training.table().vectors)
    expect(rounds.length).toBeGreaterThan(30)
    expect(rounds.length).toBeLessThan(90)
    expect(last.own - last.others).toBeGreaterThan(rounds[0].own - rounds[0].others + 0.2)
  })
})
