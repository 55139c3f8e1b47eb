import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { bestLines, CercaError, type Hit, type NaturalLanguage } from '@cerca/core'
import type { Duplicates } from '@cerca/core/explore'
import type {
  DuplicatesOptions,
  IndexOptions,
  IndexReport,
  IndexStatus,
  RebuildReason,
  SearchIndex,
  SearchOptions,
  WhyAnswer,
} from '@cerca/core/node'
import type { CoreApi } from '../core-api.js'
import { evaluationTools } from '../evaluation-tools.js'
import { modelTools } from '../model-tools.js'
import { pairTools } from '../pair-tools.js'
import { tokenTools } from '../token-tools.js'
import { wordTools } from '../word-tools.js'

/**
 * A small real core: each paragraph is a chunk, a chunk's score is the share of the query's words that stand in it.
 * Hidden files are left out. `notices` are said and one step of progress shown whenever an index is opened,
 * `rebuilt` is why it was built again.
 */
export function createFakeCore(notices: readonly string[] = [], rebuilt?: RebuildReason): CoreApi {
  const indexed = new Set<string>()
  const open = (options: IndexOptions): SearchIndex => {
    for (const notice of notices) options.onNotice(notice)
    options.onProgress({ phase: 'analyse', filesDone: 1, filesTotal: 2, bytesDone: 10, bytesTotal: 20 })
    indexed.add(options.root)
    return new FakeIndex(options.root)
  }
  return {
    defaultModelFolder: undefined,
    loadDuplicateTools: async () => ({ DEFAULT_MIN_LINES: 2, DEFAULT_MIN_SIMILARITY: 0.9 }),
    updateIndex: async (options) => ({ ...reportOf(open(options)), rebuilt }),
    ensureIndex: async (options) => {
      const index = open(options)
      return { index, report: rebuilt && { ...reportOf(index), rebuilt } }
    },
    readStatus: async (root) => statusOf(root, indexed.has(root)),
    removeIndex: async (root) => indexed.delete(root),
    removeAllIndexes: async () => {
      const nIndexes = indexed.size
      indexed.clear()
      return nIndexes
    },
    why: async (root, path) => whyOf(root, path),
    realRootOf,
    decode: (bytes) => ({ text: bytes.toString() }),
    bestLines,
    // These hold nothing between calls: the real thing is as good as a fake.
    loadEvaluationTools: async () => evaluationTools,
    loadModelTools: async () => modelTools,
    loadPairTools: async () => pairTools,
    loadTokenTools: async () => tokenTools,
    loadWordTools: async () => wordTools,
    isGitUrl: (text) => text.startsWith('https://'),
    cloneToCache: async (url) => {
      throw new CercaError('clone-failed', url)
    },
  }
}

class FakeIndex implements SearchIndex {
  readonly root: string
  readonly #hits: readonly { readonly hit: Hit; readonly text: string }[]

  constructor(root: string) {
    this.root = root
    this.#hits = visibleFiles(root).flatMap((path) =>
      paragraphsOf(path, readFileSync(join(root, path), 'utf8')),
    )
  }

  get files(): number {
    return new Set(this.#hits.map(({ hit }) => hit.path)).size
  }

  get chunks(): number {
    return this.#hits.length
  }

  search(query: string, options: SearchOptions): readonly Hit[] {
    const words = wordsOf(query)
    if (words.length === 0) throw new CercaError('query-empty')
    const explanation = { label: 'words', value: 1, detail: `of ${words.length}`, children: [] }
    return this.#hits
      .map(({ hit, text }) => {
        const score = words.filter((word) => wordsOf(text).includes(word)).length / words.length
        return { ...hit, score, explanation: options.explain ? explanation : undefined }
      })
      .filter((hit) => hit.score > 0 && options.paths.every((part) => hit.path.includes(part)))
      .sort((a, b) => b.score - a.score)
      .slice(0, options.k)
  }

  similar(target: Parameters<SearchIndex['similar']>[0], options: SearchOptions): readonly Hit[] {
    if (target.kind === 'text') return this.search(target.text, options)
    const own = this.#hits.filter(({ hit }) => hit.path === target.path)
    if (own.length === 0) throw new CercaError('path-not-indexed', target.path)
    const line = target.kind === 'lines' ? target.lines.start : undefined
    const texts = own.filter(
      ({ hit }) => line === undefined || (hit.lines.start <= line && line < hit.lines.end),
    )
    const hits = this.search(texts.map(({ text }) => text).join(' '), { ...options, k: this.chunks })
    return hits.filter((hit) => hit.path !== target.path).slice(0, options.k)
  }

  /** Paragraphs are the functions, and equal ones duplicates. */
  async duplicates({ paths, minLines }: DuplicatesOptions): Promise<Duplicates> {
    const functions = this.#hits
      .filter(({ hit }) => hit.lines.end - hit.lines.start >= minLines)
      .filter(({ hit }) => paths.every((part) => hit.path.includes(part)))
    const clusters = [...new Set(functions.map(({ text }) => text))]
      .map((text) => functions.filter((other) => other.text === text).map(({ hit }) => hit))
      .filter((hits) => hits.length > 1)
      .map((hits) => ({
        similarity: 1,
        savedLines: (hits.length - 1) * (hits[0].lines.end - hits[0].lines.start),
        members: hits.map(({ path, language, lines, symbols }) => ({
          path,
          language,
          lines,
          name: symbols[0].name,
        })),
      }))
    return { clusters, nFunctions: functions.length }
  }

  languageOf(query: string): NaturalLanguage {
    return query.includes('¿') ? 'es' : 'en'
  }

  matches(query: string, line: string): readonly { start: number; end: number }[] {
    const words = wordsOf(query)
    return [...line.matchAll(/\w+/g)]
      .filter(([word]) => words.includes(word.toLowerCase()))
      .map((match) => ({ start: match.index, end: match.index + match[0].length }))
  }
}

function paragraphsOf(path: string, text: string): { hit: Hit; text: string }[] {
  const lines = text.split('\n')
  const paragraphs: { hit: Hit; text: string }[] = []
  let start = 0
  for (let end = 0; end <= lines.length; end++) {
    if (end < lines.length && lines[end] !== '') continue
    if (end > start)
      paragraphs.push({ hit: hitOf(path, start, end), text: lines.slice(start, end).join('\n') })
    start = end + 1
  }
  return paragraphs
}

function hitOf(path: string, start: number, end: number): Hit {
  const symbols = [{ name: `part${start}`, kind: 'function', scope: 'Whole', lines: { start, end } }] as const
  const fixed = {
    language: 'go',
    kind: 'code',
    traits: [],
    scope: 'Whole',
    symbols,
    explanation: undefined,
  } as const
  return { path, lines: { start, end }, score: 0, ...fixed }
}

function whyOf(root: string, path: string): WhyAnswer {
  const within = relative(root, path)
  const isIndexed = visibleFiles(root).includes(within)
  const sentence = `${within} is ${isIndexed ? '' : 'not '}indexed.`
  const facts = { kind: 'file', reason: undefined, leftOutPath: undefined, rule: undefined } as const
  return { path: within, state: isIndexed ? 'indexed' : 'left-out', sentence, ...facts }
}

function realRootOf(root: string): string {
  const stats = statSync(root, { throwIfNoEntry: false })
  if (!stats) throw new CercaError('root-not-found', root)
  if (!stats.isDirectory()) throw new CercaError('root-not-a-folder', root)
  return realpathSync(root)
}

function visibleFiles(root: string): string[] {
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  return files.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)).sort()
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\w+/g) ?? []
}

function reportOf(index: SearchIndex): IndexReport {
  const counts = { files: index.files, chunks: index.chunks, added: index.files }
  const sizes = {
    segments: 1,
    sourceBytes: 1_234_567,
    indexBytes: 2048,
    milliseconds: 530,
    adaptation: undefined,
  }
  const others = {
    changed: 0,
    removed: 0,
    unchanged: 0,
    leftOut: { binary: 3, 'too-large': 8 },
    problems: [],
    rebuilt: undefined,
  }
  return { root: index.root, indexPath: '/cache/cerca/abc', ...counts, ...sizes, ...others }
}

function statusOf(root: string, isIndexed: boolean): IndexStatus {
  const { files, chunks, ...report } = reportOf(new FakeIndex(root))
  const { indexPath, segments, sourceBytes, indexBytes, leftOut } = report
  const pending = { added: 0, changed: 0, removed: 0 }
  const state = isIndexed ? 'current' : 'missing'
  const sizes = { segments, sourceBytes, indexBytes, leftOut, pending }
  return {
    root,
    indexPath,
    state,
    detail: '',
    files,
    chunks,
    languages: [{ language: 'go', files }],
    ...sizes,
  }
}
