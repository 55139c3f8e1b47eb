import { describe, expect, it } from 'vitest'
import { parseCommandLine } from './arguments.js'
import type { TrainModelAction, TrainPairsAction, TrainWordsAction } from './command-line.js'

const parse = (line: string) => parseCommandLine(`train ${line}`.trim().split(' '))

const PLAIN: TrainPairsAction = {
  kind: 'pairs',
  root: undefined,
  out: undefined,
  isStats: false,
  history: { kind: 'own' },
  maxPairs: undefined,
}

describe('cerca train pairs', () => {
  it.each<[line: string, action: Partial<TrainPairsAction>]>([
    ['pairs --out p.jsonl', { out: 'p.jsonl' }],
    ['pairs src --stats', { root: 'src', isStats: true }],
    ['pairs --out p --history none', { out: 'p', history: { kind: 'none' } }],
    ['pairs --out p --history ../git', { out: 'p', history: { kind: 'folder', folder: '../git' } }],
    ['pairs --out p --max-pairs 500', { out: 'p', maxPairs: 500 }],
  ])('%s', (line, action) => {
    expect(parse(line)).toMatchObject({ command: 'train', action: { ...PLAIN, ...action } })
  })

  it.each([
    ['', /What to train or prepare was not said/],
    ['things --out p', /There is no cerca train things/],
    ['pairs --out p --algorithm cbow', /--algorithm does not fit here/],
    ['pairs', /Neither --out nor --stats/],
    ['pairs --out=', /--out is empty/],
    ['pairs a b --out p', /one argument too many: b/],
    ['pairs --out p --history=', /--history is empty/],
    ['pairs --out p --max-pairs 0', /--max-pairs cannot be "0"/],
  ])('%s: misuse', (line, message) => {
    expect(() => parse(line)).toThrow(message)
  })
})

const WORDS: TrainWordsAction = {
  kind: 'words',
  places: [],
  out: 'v.bin',
  format: 'binary',
  report: undefined,
  algorithm: 'skip-gram',
  split: 'parts',
  dimensions: undefined,
  window: undefined,
  epochs: undefined,
  minCount: undefined,
  nNegative: undefined,
  nBuckets: 200_000,
  nThreads: 1,
  seed: 1,
}

describe('cerca train words', () => {
  it.each<[line: string, action: Partial<TrainWordsAction>]>([
    ['--out v.bin', {}],
    ['src a.txt --out v.bin', { places: ['src', 'a.txt'] }],
    ['--out v.bin --report r.html', { report: 'r.html' }],
    ['--out v.vec', { out: 'v.vec', format: 'text' }],
    ['--out v.txt --format binary', { out: 'v.txt' }],
    ['--out v.bin --algorithm fasttext', { algorithm: 'fasttext', format: 'fasttext' }],
    ['--out v.TXT --algorithm fasttext', { out: 'v.TXT', algorithm: 'fasttext', format: 'text' }],
    [
      '--out v.bin --algorithm fasttext --buckets 9',
      { algorithm: 'fasttext', format: 'fasttext', nBuckets: 9 },
    ],
    ['--out v.bin --algorithm glove --split spaces', { algorithm: 'glove', split: 'spaces' }],
    [
      '--out v.bin --dimensions 50 --window 3 --epochs 2 --min-count 1 --negative 7 --threads 2 --seed 0',
      { dimensions: 50, window: 3, epochs: 2, minCount: 1, nNegative: 7, nThreads: 2, seed: 0 },
    ],
  ])('%s', (line, action) => {
    expect(parse(`words ${line}`)).toMatchObject({ command: 'train', action: { ...WORDS, ...action } })
  })

  it.each([
    ['', /No file to write was named/],
    ['--out=', /No file to write was named/],
    ['--out v --algorithm skipgram', /--algorithm cannot be "skipgram"/],
    ['--out v --split lines', /--split cannot be "lines"/],
    ['--out v --format json', /--format cannot be "json"/],
    ['--out v --format fasttext', /--format fasttext keeps n-grams/],
    ['--out v --algorithm glove --negative 5', /--negative does not fit here/],
    ['--out v --buckets 5', /--buckets does not fit here/],
    ['--out v --dimensions 0', /--dimensions cannot be "0"/],
    ['--out v --report=', /--report is empty/],
    ['--out v --stats', /--stats does not fit here/],
  ])('words %s: misuse', (line, message) => {
    expect(() => parse(`words ${line}`.trim())).toThrow(message)
  })

  it('is not given an empty place', () => {
    expect(() => parseCommandLine(['train', 'words', '', '--out', 'v'])).toThrow('PATH is empty')
  })
})

const MODEL: TrainModelAction = {
  kind: 'model',
  pairs: ['p'],
  distil: undefined,
  on: undefined,
  out: 'm',
  report: undefined,
  words: undefined,
  dimensions: undefined,
  epochs: undefined,
  nThreads: 1,
  seed: 1,
}

describe('cerca train model', () => {
  it.each<[line: string, action: Partial<TrainModelAction>, model: string | undefined]>([
    ['--pairs p --out m', {}, undefined],
    ['--pairs p --pairs q --out m --model none', { pairs: ['p', 'q'] }, 'none'],
    ['--on . --out m --model other', { pairs: [], on: '.' }, 'other'],
    ['--distil t --out m', { pairs: [], distil: 't' }, undefined],
    ['--distil t --pairs p --out m --vocabulary 90', { distil: 't', words: 90 }, undefined],
    [
      '--pairs p --out m --report r.html --vocabulary 500 --dimensions 64 --epochs 3 --threads 2 --seed 9',
      { report: 'r.html', words: 500, dimensions: 64, epochs: 3, nThreads: 2, seed: 9 },
      undefined,
    ],
  ])('%s', (line, action, model) => {
    expect(parse(`model ${line}`)).toMatchObject({ action: { ...MODEL, ...action }, indexing: { model } })
  })

  it.each([
    ['--out m', /There is nothing to learn from/],
    ['--pairs p', /No folder to write was named/],
    ['--pairs p --out=', /No folder to write was named/],
    ['--pairs= --out m', /--pairs is empty/],
    ['--on= --out m', /--on is empty/],
    ['--distil= --out m', /--distil is empty/],
    ['--distil t --model m --out m', /--model does not fit here/],
    ['--pairs p --out m --report=', /--report is empty/],
    ['p --out m', /one argument too many: p/],
    ['--pairs p --out m --dimensions 40', /--dimensions cannot be "40"/],
    ['--pairs p --out m --window 3', /--window does not fit here/],
    ['--pairs p --out m --stats', /--stats does not fit here/],
  ])('model %s: misuse', (line, message) => {
    expect(() => parse(`model ${line}`)).toThrow(message)
  })

  it('has options that the others refuse', () => {
    expect(() => parse('words --out v --on .')).toThrow('--on does not fit here')
    expect(() => parse('pairs --out p --seed 1')).toThrow('--seed does not fit here')
  })
})
