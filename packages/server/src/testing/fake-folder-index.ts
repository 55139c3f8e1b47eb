/** An index in memory whose answers are a function of its files: a place answers when its lines hold the words asked for. */

import { CercaError } from '@cerca/core'
import type { DuplicateFunction } from '@cerca/core/explore'
import type { LiveDefinition } from '@cerca/core/node'
import type {
  FolderIndex,
  FolderIndexOptions,
  FolderState,
  SearchRequest,
  SimilarPlace,
  SimilarRequest,
} from '../threads/folder-index.js'

/** Path → text, below every root. Functions are `fn NAME … end`; two are alike by the lines they share. */
export type FakeFiles = Readonly<Record<string, string>>

export interface FakeFolderIndex extends FolderIndex {
  readonly options: FolderIndexOptions
  /** What was called, such as `filesChanged a.ts,b.ts`. */
  readonly calls: string[]
  set(state: Partial<FolderState>): void
  /** Makes answers wait until `release`. */
  hold(): void
  release(): void
}

const READY: FolderState = {
  state: 'ready',
  message: '',
  isComplete: true,
  generation: 1,
  files: 1,
  chunks: 2,
  done: 0,
  total: 0,
  indexBytes: 10,
  leftOut: {},
}

export function createFakeFolderIndex(options: FolderIndexOptions, filesOnDisk: FakeFiles): FakeFolderIndex {
  const calls: string[] = []
  const listeners = new Set<(state: FolderState) => void>()
  const documents = new Map<string, string>()
  let state = READY
  let gate: Promise<void> = Promise.resolve()
  let release = (): void => {}

  const files = () => new Map([...Object.entries(filesOnDisk), ...documents])
  const textOf = (path: string): string => {
    const text = files().get(path)
    if (text === undefined) throw new CercaError('path-not-indexed', path)
    return text
  }
  const wait = async (signal: AbortSignal): Promise<void> => {
    await gate
    signal.throwIfAborted()
  }
  const isInScope = ({ paths, languages }: SearchRequest | SimilarRequest, path: string): boolean =>
    (paths.length === 0 || paths.some((part) => path.includes(part))) &&
    (languages.length === 0 || languages.some((language) => path.endsWith(language)))

  return {
    root: options.root,
    options,
    calls,
    search: async (request, signal) => {
      calls.push('search')
      await wait(signal)
      const words = request.query.toLowerCase().split(/\s+/).filter(Boolean)
      if (words.length === 0) throw new CercaError('query-empty')
      const hits = [...files()]
        .filter(([path]) => isInScope(request, path))
        .map(([path, text]) =>
          placeOf(path, text, words.filter((word) => text.toLowerCase().includes(word)).length),
        )
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
      return { hits: hits.slice(0, request.limit), isComplete: state.state === 'ready' }
    },
    similar: async (request, signal) => {
      calls.push(`similar ${request.subject.kind}`)
      await wait(signal)
      const { subject } = request
      const own = subject.kind === 'lines' ? subject.path : undefined
      const text = subject.kind === 'lines' ? textOf(subject.path) : subject.text
      const around = definitionsOf(text).find(({ lines }) => holds(lines, subject.lines))
      const lines =
        subject.lines.end - subject.lines.start === 1 ? (around?.lines ?? subject.lines) : subject.lines
      if (lines.start >= text.split('\n').length) throw new CercaError('line-out-of-range', own ?? 'the text')
      const hits = [...files()]
        .filter(([path]) => isInScope(request, path))
        .flatMap(([path, other]) => similarPlaces(path, other, text, lines))
        .filter(
          (hit) => hit.similarity >= request.minSimilarity && (hit.path !== own || !holds(lines, hit.lines)),
        )
        .sort((a, b) => b.similarity - a.similarity)
      return { lines, name: around?.name ?? '', hits: hits.slice(0, request.limit), isComplete: true }
    },
    definitions: async (path, signal) => {
      calls.push(`definitions ${path}`)
      await wait(signal)
      return definitionsOf(files().get(path) ?? '')
    },
    countSimilar: async (path, definitions, minSimilarity, signal) => {
      calls.push(`countSimilar ${path} x${definitions.length}`)
      await wait(signal)
      const text = textOf(path)
      return definitions.map(
        (lines) =>
          [...files()]
            .flatMap(([other, otherText]) => similarPlaces(other, otherText, text, lines))
            .filter(
              (hit) => hit.similarity >= minSimilarity && !(hit.path === path && holds(lines, hit.lines)),
            ).length,
      )
    },
    duplicates: async ({ minLines, paths, notPaths, limit }, onProgress, signal) => {
      calls.push('duplicates')
      await wait(signal)
      onProgress({ phase: 'compare', done: 1, total: 2 })
      const byBody = new Map<string, DuplicateFunction[]>()
      for (const [path, text] of files()) {
        if (notPaths.some((part) => `/${path}`.includes(part))) continue
        if (paths.length > 0 && !paths.some((part) => path.includes(part))) continue
        for (const { name, lines } of definitionsOf(text)) {
          if (lines.end - lines.start < minLines) continue
          if (text.split('\n')[lines.start - 1]?.includes('cerca: ignore duplicates')) continue
          const body = text.split('\n').slice(lines.start, lines.end).filter(isBody).join('\n')
          byBody.set(body, [...(byBody.get(body) ?? []), { path, name, lines, language: 'fake' }])
        }
      }
      const clusters = [...byBody.values()]
        .filter((members) => members.length > 1)
        .map((members) => ({ similarity: 0.934, savedLines: members.length, members }))
      return { clusters: clusters.slice(0, limit), isComplete: true }
    },
    leftOut: async (limit) => {
      const sentence = 'A build makes it. (dist/ (built-in default))'
      const detail = 'dist/ (built-in default)'
      const all = [{ path: 'dist/', reason: 'build-output' as const, sentence, detail }]
      return { files: all.slice(0, limit), total: all.length }
    },
    setDocument: (path, text) => {
      calls.push(`setDocument ${path}${text === undefined ? ' gone' : ''}`)
      if (text === undefined) documents.delete(path)
      else documents.set(path, text)
    },
    filesChanged: (paths) => {
      calls.push(`filesChanged ${paths}`)
    },
    reindex: async ({ rebuild }) => {
      calls.push(rebuild ? 'rebuild' : 'reindex')
      await gate
    },
    cancelIndexing: () => {
      calls.push('cancelIndexing')
    },
    setPaused: (isPaused) => {
      calls.push(`setPaused ${isPaused}`)
      set({ state: isPaused ? 'paused' : 'ready' })
    },
    configure: (settings) => {
      calls.push(`configure ${JSON.stringify(settings)}`)
    },
    get state() {
      return state
    },
    onState: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      calls.push('close')
    },
    set,
    hold: () => {
      gate = new Promise((resolve) => {
        release = resolve
      })
    },
    release: () => release(),
  }

  function set(change: Partial<FolderState>): void {
    state = { ...state, ...change }
    for (const listener of listeners) listener(state)
  }
}

function definitionsOf(text: string): LiveDefinition[] {
  const lines = text.split('\n')
  return lines.flatMap((line, idx) => {
    const name = /^fn (\w+)/.exec(line)?.[1]
    if (name === undefined) return []
    const end = lines.indexOf('end', idx)
    return [
      {
        name,
        kind: 'function' as const,
        scope: '',
        lines: { start: idx, end: (end < 0 ? lines.length - 1 : end) + 1 },
        nameLine: idx,
        nameStart: 3,
        nameEnd: 3 + name.length,
      },
    ]
  })
}

/** The functions of a text, by the share of their lines that the subject has too; names do not count. */
function similarPlaces(
  path: string,
  text: string,
  subject: string,
  lines: { readonly start: number; readonly end: number },
): SimilarPlace[] {
  const wanted = new Set(subject.split('\n').slice(lines.start, lines.end).filter(isBody))
  return definitionsOf(text).map((definition) => {
    const body = text.split('\n').slice(definition.lines.start, definition.lines.end).filter(isBody)
    const shared = body.filter((line) => wanted.has(line)).length
    const similarity = shared / Math.max(1, body.length, wanted.size)
    return { ...placeOf(path, text, similarity), lines: definition.lines, similarity }
  })
}

function isBody(line: string): boolean {
  return line !== 'end' && !line.startsWith('fn ')
}

function holds(
  outer: { readonly start: number; readonly end: number },
  inner: { readonly start: number; readonly end: number },
): boolean {
  return outer.start <= inner.start && outer.end >= inner.end
}

function placeOf(path: string, text: string, score: number) {
  const lines = text.split('\n')
  const definition = definitionsOf(text)[0]
  return {
    path,
    lines: { start: 0, end: lines.length },
    score,
    language: path.slice(path.lastIndexOf('.') + 1),
    kind: 'code' as const,
    traits: [],
    scope: '',
    symbols:
      definition === undefined
        ? []
        : [{ name: definition.name, kind: definition.kind, scope: '', lines: definition.lines }],
    preview: { line: 0, text: lines.slice(0, 1).join('\n'), matches: [] },
  }
}
