import { describe, expect, it } from 'vitest'
import { loadModel } from '../embed/static-model.js'
import { smallModel } from '../embed/testing/small-model.js'
import { embedSegment } from '../segment/segment-vectors.js'
import { makeSnapshot, pathOfFile } from '../segment/snapshot.js'
import { segmentOf } from '../segment/testing/segments.js'
import { buildDocumentVectors, cosinesWith, extendDocumentVectors } from './document-vectors.js'
import { openMeaning } from './meaning.js'
import { buildSimilarityModel, extendSimilarityModel } from './similarity-model.js'

const LOADED = loadModel(smallModel(['dog', 'car', 'wheel', 'bark', 'rout'], { bark: 'dog' }))
const FILES = {
  'a.py': 'dog bark\n',
  'b.py': 'car wheel\n',
  'c.py': 'car rout\n',
  'only.rs': 'car wheel\n',
}

describe('document vectors', () => {
  const segment = segmentOf(FILES)
  const snapshot = makeSnapshot([{ segment, live: undefined }])
  const meaning = openMeaning(LOADED, [embedSegment(segment, LOADED)])
  const model = buildSimilarityModel(snapshot, 'file')
  const documents = buildDocumentVectors(snapshot, meaning, model)

  const cosines = (text: string, of = { documents, model, snapshot }) => {
    const asked = embedSegment(segmentOf({ 'q.py': text }), LOADED).files
    const language = of.model.languages.indexOf('python')
    const scores = cosinesWith(of.documents, of.model.languageOf, asked, language)
    return new Map([...scores].map((score, file) => [pathOfFile(of.snapshot, file), score]))
  }

  it('compares meanings less what is usual in the language', () => {
    const scores = cosines('bark dog\n')
    expect(scores.get('a.py')).toBeGreaterThan(0.9)
    expect(scores.get('b.py')).toBeLessThan(0)
    for (const score of scores.values()) expect(Math.abs(score)).toBeLessThan(1.01)
  })

  it('knows nothing of the only file of a language', () => {
    expect(cosines('car wheel\n').get('only.rs')).toBe(0)
  })

  it('takes a few documents more with the means as they were', () => {
    const added = segmentOf({ 'd.py': 'dog bark\n', 'new.go': 'dog\n' })
    const whole = makeSnapshot([...snapshot.parts, { segment: added, live: undefined }])
    const extendedModel = extendSimilarityModel(model, 1, whole)
    const over = openMeaning(LOADED, [...meaning.vectors, embedSegment(added, LOADED)], meaning)
    const extended = extendDocumentVectors(documents, 1, whole, over, extendedModel)
    const before = cosines('bark dog\n')
    const scores = cosines('bark dog\n', { documents: extended, model: extendedModel, snapshot: whole })
    for (const [path, score] of before) expect(scores.get(path)).toBeCloseTo(score, 6)
    expect(scores.get('d.py')).toBeGreaterThan(0.3)
    expect(Math.abs(scores.get('new.go')!)).toBeLessThan(1)
  })
})
