/** The index of one workspace folder, in a thread and a process. */
import { availableParallelism } from 'node:os'
import { openedLine, updatedLine } from '../index-log.js'
import type { FolderIndex, FolderIndexOptions, FolderState } from './folder-index.js'
import { listLeftOut } from './list-left-out.js'
import type { FromIndexingProcess, IndexingTask, OpenedFigures } from './messages.js'
import { type IndexingResult, runIndexing } from './run-indexing.js'
import { createSearchClient } from './search-client.js'
import { createStates } from './states.js'
import { createUpdates } from './updates.js'

/** Files that are read at once when they change; more are one batch for the index. */
const MOST_FILES_AT_ONCE = 64
/** Milliseconds that a text waits for the next key, unless somebody asks. */
const TYPING_MS = 150
/** Of more cores, analysing takes half: the other half is the user's. */
const MOST_WORKERS = 4

/** Where the threads lie: beside the bundle that this is part of. */
export interface ThreadUrls {
  readonly search: URL
  readonly indexing: URL
}

const BESIDE: ThreadUrls = {
  search: new URL('./search-thread.js', import.meta.url),
  indexing: new URL('./indexing-process.js', import.meta.url),
}

/** Opens the index at once and begins to bring it up to date. Never throws: what goes wrong is a state. */
export function createFolderIndex(options: FolderIndexOptions, urls: ThreadUrls = BESIDE): FolderIndex {
  const { root, indexDir, modelFolder, onLog } = options
  let { settings } = options
  /** Open documents, and those of them that the search thread has not got yet. */
  const documents = new Map<string, string>()
  const unsent = new Set<string>()
  let typing: NodeJS.Timeout | undefined
  let nAtOnce = 0
  let index: OpenedFigures = { isFound: false, files: 0, chunks: 0, indexBytes: 0, isAdapted: undefined }
  let isPaused = false
  let generation = 0
  /** Somebody was answered while the thread had not read yet what it was told of. */
  let isUnsettled = false
  let openingMs = Date.now()
  let listedMs = 0
  let progress: Pick<FolderState, 'state' | 'done' | 'total'> | undefined
  let leftOut: FolderState['leftOut'] = {}
  let searchProblem = ''
  let indexProblem = ''
  const closing = new AbortController()
  const states = createStates(stateNow)

  const search = createSearchClient({
    url: urls.search,
    data: { root, indexDir, modelFolder },
    documents: () => documents,
    onIndex(opened) {
      isUnsettled = false
      searchProblem = ''
      onLog('info', openedLine(opened, Date.now() - openingMs))
      answersFrom(opened)
    },
    onReopened: answersFrom,
    onSettled() {
      if (!isUnsettled) return
      isUnsettled = false
      answersFrom(index)
    },
    onProblem(error) {
      searchProblem = options.describe(error)
      states.changed()
    },
    onDeath(detail) {
      openingMs = Date.now()
      onLog('warning', `The search thread: ${detail}`)
    },
  })

  const updates = createUpdates({
    isPaused,
    isAutomatic: settings.isAutomatic,
    run({ rebuild }) {
      progress = undefined
      const run = runIndexing(urls.indexing, taskOf(rebuild), onIndexing)
      return { ...run, done: run.done.then(indexed) }
    },
    onChange(error) {
      if (!updates.isRunning()) progress = undefined
      indexProblem = error ? options.describe(error) : ''
      states.changed()
    },
  })

  function taskOf(rebuild: boolean): IndexingTask {
    const { maxFileBytes, adapt } = settings
    const workers = workersFor(availableParallelism())
    return { kind: 'update', root, indexDir, modelFolder, maxFileBytes, adapt, rebuild, workers }
  }

  function onIndexing(message: FromIndexingProcess): void {
    if (message.kind === 'listing') listedMs = Date.now()
    else if (message.kind === 'stored') void reload()
    else if (message.kind === 'notice') onLog('info', message.message)
    else if (message.kind === 'progress') {
      const { state, done, total } = message
      progress = { state, done, total }
      states.changed()
    }
  }

  /** The index is current when it is answered from. */
  async function indexed(result: IndexingResult): Promise<IndexingResult> {
    if (result.kind === 'updated') {
      leftOut = result.report.leftOut
      onLog('info', updatedLine(result.report))
    }
    await reload()
    return result
  }

  async function reload(): Promise<void> {
    nAtOnce = 0
    search.restart()
    try {
      answersFrom(await search.ask('reload', listedMs, closing.signal))
    } catch (error) {
      if (!closing.signal.aborted) onLog('warning', `The new index is not answered from yet: ${error}`)
    }
  }

  function answersFrom(opened: OpenedFigures): void {
    index = opened
    generation++
    states.changed()
  }

  function stateNow(): FolderState {
    const { files, chunks, indexBytes } = index
    const figures = {
      isComplete: isComplete() && !isUnsettled,
      generation,
      files,
      chunks,
      indexBytes,
      leftOut,
      done: 0,
      total: 0,
    }
    const message = searchProblem || indexProblem
    if (message !== '') return { ...figures, state: 'problem', message }
    if (updates.isRunning() && progress) return { ...figures, ...progress, message: '' }
    if (isPaused) return { ...figures, state: 'paused', message: '' }
    if (!search.isOpen()) return { ...figures, state: 'opening', message: '' }
    return { ...figures, state: isWithoutIndex() ? 'indexing' : 'ready', message: '' }
  }

  /** Nothing was ever indexed, and that is about to change. */
  function isWithoutIndex(): boolean {
    return !index.isFound && (updates.isRunning() || settings.isAutomatic)
  }

  /** Questions are about what is on the screen. */
  function sendDocuments(): void {
    clearTimeout(typing)
    typing = undefined
    for (const path of unsent) search.tell({ kind: 'setDocument', path, text: documents.get(path) })
    unsent.clear()
  }

  /** But for what the search thread has still to read. */
  function isComplete(): boolean {
    return index.isFound && !updates.isBehind() && searchProblem === ''
  }

  function judged<Answer extends { readonly isComplete: boolean }>(answer: Answer): Answer {
    if (!answer.isComplete) {
      isUnsettled = true
      states.changed()
    }
    return { ...answer, isComplete: answer.isComplete && isComplete() }
  }

  // The first answers do not wait for it.
  updates.changed('many')

  return {
    root,
    async search(request, signal) {
      sendDocuments()
      return judged(await search.ask('search', request, signal))
    },
    async similar(request, signal) {
      sendDocuments()
      return judged(await search.ask('similar', request, signal))
    },
    definitions(path, signal) {
      sendDocuments()
      return search.ask('definitions', path, signal)
    },
    countSimilar(path, definitions, minSimilarity, signal) {
      sendDocuments()
      return search.ask('countSimilar', { path, definitions, minSimilarity }, signal)
    },
    async duplicates(request, onProgress, signal) {
      sendDocuments()
      return judged(await search.ask('duplicates', request, signal, onProgress))
    },
    leftOut: (limit, signal) => listLeftOut(urls.indexing, { root, indexDir, limit }, signal),
    setDocument(path, text) {
      if (documents.get(path) === text) return
      if (text === undefined) documents.delete(path)
      else documents.set(path, text)
      unsent.add(path)
      typing ??= setTimeout(sendDocuments, TYPING_MS)
    },
    filesChanged(paths) {
      const isFew = paths !== 'unknown' && nAtOnce + paths.length <= MOST_FILES_AT_ONCE
      if (isFew) {
        nAtOnce += paths.length
        search.tell({ kind: 'filesChanged', paths })
      }
      updates.changed(isFew ? 'few' : 'many')
      states.changed()
    },
    reindex: (wanted) => updates.request(wanted),
    cancelIndexing: () => void updates.cancel(),
    setPaused(next) {
      isPaused = next
      updates.setPaused(next)
      states.changed()
    },
    configure(next) {
      const isOther = next.maxFileBytes !== settings.maxFileBytes || next.adapt !== settings.adapt
      settings = next
      updates.setAutomatic(next.isAutomatic)
      if (isOther) updates.changed('many')
      states.changed()
    },
    get state() {
      return stateNow()
    },
    onState: (listener) => states.listen(listener),
    async close() {
      clearTimeout(typing)
      closing.abort()
      states.close()
      await Promise.all([updates.close(), search.close()])
    },
  }
}

/** On two cores the thread itself analyses, and leaves the other core to questions. */
function workersFor(nCores: number): number {
  return nCores <= 2 ? 0 : Math.min(MOST_WORKERS, nCores >> 1)
}
