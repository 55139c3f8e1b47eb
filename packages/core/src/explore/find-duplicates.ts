/** Functions that are nearly the same, as clusters. */
import { compareText } from '../text/compare-text.js'
import type { LanguageId, LineRange } from '../types.js'
import { areCopies } from './copies.js'
import { type FunctionBag, type FunctionFile, functionBags } from './function-bags.js'
import { similarPairs } from './similar-pairs.js'
import { type StarCluster, starClusters } from './star-clusters.js'

export interface DuplicateOptions {
  /** Functions with fewer lines are not compared; at least 1. */
  readonly minLines: number
  /** The resemblance from which two functions count as duplicates, above 0, at most 1. */
  readonly minSimilarity: number
  /** Called now and then; awaited, so that a caller who returns a promise can let others run. */
  readonly onProgress: (progress: DuplicateProgress) => void | Promise<void>
  /** What it is aborted with is thrown. */
  readonly signal: AbortSignal | undefined
}

export interface DuplicateProgress {
  readonly phase: 'read' | 'compare'
  /** Files read, then functions compared. */
  readonly done: number
  readonly total: number
}

export interface DuplicateFunction {
  readonly path: string
  readonly language: LanguageId
  readonly name: string
  readonly lines: LineRange
}

export interface DuplicateCluster {
  /** The least resemblance of a member and the one at the centre, which all are linked with. */
  readonly similarity: number
  /** Lines that would go if only the longest member stayed. */
  readonly savedLines: number
  /** At least two, longest first, then by path and line. */
  readonly members: readonly DuplicateFunction[]
}

export interface Duplicates {
  /** Largest saving first, then more alike first, then by the first member's path and line. */
  readonly clusters: readonly DuplicateCluster[]
  /** How many functions were long enough to be compared. */
  readonly nFunctions: number
}

/** Files between two calls of `onProgress`. */
const PROGRESS_STEP = 16

/**
 * The clusters of functions that resemble each other. The same files in any order give the same answer. A function
 * inside another one is never its duplicate, and a cluster whose members lie in those of a larger one is not told
 * again.
 */
export async function findDuplicates(
  files: readonly FunctionFile[],
  options: DuplicateOptions,
): Promise<Duplicates> {
  const step = async (progress: DuplicateProgress) => {
    options.signal?.throwIfAborted()
    await options.onProgress(progress)
  }
  const functions: FunctionBag[] = []
  const limits = { minLines: options.minLines }
  for (const [done, file] of files.entries()) {
    if (done % PROGRESS_STEP === 0) await step({ phase: 'read', done, total: files.length })
    for (const bag of functionBags(file, limits)) functions.push(bag)
  }
  functions.sort(compareFunctions)
  const groups = sameFunctions(functions)
  const first = groups.map((group) => functions[group[0]])
  const pairs = await similarPairs(
    first.map(({ shingles }) => shingles),
    {
      minSimilarity: options.minSimilarity,
      isPair: (a, b, similarity) =>
        !isInside(first[a], first[b]) && areCopies(first[a], first[b], similarity),
      onProgress: (done) => step({ phase: 'compare', done, total: first.length }),
    },
  )
  const stars = starClusters(
    groups.map((group) => group.length),
    pairs,
  )
  const inStars = new Set(stars.flatMap(({ members }) => members))
  const alone = [...groups.keys()]
    .filter((group) => groups[group].length > 1 && !inStars.has(group))
    .map((group): StarCluster => ({ members: [group], similarity: 1 }))
  const clusters = [...stars, ...alone].map(({ members, similarity }) => ({
    similarity,
    members: members.flatMap((group) => groups[group].map((idx) => functions[idx])),
  }))
  return { clusters: withoutRepeats(clusters), nFunctions: functions.length }
}

/** Indices of functions that are the same but for layout and comments, in the order of their first. */
function sameFunctions(functions: readonly FunctionBag[]): number[][] {
  const groups = new Map<number, number[]>()
  for (const [idx, { identity }] of functions.entries()) {
    const group = groups.get(identity)
    if (group) group.push(idx)
    else groups.set(identity, [idx])
  }
  return [...groups.values()]
}

type Members = { readonly similarity: number; readonly members: readonly FunctionBag[] }

/** From the largest saving down, members inside members of one cluster told before count as one. */
function withoutRepeats(clusters: readonly Members[]): DuplicateCluster[] {
  const told = new PlaceMap()
  const kept: DuplicateCluster[] = []
  for (const { similarity, members } of clusters.map(outermost).sort(compareClusters)) {
    const around = new Set<number>()
    const left = members.filter((member) => {
      const cluster = told.around(member)
      if (cluster === undefined) return true
      return !around.has(cluster) && around.add(cluster)
    })
    if (left.length < 2) continue
    for (const member of left) told.add(member, kept.length)
    kept.push({
      similarity,
      savedLines: savedLines(left),
      members: left.map(({ path, language, name, lines }) => ({ path, language, name, lines })),
    })
  }
  return kept.sort(compareClusters)
}

/** Members sorted, without those that lie in another member. */
function outermost({ similarity, members }: Members): Members {
  const seen = new PlaceMap()
  const sorted = [...members].sort((a, b) => lengthOf(b) - lengthOf(a) || compareFunctions(a, b))
  const kept = sorted.filter((member) => {
    if (seen.around(member) !== undefined) return false
    seen.add(member, 0)
    return true
  })
  return { similarity, members: kept }
}

/** Lines of files that belong to clusters. */
class PlaceMap {
  readonly #places = new Map<string, { readonly lines: LineRange; readonly cluster: number }[]>()

  add({ path, lines }: DuplicateFunction, cluster: number): void {
    const known = this.#places.get(path)
    if (known) known.push({ lines, cluster })
    else this.#places.set(path, [{ lines, cluster }])
  }

  /** The first cluster added of those with a place that holds all lines of a function. */
  around({ path, lines }: DuplicateFunction): number | undefined {
    return this.#places.get(path)?.find((place) => contains(place.lines, lines))?.cluster
  }
}

function savedLines(members: readonly DuplicateFunction[]): number {
  const sizes = members.map(lengthOf)
  return sizes.reduce((sum, size) => sum + size, 0) - Math.max(0, ...sizes)
}

function compareClusters(
  a: Pick<DuplicateCluster, 'similarity' | 'members'>,
  b: Pick<DuplicateCluster, 'similarity' | 'members'>,
): number {
  return (
    savedLines(b.members) - savedLines(a.members) ||
    b.similarity - a.similarity ||
    compareFunctions(a.members[0], b.members[0])
  )
}

function compareFunctions(a: DuplicateFunction, b: DuplicateFunction): number {
  return compareText(a.path, b.path) || a.lines.start - b.lines.start || b.lines.end - a.lines.end
}

function isInside(a: DuplicateFunction, b: DuplicateFunction): boolean {
  return a.path === b.path && (contains(a.lines, b.lines) || contains(b.lines, a.lines))
}

function contains(outer: LineRange, inner: LineRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

function lengthOf({ lines }: DuplicateFunction): number {
  return lines.end - lines.start
}
