/** Small made-up texts for tests, and a machine to train on. */
import { createRandom } from '../../random.js'
import type { WordTrainingHost } from '../batch-run.js'
import { buildWordCorpus, type WordCorpus } from '../word-corpus.js'

/** Two groups of words that never stand in one sentence. */
export const GROUPS = [
  ['cat', 'dog', 'horse', 'cow', 'sheep', 'goat'],
  ['bus', 'tram', 'train', 'lorry', 'van', 'ferry'],
] as const

/** `nSentences` of ten words each, all of one group and two that are in every sentence. */
export function toyCorpus(nSentences: number, seed = 1): WordCorpus {
  const random = createRandom(seed)
  return buildWordCorpus(
    Array.from({ length: nSentences }, (_, n) => {
      const group = GROUPS[n % 2]
      return ['the', 'and', ...Array.from({ length: 8 }, () => group[random.nextInt(group.length)])]
    }),
    1,
  )
}

/** A host whose clock moves by a millisecond each time it is looked at. */
export function fakeHost(changes: Partial<WordTrainingHost> = {}): WordTrainingHost {
  let time = 0
  return {
    now: () => time++,
    pause: async () => {},
    onProgress: undefined,
    signal: undefined,
    ...changes,
  }
}
