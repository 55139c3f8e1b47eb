/**
 * Which copies of a function `findDuplicates` still finds after somebody edited them, and how often it takes two
 * functions for copies that are none.
 *
 *   npm run build && npx tsx bench/duplicates.ts ROOT… [--functions 300] [--seed 1]
 *
 * Functions of at least six lines are drawn by chance from each repository. Each is copied, the copy is changed in one
 * of the ways below, and the two are compared; a changed line is replaced by one of another function. The last row
 * compares each with another function of its language. Shown is the share found, by the similarity asked for.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { languageById, languageOf } from '@cerca/core'
import { DEFAULT_MIN_LINES, findDuplicates } from '@cerca/core/explore'
import { openLiveIndex } from '@cerca/core/node'
import { createRandom } from '@cerca/core/train'

const { values: args, positionals: roots } = parseArgs({
  allowPositionals: true,
  options: { functions: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
})

const THRESHOLDS = [0.7, 0.75, 0.8, 0.9]

interface Sample {
  readonly language: string
  readonly lines: readonly string[]
}

// Words that no language lets somebody choose; the names of the samples are checked against no grammar.
const RESERVED = new Set(
  'if else elif for while do done then fi case esac switch break continue return function func fn fun def defp end let var val const mut pub public private protected internal static final abstract override class struct enum trait impl interface type import from export default new this self super null nil None true false True False and or not in is as of try catch except finally throw throws raise rescue ensure begin unless until with yield async await match when where select go defer chan map range void int char long short float double bool boolean byte string String unsigned signed sizeof local nonlocal global lambda pass del assert print echo use namespace using foreach module extends implements extern inline template typename operator auto virtual guard init deinit some any inout loop move ref dyn unsafe orelse comptime errdefer usize u8 i32 u32 i64 u64 undefined len append make cap error printf list empty isset unset array test exit set shift source eval require include goto typedef volatile register NULL BEGIN END alias begin redo retry retry cond receive quote unquote defp defmodule defmacro repeat type data newtype module qualified deriving forall id get echo print auto bool friend explicit mutable noexcept nullptr constexpr declare local readonly export typeof instanceof readonly object companion data sealed open lazy package'.split(
    ' ',
  ),
)

const random = createRandom(Number(args.seed))
const samples: Sample[] = []
for (const root of roots) samples.push(...(await functionsOf(root, Number(args.functions))))

const edits: readonly (readonly [name: string, edit: (sample: Sample) => readonly string[] | undefined])[] = [
  ['comments and layout', ({ lines }) => lines.flatMap((line) => ['', `    ${line}`])],
  ['variables renamed', ({ lines }) => renamed(lines, 'variables')],
  ['every name, number and string replaced', ({ lines }) => replacedLiterals(renamed(lines, 'all'))],
  ['a line inserted', (sample) => edited(sample, 1, 'insert')],
  ['a line deleted', (sample) => edited(sample, 1, 'delete')],
  ['a line replaced', (sample) => edited(sample, 1, 'replace')],
  ['two lines in a row swapped', (sample) => edited(sample, 1, 'swap')],
  ['10 % of lines edited', (sample) => edited(sample, 0.1 * sample.lines.length, 'any')],
  ['20 % of lines edited', (sample) => edited(sample, 0.2 * sample.lines.length, 'any')],
  ['30 % of lines edited', (sample) => edited(sample, 0.3 * sample.lines.length, 'any')],
  [
    'variables renamed and 10 % of lines edited',
    (sample) => renamed(edited(sample, 0.1 * sample.lines.length, 'any'), 'variables'),
  ],
  [
    'another function',
    (sample) =>
      pick(samples.filter((other) => other !== sample && other.language === sample.language))?.lines,
  ],
]

console.log(`${samples.length} functions of ${roots.length} repositories`)
console.log(['', ...THRESHOLDS].join(' | '))
for (const [name, edit] of edits) {
  const nFound = THRESHOLDS.map(() => 0)
  let nPairs = 0
  for (const sample of samples) {
    const lines = edit(sample)
    if (lines === undefined) continue
    nPairs++
    for (const [idx, minSimilarity] of THRESHOLDS.entries())
      if (await areDuplicates(sample, { ...sample, lines }, minSimilarity)) nFound[idx]++
  }
  console.log([name, ...nFound.map((found) => (found / nPairs).toFixed(3))].join(' | '))
}

async function areDuplicates(a: Sample, b: Sample, minSimilarity: number): Promise<boolean> {
  const files = [a, b].map(({ language, lines }, idx) => ({
    path: String(idx),
    language,
    functions: [{ name: '', lines: { start: 0, end: lines.length } }],
    read: () => lines.join('\n'),
  }))
  // A copy that lost a line is still as long as it takes.
  const options = { minLines: DEFAULT_MIN_LINES - 2, minSimilarity, onProgress: () => {}, signal: undefined }
  return (await findDuplicates(files, options)).clusters.length > 0
}

/** Functions long enough to be compared, drawn by chance. */
async function functionsOf(root: string, nWanted: number): Promise<Sample[]> {
  const { live } = openLiveIndex({ root, indexDir: join(root, '.no-index'), modelFolder: undefined })
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) =>
        !/(?:^|\/)(?:\.git|node_modules)\//.test(path) && languageById(languageOf(path, '')).kind === 'code',
    )
    .sort()
  const found: Sample[] = []
  for (const path of shuffled(paths)) {
    if (found.length >= nWanted) break
    const text = readFileSync(join(root, path), 'utf8')
    live.setDocument(path, text)
    const all = text.split(/\r?\n/)
    for (const { kind, lines } of shuffled(await live.definitionsOf(path)).slice(0, 3)) {
      if (!['function', 'method'].includes(kind)) continue
      const own = all.slice(lines.start, lines.end)
      if (own.filter((line) => /\w/.test(line)).length < DEFAULT_MIN_LINES) continue
      found.push({ language: languageOf(path, text), lines: own })
    }
    live.setDocument(path, undefined)
  }
  return found.slice(0, nWanted)
}

function edited(
  sample: Sample,
  nEdits: number,
  kind: 'insert' | 'delete' | 'replace' | 'swap' | 'any',
): string[] {
  const lines = [...sample.lines]
  for (let edit = 0; edit < Math.max(1, Math.round(nEdits)); edit++) {
    // Neither the first nor the last line, which say what and where it is.
    const at = 1 + random.nextInt(Math.max(1, lines.length - 2))
    const chosen =
      kind === 'any' ? (['insert', 'delete', 'replace', 'swap'] as const)[random.nextInt(4)] : kind
    if (chosen === 'insert') lines.splice(at, 0, foreignLine(sample))
    if (chosen === 'delete') lines.splice(at, 1)
    if (chosen === 'replace') lines[at] = foreignLine(sample)
    if (chosen === 'swap') [lines[at], lines[at + 1]] = [lines[at + 1] ?? '', lines[at]]
  }
  return lines
}

function foreignLine({ language }: Sample): string {
  for (;;) {
    const line = pick(pick(samples.filter((other) => other.language === language))?.lines ?? [])
    if (line !== undefined && /\w{2}/.test(line)) return line
  }
}

function renamed(lines: readonly string[], which: 'variables' | 'all'): string[] {
  const text = lines.join('\n')
  const names = new Map<string, string>()
  const counts = new Map<string, number>()
  for (const [name] of text.matchAll(/(?<![\w."'])[A-Za-z_]\w*(?!\w*\s*\()/g))
    counts.set(name, (counts.get(name) ?? 0) + 1)
  if (which === 'all') for (const [name] of text.matchAll(/[A-Za-z_]\w*/g)) counts.set(name, 2)
  for (const [name, count] of counts) {
    if (count > 1 && !RESERVED.has(name)) names.set(name, `other${names.size}`)
  }
  return text.replace(/[A-Za-z_]\w*/g, (name) => names.get(name) ?? name).split('\n')
}

function replacedLiterals(lines: readonly string[]): string[] {
  return lines.map((line) => line.replace(/"[^"\\\n]*"/g, '"other"').replace(/\b[0-9]+\b/g, '77'))
}

function pick<Item>(items: readonly Item[]): Item | undefined {
  return items[random.nextInt(Math.max(1, items.length))]
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, at: random.nextInt(2 ** 30) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)
}
