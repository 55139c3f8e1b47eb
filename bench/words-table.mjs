/**
 * Trains every row of README-words.md with Cerca and with gensim, one after the other, judges them, and prints the table:
 *
 *     npm run bench:words -- TEXT --python peers/bin/python --out FOLDER [--men MEN.txt] [--only skipgram]
 *
 * About an hour on a quiet machine; wall time means little on another. The vectors stay in FOLDER. Build before.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: 'string' },
    out: { type: 'string' },
    men: { type: 'string' },
    only: { type: 'string' },
  },
})
const [text] = positionals
const { python, out, men, only } = values
if (text === undefined || python === undefined || out === undefined) {
  throw new Error('Name a text, --python and --out')
}
mkdirSync(out, { recursive: true })

const bench = dirname(fileURLToPath(import.meta.url))
const peer = join(bench, 'peers/gensim_words.py')

/** GloVe has no peer in gensim. */
const ROWS = [
  { model: 'skipgram', threads: 1, epochs: 5, peers: ['cerca', 'gensim'] },
  { model: 'skipgram', threads: 2, epochs: 5, peers: ['cerca', 'gensim'] },
  { model: 'cbow', threads: 1, epochs: 5, peers: ['cerca', 'gensim'] },
  { model: 'fasttext', threads: 1, epochs: 1, peers: ['cerca', 'gensim'] },
  { model: 'glove', threads: 1, epochs: 15, peers: ['cerca'] },
]

console.log(
  '| model, threads, epochs | | words/s | of processor time | WordSim-353 | SimLex-999 | MEN | analogies |',
)
console.log('|---|---|---|---|---|---|---|---|')
for (const row of ROWS.filter(({ model }) => only === undefined || model === only)) {
  for (const name of row.peers) {
    const file = join(out, `${name}-${row.model}-${row.threads}.bin`)
    const args = [
      text,
      file,
      '--model',
      row.model,
      '--threads',
      String(row.threads),
      '--epochs',
      String(row.epochs),
    ]
    const trained =
      name === 'cerca'
        ? run(process.execPath, ['--import', 'tsx', join(bench, 'words.ts'), ...args])
        : run(python, [peer, 'train', ...args])
    const judged = run(python, [peer, 'judge', file, ...(men === undefined ? [] : ['--men', men])])
    const cells = [
      `${row.model}, ${row.threads}, ${row.epochs}`,
      name,
      trained.wordsPerSecond,
      Math.round(trained.words / trained.cpuSeconds),
      judged['WordSim-353'].spearman,
      judged['SimLex-999'].spearman,
      judged.MEN?.spearman ?? '',
      judged.analogies.accuracy,
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
}

/** The one object that a program prints. */
function run(/** @type {string} */ program, /** @type {string[]} */ args) {
  // numpy is to choose its kernels by itself, and to leave the threads to gensim.
  const { OPENBLAS_CORETYPE: _, ...environment } = process.env
  const env = { ...environment, OPENBLAS_NUM_THREADS: '1' }
  return JSON.parse(
    execFileSync(program, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }),
  )
}
