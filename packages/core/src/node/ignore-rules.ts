/**
 * The ignore files that apply in a folder.
 *
 * As in ripgrep the kind of a file counts before its depth: `.cercaignore`, then `.ignore`, then `.gitignore`, then
 * the repository's `info/exclude`, then the user's global excludes. Among files of one kind the deepest is strongest.
 * The strongest file with a matching pattern decides, its last matching pattern wins, and nothing below a folder that
 * is left out comes back. The patterns themselves are matched by the `ignore` package.
 */
import { existsSync, lstatSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import {
  type Environment,
  enclosingRepository,
  globalExcludesPath,
  infoExcludePath,
  readText,
} from './git-config.js'
import type { Exclusion } from './left-out.js'
import { PatternSet } from './pattern-set.js'

// Strongest first: the index is the rank of a file's rules.
const FILE_NAMES = ['.cercaignore', '.ignore', '.gitignore'] as const
const RANK_OF_GITIGNORE = 2
const RANK_OF_INFO_EXCLUDE = 3
const RANK_OF_GLOBAL_EXCLUDES = 4

/** One ignore file. Its patterns speak of paths below `folder`, which is relative to the top and ends in `/`. */
interface Layer {
  readonly rank: number
  readonly file: string
  readonly folder: string
  readonly patterns: PatternSet
}

/** What the ignore files say of a path: `wanted` when `.cercaignore` or `.ignore` brings it back. */
export type IgnoreVerdict = Exclusion | 'wanted' | undefined

/** Rules that hold for what stands in one folder. Immutable; paths are relative to the root, a folder's ends in `/`. */
export class IgnoreRules {
  /** Top of the enclosing repository, or the root where there is none. */
  readonly #top: string
  /** Path of the root below the top. */
  readonly #prefix: string
  /** Strongest first. */
  readonly #layers: readonly Layer[]

  private constructor(top: string, prefix: string, layers: readonly Layer[]) {
    this.#top = top
    this.#prefix = prefix
    this.#layers = layers
  }

  /** Rules from outside the root: the user's, the repository's, and those of the folders between its top and the root. */
  static outside(root: string, environment: Environment): IgnoreRules {
    const repository = enclosingRepository(root)
    const excludes = globalExcludesPath(repository, environment)
    const globalLayers = readLayer({ rank: RANK_OF_GLOBAL_EXCLUDES, file: excludes, folder: '' })
    if (repository === undefined) return new IgnoreRules(root, '', globalLayers)

    const prefix = slashed(relative(repository, root))
    let rules = new IgnoreRules(repository, '', globalLayers)
    for (let slash = -1; slash < prefix.length - 1; slash = prefix.indexOf('/', slash + 1)) {
      const folder = prefix.slice(0, slash + 1)
      rules = rules.enter(folder, (name) => existsSync(join(repository, folder, name)))
    }
    return new IgnoreRules(repository, prefix, rules.#layers)
  }

  /** Rules inside `folder` (`''` is the root), which holds the names that `has` knows. */
  enter(folder: string, has: (name: string) => boolean): IgnoreRules {
    const path = this.#prefix + folder
    let layers = reopen(this.#layers, path)
    if (has('.git')) layers = enterRepository(layers, join(this.#top, path), path)
    for (const [rank, name] of FILE_NAMES.entries()) {
      if (!has(name)) continue
      layers = insert(layers, readLayer({ rank, file: join(this.#top, path, name), folder: path }))
    }
    return layers === this.#layers ? this : new IgnoreRules(this.#top, this.#prefix, layers)
  }

  /** Judges something that stands in the folder of these rules. */
  verdict(path: string): IgnoreVerdict {
    const pathFromTop = this.#prefix + path
    for (const { rank, file, folder, patterns } of this.#layers) {
      const { decision, pattern, mark } = patterns.test(pathFromTop.slice(folder.length))
      if (decision === 'ignored')
        return { reason: 'ignored', rule: pattern, source: file, line: Number(mark) }
      if (decision === 'wanted') return rank < RANK_OF_GITIGNORE ? 'wanted' : undefined
    }
    return undefined
  }
}

function readLayer(place: Omit<Layer, 'patterns'>): readonly Layer[] {
  // As in git a link in the tree is no ignore file, but the user's own files are often links.
  const isFollowed = place.rank > RANK_OF_GITIGNORE
  if (!isFollowed && lstatSync(place.file, { throwIfNoEntry: false })?.isSymbolicLink()) return []
  const text = readText(place.file)
  if (text === undefined) return []
  const lines = text.split(/\r?\n|\r$/).map((pattern, index) => ({ pattern, mark: String(index + 1) }))
  return [{ ...place, patterns: PatternSet.of(lines) }]
}

/** Puts layers before those of their rank and of weaker ranks. */
function insert(layers: readonly Layer[], added: readonly Layer[]): readonly Layer[] {
  const rank = added[0]?.rank
  if (rank === undefined) return layers
  const at = layers.findIndex((layer) => layer.rank >= rank)
  return at < 0 ? [...layers, ...added] : [...layers.slice(0, at), ...added, ...layers.slice(at)]
}

/** A repository inside the tree does not know the rules that git finds above it. */
function enterRepository(layers: readonly Layer[], absolutePath: string, folder: string): readonly Layer[] {
  const kept = layers.flatMap((layer) => {
    if (layer.rank < RANK_OF_GITIGNORE) return [layer]
    return layer.rank === RANK_OF_GLOBAL_EXCLUDES ? [{ ...layer, folder }] : []
  })
  const file = infoExcludePath(absolutePath)
  return file === undefined ? kept : insert(kept, readLayer({ rank: RANK_OF_INFO_EXCLUDE, file, folder }))
}

/**
 * Makes every layer forget that it ignores `folder`, because a stronger one has brought it back:
 * else the weaker verdict would be carried down to everything inside.
 */
function reopen(layers: readonly Layer[], folder: string): readonly Layer[] {
  const below = (layer: Layer) => folder.slice(layer.folder.length)
  const isClosed = (layer: Layer) =>
    below(layer) !== '' && layer.patterns.test(below(layer)).decision === 'ignored'
  if (!layers.some(isClosed)) return layers
  return layers.map((layer) =>
    isClosed(layer) ? { ...layer, patterns: layer.patterns.reopened(below(layer)) } : layer,
  )
}

function slashed(path: string): string {
  return path === '' ? '' : `${path.split(sep).join('/')}/`
}
