import { describe, expect, it } from 'vitest'
import { parseTrainingText } from './training-text.js'

describe('parseTrainingText', () => {
  it.each<[string, object]>([
    ['{"query":"a","document":"b"}', { query: 'a', document: 'b', path: '', negatives: [] }],
    [
      '{"query":"a","document":"x.py\\nb","path":"x.py","source":"doc","line":3,"negatives":["c","d"]}',
      { query: 'a', document: 'x.py\nb', path: 'x.py', negatives: ['c', 'd'] },
    ],
  ])('reads %s', (line, text) => expect(parseTrainingText(line)).toEqual({ text, problem: undefined }))

  it.each([
    ['query: a', 'it is not JSON'],
    ['["a","b"]', 'it is not an object'],
    ['{"document":"b"}', '"query" is no text'],
    ['{"query":" ","document":"b"}', '"query" is no text'],
    ['{"query":"a","document":7}', '"document" is no text'],
    ['{"query":"a","document":"b","path":1}', '"path" is no text'],
    ['{"query":"a","document":"b","negatives":"c"}', '"negatives" is no list of texts'],
    ['{"query":"a","document":"b","negatives":["c",""]}', '"negatives" is no list of texts'],
  ])('refuses %s', (line, problem) => expect(parseTrainingText(line)).toEqual({ text: undefined, problem }))
})
