/** A live index → answers to the questions of the main thread. */
import type { Hit, Span } from '@cerca/core'
import { DEFAULT_MIN_SIMILARITY, type DuplicateProgress } from '@cerca/core/explore'
import type { LiveIndex } from '@cerca/core/node'
import type { AnswerScope, FoundPlace } from './folder-index.js'
import type { Question, QuestionKind, Questions } from './messages.js'
import { linesOf, previewOf } from './preview.js'

/** Beyond, a CodeLens says "many": counting further costs time and tells nothing. */
const MOST_COUNTED = 100

const EVERYTHING = { languages: [], paths: [], tests: 'with' } as const

/** Those that the live index answers as it is. */
type AnsweredKind = Exclude<QuestionKind, 'reload'>

type Answers = {
  [Kind in AnsweredKind]: (asked: Questions[Kind]['asked']) => Promise<Questions[Kind]['answer']>
}

/** Whoever waits for an answer. */
export interface Asker {
  readonly onProgress: (progress: DuplicateProgress) => void
  readonly signal: AbortSignal
}

/** Throws what the live index throws. */
export function answer(
  live: LiveIndex,
  question: Question<AnsweredKind>,
  { onProgress, signal }: Asker,
): Promise<Questions[QuestionKind]['answer']> {
  const answers: Answers = {
    search: async (asked) => {
      await live.settle('open')
      const { query, queryLanguage } = asked
      const hits = live.search(query, { ...scopeOf(asked), k: asked.limit, explain: false, queryLanguage })
      const matchesOf = live.matcherOf(query, { queryLanguage })
      return { hits: placesOf(live, hits, matchesOf), isComplete: live.nWaiting('all') === 0 }
    },
    similar: async (asked) => {
      await live.settle('open')
      const { subject, limit, minSimilarity } = asked
      const found = await live.similar(subject, { ...scopeOf(asked), k: limit, minSimilarity })
      const places = placesOf(live, found.hits, () => [])
      return {
        lines: found.lines,
        name: found.name,
        hits: places.map((place, idx) => ({ ...place, similarity: found.hits[idx].similarity })),
        isComplete: live.nWaiting('all') === 0,
      }
    },
    duplicates: async ({ minLines, paths, notPaths, limit }) => {
      await live.settle('open')
      const { clusters } = await live.duplicates({
        ...EVERYTHING,
        paths,
        notPaths,
        minLines,
        minSimilarity: DEFAULT_MIN_SIMILARITY,
        onProgress,
        signal,
      })
      return { clusters: clusters.slice(0, limit), isComplete: live.nWaiting('all') === 0 }
    },
    definitions: (path) => live.definitionsOf(path),
    countSimilar: async ({ path, definitions, minSimilarity }) => {
      await live.settle('open')
      return live.countSimilar(path, definitions, { minSimilarity, most: MOST_COUNTED, signal })
    },
  }
  const ask = answers[question.kind] as (
    asked: Question<AnsweredKind>['asked'],
  ) => Promise<Questions[QuestionKind]['answer']>
  return ask(question.asked)
}

function scopeOf({ languages, paths, content }: AnswerScope): AnswerScope {
  return { languages, paths, content }
}

function placesOf(
  live: LiveIndex,
  hits: readonly Hit[],
  matchesOf: (line: string) => readonly Span[],
): FoundPlace[] {
  const texts = new Map<string, readonly string[]>()
  return hits.map(({ path, lines, score, language, kind, traits, scope, symbols }) => {
    const fileLines = texts.get(path) ?? linesOf(live.textOf(path) ?? '')
    texts.set(path, fileLines)
    const preview = previewOf(fileLines, lines, matchesOf)
    return { path, lines, score, language, kind, traits, scope, symbols, preview }
  })
}
