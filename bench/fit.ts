/**
 * Fits the ranking's weights on annotated queries and says how well they do on repositories not fitted on.
 *
 *   npx tsx bench/fit.ts --corpora CORPORA --spec SPEC [--corpora … --spec …] [--folds 19] [--ridge 2] [--prose-ridge 3] [--drop FEATURE]…
 *     [--model DIR] [--adapt auto|off]
 *
 * Each --spec is a folder with code-search/repos.json and annotations, laid out in the --corpora of the same place.
 * Listwise softmax (Cao et al. 2007, ListNet's top-one case): every relevant file against its best-ranked negatives,
 * with an L2 penalty; prose weights are code weights plus a penalised difference. Newton's method: it is convex.
 */
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  type Candidate,
  FEATURE_NAMES,
  type Hit,
  hitOfChunk,
  type RankingWeights,
  retrieve,
  type SearchInput,
  search,
  type Weights,
} from '@cerca/core'
import { DEFAULT_MAX_FILE_BYTES, openSearchInput, updateIndex } from '@cerca/core/node'
import { covers, ndcg, type FoundPlace as Result, type Target } from '@cerca/core/train'
import { type Example, fitSoftmax } from './lib/softmax.js'

const { values: args } = parseArgs({
  options: {
    corpora: { type: 'string', multiple: true, default: [] },
    spec: { type: 'string', multiple: true, default: [] },
    folds: { type: 'string', default: '19' },
    ridge: { type: 'string', default: '2' },
    'prose-ridge': { type: 'string', default: '3' },
    drop: { type: 'string', multiple: true, default: [] },
    model: { type: 'string' },
    adapt: { type: 'string', default: 'auto' },
    verbose: { type: 'boolean', default: false },
  },
})

interface RepositorySpec {
  readonly name: string
  readonly root: string
}

interface Task {
  readonly query: string
  readonly category: string
  readonly relevant: readonly Target[]
  readonly secondary: readonly Target[]
}

interface Repository {
  readonly name: string
  readonly set: number
  readonly input: SearchInput
  readonly tasks: readonly Task[]
  readonly examples: readonly Example[]
}

/** Negatives a relevant file is compared with; the best ones by the crude order teach most. */
const MAX_NEGATIVES = 60
const SCOPE = { languages: [], paths: [], content: 'all', queryLanguage: undefined } as const
/** Set by hand: the development queries have too few such files to learn from. */
const BY_HAND: Partial<Weights> = { isGenerated: -1, isLegacy: -0.5 }

const N_FEATURES = FEATURE_NAMES.length
const PROSE = FEATURE_NAMES.indexOf('isProse')

const repositories: Repository[] = []
for (const [set, specFolder] of args.spec.entries()) {
  const folder = join(specFolder, 'code-search')
  const specs = JSON.parse(readFileSync(join(folder, 'repos.json'), 'utf8')) as RepositorySpec[]
  for (const spec of specs) {
    const options = {
      root: join(args.corpora[set], 'code-search', spec.name, spec.root),
      indexDir: join(tmpdir(), `cerca-fit-${args.adapt}`),
      maxFileBytes: DEFAULT_MAX_FILE_BYTES,
      workers: undefined,
      onLocked: 'wait',
      modelFolder: args.model,
      adapt: args.adapt === 'auto' ? 'auto' : 'off',
      rebuild: false,
      onProgress: () => {},
      onNotice: (message: string) => console.error(`${spec.name}: ${message}`),
    } as const
    await updateIndex(options)
    const input = await openSearchInput(options)
    const tasks = JSON.parse(readFileSync(join(folder, 'annotations', `${spec.name}.json`), 'utf8')) as Task[]
    const examples = tasks.flatMap((task) => examplesOf(input, task))
    repositories.push({ name: spec.name, set, input, tasks, examples })
  }
}

function examplesOf(input: SearchInput, task: Task): Example[] {
  const targets = targetsOf(task)
  const { candidates } = retrieve(input, task.query, SCOPE)
  const isRelevant = (candidate: Candidate) => {
    const result = { path: candidate.path, ...linesOf(input, candidate) }
    return targets.some((target) => covers(result, target))
  }
  const negatives = candidates.filter((candidate) => !isRelevant(candidate)).slice(0, MAX_NEGATIVES)
  return candidates
    .filter(isRelevant)
    .map((positive) => [positive, ...negatives].map(({ values }) => crossed(values)))
}

/** A whole file covers every target in it, a passage those it overlaps. */
function linesOf({ snapshot }: SearchInput, { chunk }: Candidate): { startLine: number; endLine: number } {
  if (chunk === undefined) return { startLine: 1, endLine: Number.MAX_SAFE_INTEGER }
  return resultOf(hitOfChunk(snapshot, chunk, 0, undefined))
}

/** Features for code, then the same again for prose only: the difference between the two models. */
function crossed(values: Float64Array): Float64Array {
  const row = new Float64Array(N_FEATURES * 2)
  for (let idx = 0; idx < N_FEATURES; idx++) {
    if (args.drop.includes(FEATURE_NAMES[idx]) || FEATURE_NAMES[idx] in BY_HAND) continue
    row[idx] = values[idx]
    if (values[PROSE] === 1 && idx !== PROSE) row[N_FEATURES + idx] = values[idx]
  }
  return row
}

function weightsOf(solution: Float64Array): RankingWeights {
  const named = (weightOf: (idx: number) => number) =>
    ({
      ...Object.fromEntries(FEATURE_NAMES.map((name, idx) => [name, weightOf(idx)])),
      ...BY_HAND,
    }) as Weights
  return {
    code: named((idx) => solution[idx]),
    prose: named((idx) => solution[idx] + solution[N_FEATURES + idx]),
  }
}

function fit(train: readonly Repository[]): RankingWeights {
  // Every repository counts the same, whatever the number of its questions.
  const examples = train.flatMap((repository) => repository.examples)
  const importance = train.flatMap(({ examples: own }) => own.map(() => 20 / own.length))
  const ridge = Float64Array.from({ length: N_FEATURES * 2 }, (_, idx) =>
    Number(idx < N_FEATURES ? args.ridge : args['prose-ridge']),
  )
  return weightsOf(fitSoftmax(examples, importance, ridge))
}

function evaluate(repository: Repository, weights: RankingWeights): number {
  const scores = repository.tasks.map((task) => {
    const hits = search(repository.input, task.query, { ...SCOPE, k: 10, explain: false }, weights)
    return ndcg(hits.map(resultOf), targetsOf(task), 10)
  })
  return mean(scores)
}

/** What ranking chunks by BM25 alone would give. */
function evaluatePlain({ input, tasks }: Repository): number {
  const scores = tasks.map((task) => {
    const { chunkBody } = retrieve(input, task.query, SCOPE).evidence
    const best = [...chunkBody.keys()].sort((a, b) => chunkBody[b] - chunkBody[a] || a - b).slice(0, 10)
    return ndcg(
      best.map((chunk) => resultOf(hitOfChunk(input.snapshot, chunk, 0, undefined))),
      targetsOf(task),
      10,
    )
  })
  return mean(scores)
}

function resultOf({ path, lines }: Hit): Result {
  return { path, startLine: lines.start + 1, endLine: lines.end }
}

function targetsOf(task: Task): Target[] {
  return [...task.relevant, ...task.secondary]
}

function crossValidate(): Map<string, number> {
  const nFolds = Number(args.folds)
  const scores = new Map<string, number>()
  for (let fold = 0; fold < nFolds; fold++) {
    const isHeldOut = (repository: Repository) => indexInSet(repository) % nFolds === fold
    const weights = fit(repositories.filter((repository) => !isHeldOut(repository)))
    for (const repository of repositories.filter(isHeldOut))
      scores.set(repository.name, evaluate(repository, weights))
  }
  return scores
}

function indexInSet(repository: Repository): number {
  return repositories.filter(({ set }) => set === repository.set).indexOf(repository)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

const fitted = fit(repositories)
const held = crossValidate()
for (const [set, specFolder] of args.spec.entries()) {
  const own = repositories.filter((repository) => repository.set === set)
  if (args.verbose) {
    for (const repository of own) {
      const score = evaluate(repository, fitted)
      console.log(
        `${repository.name.padEnd(20)} fitted ${score.toFixed(3)} held out ${held.get(repository.name)?.toFixed(3)}`,
      )
    }
  }
  const fittedScore = mean(own.map((repository) => evaluate(repository, fitted)))
  const plainScore = mean(own.map(evaluatePlain))
  const heldScore = mean(own.map((repository) => held.get(repository.name) ?? 0))
  console.log(
    `${specFolder.split('/').at(-1)}: NDCG@10 fitted ${fittedScore.toFixed(4)}, cross-validated ${heldScore.toFixed(4)}, BM25 of chunks alone ${plainScore.toFixed(4)}`,
  )
}
for (const name of FEATURE_NAMES) {
  console.log(`  ${name}: [${fitted.code[name].toFixed(2)}, ${fitted.prose[name].toFixed(2)}],`)
}
