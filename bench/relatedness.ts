/**
 * Says how well a model's sense of what is like what agrees with people's: Spearman's correlation.
 *
 *   npx tsx bench/relatedness.ts --model packages/model/model wordsim353.tsv simlex999.txt men-3k.txt
 *
 * A line of a file is two words and a number, with blanks between; others are passed over. Where to get them stands in
 * bench/README-words.md.
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { createStaticEmbedder, createTermAnalyzer, loadModel } from '@cerca/core'
import { openModel } from '@cerca/core/node'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { model: { type: 'string', default: 'packages/model/model' } },
})
const embedder = createStaticEmbedder(loadModel(openModel(values.model)), createTermAnalyzer())

for (const file of positionals) {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , score]) => Number.isFinite(Number(score ?? Number.NaN)))
  const columns = await Promise.all(
    [0, 1].map((column) =>
      embedder.embed(
        lines.map((line) => line[column]),
        'document',
      ),
    ),
  )
  const cosines = lines.map((_, row) => {
    let sum = 0
    for (let at = row * embedder.dimensions; at < (row + 1) * embedder.dimensions; at++)
      sum += columns[0][at] * columns[1][at]
    return sum
  })
  const people = lines.map(([, , score]) => Number(score))
  const correlation = pearson(ranksOf(cosines), ranksOf(people))
  console.log(`${basename(file)}: ${correlation.toFixed(3)} over ${lines.length} pairs`)
}

/** Ranks from 0; equal values share the mean of theirs. */
function ranksOf(numbers: readonly number[]): number[] {
  const order = [...numbers.keys()].sort((a, b) => numbers[a] - numbers[b])
  const ranks = new Array<number>(numbers.length)
  for (let first = 0; first < order.length; ) {
    let last = first
    while (last + 1 < order.length && numbers[order[last + 1]] === numbers[order[first]]) last++
    for (let at = first; at <= last; at++) ranks[order[at]] = (first + last) / 2
    first = last + 1
  }
  return ranks
}

function pearson(a: readonly number[], b: readonly number[]): number {
  const mean = (a.length - 1) / 2
  let [both, ownA, ownB] = [0, 0, 0]
  for (const [idx, value] of a.entries()) {
    both += (value - mean) * (b[idx] - mean)
    ownA += (value - mean) ** 2
    ownB += (b[idx] - mean) ** 2
  }
  return both / Math.sqrt(ownA * ownB)
}
