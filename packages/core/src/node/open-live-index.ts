/** Opens the index of a folder as it is on disk, to be searched with documents over it. */
import { indexBytesOf, type OpenedIndex } from '../engine/opened-index.js'
import type { IndexOptions } from './api.js'
import { createLiveIndex, type LiveIndex } from './live-index.js'
import { readAhead } from './read-ahead.js'
import { type FoundIndex, findIndex, placeOf } from './stored-index.js'
import { modelIn } from './survey.js'

export interface StoredLiveIndex {
  readonly live: LiveIndex
  /** Whether there is an index on disk that could be opened; without one only documents are found. */
  readonly found: FoundIndex['state']
  /** Bytes on disk. */
  readonly indexBytes: number
  /** Whether the model learnt from the files; `undefined` when the index was made without one. */
  readonly isAdapted: boolean | undefined
  /** Files that were read and are not indexed, with the reason. */
  readonly skipped: OpenedIndex['manifest']['skipped']
  /** Whether it still is what is on disk. Cheap enough to be asked before every answer; never throws. */
  isCurrent(): boolean
  /**
   * Goes over to what is on disk now, if that is something else; it has every change from before `indexedMs`
   * (milliseconds since 1970). Throws what `openLiveIndex` throws, and then answers are as before.
   */
  reload(indexedMs: number): Promise<StoredLiveIndex>
}

/**
 * Nothing is walked and no file is read. Throws `root-…`, `index-too-new`, `index-unreadable`, `model-damaged` and
 * `model-unsupported`.
 */
export function openLiveIndex({
  root,
  indexDir,
  modelFolder,
}: Pick<IndexOptions, 'root' | 'indexDir' | 'modelFolder'>): StoredLiveIndex {
  const place = placeOf(root, indexDir)
  const model = modelIn(modelFolder)
  const stampNow = (): string => {
    try {
      return place.store.manifestStamp()
    } catch {
      // Reading it will say why.
      return ''
    }
  }
  const firstStamp = stampNow()
  const first = findIndex(place.store)
  const live = createLiveIndex({ root: place.root, opened: first.index, model })
  const stored = ({ state, index }: FoundIndex, stamp: string): StoredLiveIndex => ({
    live,
    found: state,
    indexBytes: state === 'opened' ? indexBytesOf(index) : 0,
    skipped: index.manifest.skipped,
    isAdapted: index.manifest.embedding && index.manifest.embedding.adaptation !== undefined,
    isCurrent: () => stampNow() === stamp,
    async reload(indexedMs) {
      const known = await readAhead(place.store, index)
      // What is committed from here on may be missing.
      const stampOfNext = stampNow()
      const next = findIndex(place.store, known)
      await live.reopen(next.index, indexedMs)
      return stored(next, stampOfNext)
    },
  })
  return stored(first, firstStamp)
}
