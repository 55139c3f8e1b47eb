/**
 * Trains the model that Cerca ships.
 *
 *   npm run train:default -- --clones DIR --list packages/model/corpus.json --teacher DIR --out packages/model/model
 *     [--pairs DIR] [--seed 1]
 *
 * The list names repositories and revisions; each lies in --clones as OWNER/NAME, checked out at its revision, with its
 * history. Mined pairs are kept in --pairs, a file a repository, so that training again does not mine again: mining
 * 210 repositories takes half an hour on one core and 2 GB, training a minute or two and 6 GB of memory
 * (NODE_OPTIONS=--max-old-space-size=8000). The teacher is a folder with a transformer that knows general English, in
 * ONNX; transformers.js must be installed. Without one the model knows what the pairs say and nothing else. Same
 * revisions, teacher, recipe and seed, same files.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildWordPieces, createTermAnalyzer } from '@cerca/core'
import {
  DEFAULT_MAX_COMMITS,
  DEFAULT_MAX_FILE_BYTES,
  mineFolder,
  openTeacher,
  readPairs,
  writeModel,
  writePairs,
} from '@cerca/core/node'
import {
  askTeacher,
  DEFAULT_PAIR_LIMITS,
  DEFAULT_RECIPE,
  DEFAULT_SHARES,
  isSampled,
  PairStore,
  type PairTerms,
  type Teaching,
  termsOfPair,
  trainModel,
} from '@cerca/core/train'

interface Listed {
  readonly repository: string
  readonly revision: string
}

const { values } = parseArgs({
  options: {
    clones: { type: 'string' },
    list: { type: 'string' },
    out: { type: 'string' },
    pairs: { type: 'string' },
    teacher: { type: 'string' },
    seed: { type: 'string', default: '1' },
  },
})
const { clones, list, out } = values
if (!clones || !list || !out) {
  console.error(
    'usage: npm run train:default -- --clones DIR --list FILE.json --out DIR [--teacher DIR] [--pairs DIR] [--seed N]',
  )
  process.exit(2)
}
const pairsFolder = values.pairs ?? `${clones}/pairs`
mkdirSync(pairsFolder, { recursive: true })

const store = new PairStore()
const analyzer = createTermAnalyzer()
const listed = JSON.parse(readFileSync(list, 'utf8')) as readonly Listed[]
for (const [idx, { repository, revision }] of listed.entries()) {
  const file = join(pairsFolder, `${repository.replace('/', '+')}.jsonl`)
  if (!existsSync(file)) await mine(join(clones, repository), revision, file)
  const terms: PairTerms[] = []
  for await (const pair of readPairs(file, ({ line, message }) =>
    console.warn(`${file}:${line}: ${message}`),
  ))
    if (isSampled(pair, DEFAULT_SHARES)) terms.push(termsOfPair(pair, analyzer))
  store.addRepository(terms)
  console.log(`${idx + 1}/${listed.length} ${repository}: ${terms.length} pairs, ${store.size} in all`)
}

const recipe = { ...DEFAULT_RECIPE, seed: Number(values.seed) }
const teaching = values.teacher === undefined ? undefined : await askAboutWords(values.teacher)

/** Pairs between two lines of the curve. */
const REPORT_EVERY = 50_000
let nReported = 0
const startedMs = performance.now()
const model = trainModel(
  store,
  recipe,
  {
    clock: () => performance.now(),
    signal: undefined,
    onProgress: ({ done, total, loss, pairsPerSecond }) => {
      if (done - nReported < REPORT_EVERY && done < total) return
      nReported = done
      console.log(`${done}/${total} loss ${loss.toFixed(3)}, ${Math.round(pairsPerSecond)} pairs/s`)
    },
  },
  teaching,
)
const { fingerprint } = writeModel(out, model)
console.log(`${out}: ${fingerprint}, trained in ${Math.round((performance.now() - startedMs) / 1000)} s`)

/** What a transformer knows of the words of its tokenizer, and makes of the terms of the pairs. */
async function askAboutWords(folder: string): Promise<Teaching> {
  const { embedder, terms } = await openTeacher(folder)
  const { terms: own } = buildWordPieces(store.countTerms().occurrences, recipe.words, recipe.hashRows)
  const run = { onProgress: () => {}, signal: undefined }
  const taught = await askTeacher(embedder, terms, own, recipe.dimensions, run)
  console.log(`${folder}: ${terms.length} terms of language, ${taught.terms.length} in all`)
  return taught
}

async function mine(root: string, revision: string, file: string): Promise<void> {
  const head = execFileSync('git', ['-C', root, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim()
  if (head !== revision) throw new Error(`${root} is at ${head}, not at ${revision}`)
  const { pairs } = await mineFolder({
    root,
    maxFileBytes: DEFAULT_MAX_FILE_BYTES,
    history: root,
    maxCommits: DEFAULT_MAX_COMMITS,
    limits: DEFAULT_PAIR_LIMITS,
    environment: process.env,
    onProgress: () => {},
  })
  await writePairs(file, pairs)
}
