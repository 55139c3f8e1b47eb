/** Reading an index while something else is done. */
import { decodeManifest } from '../engine/manifest.js'
import type { OpenedIndex } from '../engine/opened-index.js'
import { containerChecksum } from '../segment/container.js'
import { segmentSteps } from '../segment/format.js'
import type { BlobStore } from './blob-store.js'
import { blobsOf } from './stored-index.js'
import { createTurns } from './turns.js'

/**
 * `known`, and the segments that are on disk and that it does not have: what opening the index then takes from it has
 * been read and checked without holding up this thread for long. Never rejects: opening says what cannot be read.
 */
export async function readAhead(store: BlobStore, known: OpenedIndex): Promise<OpenedIndex> {
  const names = [...known.manifest.segments]
  const segments = [...known.segments]
  const segmentBytes = [...known.segmentBytes]
  try {
    const manifest = store.readManifest()
    const wanted = manifest ? decodeManifest(manifest).segments : []
    const turns = createTurns(undefined)
    for (const name of wanted.filter((segment) => !names.includes(segment))) {
      const bytes = await store.readBlobBehind(name)
      // Something else is in its place.
      if (!name.endsWith(containerChecksum(bytes))) continue
      const steps = segmentSteps(bytes)
      let step = steps.next()
      while (!step.done) {
        if (turns.isOver()) await turns.next()
        step = steps.next()
      }
      names.push(name)
      segments.push(step.value)
      segmentBytes.push(bytes.length)
    }
  } catch {
    // What was read until then is read.
  }
  return { ...known, manifest: { ...known.manifest, segments: names }, segments, segmentBytes }
}

/**
 * `store` with all blobs of its manifest in memory, which are read while this thread does something else; each is
 * handed out once. Never rejects: opening the index says what cannot be read.
 */
export async function withBlobsAhead(store: BlobStore): Promise<BlobStore> {
  const ahead = new Map<string, Uint8Array>()
  try {
    const manifest = store.readManifest()
    const names = manifest ? blobsOf(decodeManifest(manifest)) : []
    await Promise.all([...names].map(async (name) => ahead.set(name, await store.readBlobBehind(name))))
  } catch {
    // What was read until then is read.
  }
  return {
    ...store,
    readBlob(name) {
      const bytes = ahead.get(name)
      ahead.delete(name)
      return bytes ?? store.readBlob(name)
    },
  }
}
