/** Several segments → one, without the files that are gone, in the order of paths. */
import { comparePaths } from '../text/compare-text.js'
import { bytesOfBits, copyBit, newBits } from './bits.js'
import { offsetsOf } from './growing.js'
import {
  type ChunkColumns,
  FIELD_NAMES,
  FIELDS,
  type FieldName,
  type FieldTraits,
  type FileColumns,
  type Postings,
  type Segment,
  type SymbolColumns,
} from './segment.js'
import { joinTables, NOT_KEPT, stringAt, tableSize } from './string-table.js'

/** A segment and which of its files still count; `undefined` means all. */
export interface LiveSegment {
  readonly segment: Segment
  readonly live: Uint8Array | undefined
}

/** One file's place in the old segments. */
interface FileOrigin {
  readonly segmentIdx: number
  readonly fileIdx: number
}

/** Old document → new document for each segment, `NOT_KEPT` for what is gone. */
interface DocumentMaps {
  readonly file: Uint32Array[]
  readonly chunk: Uint32Array[]
}

/**
 * Merges segments. The result searches exactly like its parts: documents in the order of their paths,
 * terms and strings that nothing uses any more left out.
 */
export function mergeSegments(parts: readonly LiveSegment[]): Segment {
  const segments = parts.map((part) => part.segment)
  const order = orderByPath(parts)
  const maps = mapDocuments(segments, order)
  const terms = joinTables(
    segments.map((segment) => segment.terms),
    parts.map((part, idx) => (part.live ? usedTerms(part.segment, maps, idx) : undefined)),
  )
  const strings = joinTables(
    segments.map((segment) => segment.strings),
    parts.map((part) => (part.live ? usedStrings(part.segment, part.live) : undefined)),
  )
  const nTerms = tableSize(terms.table)
  const postings = Object.fromEntries(
    FIELD_NAMES.map((field) => [field, mergePostings(field, segments, terms.remap, maps, nTerms)]),
  ) as Record<FieldName, Postings>
  return {
    ...mergeColumns(segments, order, strings.remap),
    strings: strings.table,
    terms: terms.table,
    postings,
  }
}

function orderByPath(parts: readonly LiveSegment[]): FileOrigin[] {
  const entries: (FileOrigin & { readonly path: string })[] = []
  let isSorted = true
  for (const [segmentIdx, { segment, live }] of parts.entries()) {
    for (let fileIdx = 0; fileIdx < segment.files.path.length; fileIdx++) {
      if (live && !live[fileIdx]) continue
      const path = stringAt(segment.strings, segment.files.path[fileIdx])
      if (entries.length > 0 && entries[entries.length - 1].path > path) isSorted = false
      entries.push({ segmentIdx, fileIdx, path })
    }
  }
  return isSorted ? entries : entries.sort(comparePaths)
}

function mapDocuments(segments: readonly Segment[], order: readonly FileOrigin[]): DocumentMaps {
  const file = segments.map((segment) => new Uint32Array(segment.files.path.length).fill(NOT_KEPT))
  const chunk = segments.map((segment) => new Uint32Array(segment.chunks.file.length).fill(NOT_KEPT))
  let nChunks = 0
  for (const [newIdx, { segmentIdx, fileIdx }] of order.entries()) {
    file[segmentIdx][fileIdx] = newIdx
    const { firstChunk } = segments[segmentIdx].files
    for (let old = firstChunk[fileIdx]; old < firstChunk[fileIdx + 1]; old++)
      chunk[segmentIdx][old] = nChunks++
  }
  return { file, chunk }
}

function usedTerms(segment: Segment, maps: DocumentMaps, segmentIdx: number): Uint8Array {
  const used = new Uint8Array(tableSize(segment.terms))
  for (const field of FIELD_NAMES) {
    const { offsets, docs } = segment.postings[field]
    const map = maps[FIELDS[field].documents][segmentIdx]
    for (let term = 0; term < used.length; term++) {
      for (let at = offsets[term]; at < offsets[term + 1] && !used[term]; at++) {
        if (map[docs[at]] !== NOT_KEPT) used[term] = 1
      }
    }
  }
  return used
}

function usedStrings(segment: Segment, live: Uint8Array): Uint8Array {
  const { files, chunks, symbols, strings } = segment
  const used = new Uint8Array(tableSize(strings))
  for (let file = 0; file < live.length; file++) {
    if (!live[file]) continue
    used[files.path[file]] = 1
    used[files.language[file]] = 1
    for (let chunk = files.firstChunk[file]; chunk < files.firstChunk[file + 1]; chunk++) {
      used[chunks.scope[chunk]] = 1
      for (let symbol = chunks.firstSymbol[chunk]; symbol < chunks.firstSymbol[chunk + 1]; symbol++) {
        used[symbols.name[symbol]] = 1
        used[symbols.scope[symbol]] = 1
      }
    }
  }
  return used
}

function mergePostings(
  field: FieldName,
  segments: readonly Segment[],
  termMaps: readonly Uint32Array[],
  maps: DocumentMaps,
  nTerms: number,
): Postings {
  const documentMaps = maps[FIELDS[field].documents]
  const { hasPositions, hasParts } = FIELDS[field]
  const counts = new Uint32Array(nTerms)
  const positionCounts = new Uint32Array(hasPositions ? nTerms : 0)
  forEachPosting(field, segments, termMaps, documentMaps, (term, source, from) => {
    counts[term]++
    if (hasPositions) positionCounts[term] += source.frequencies[from]
  })
  const offsets = offsetsOf(counts)
  const positionOffsets = hasPositions ? offsetsOf(positionCounts) : new Uint32Array(0)
  const docs = new Uint32Array(offsets[nTerms])
  const frequencies = new Uint8Array(offsets[nTerms])
  const positions = new Uint16Array(hasPositions ? positionOffsets[nTerms] : 0)
  const parts = newBits(hasParts ? offsets[nTerms] : 0)
  const cursor = offsets.slice(0, nTerms)
  const positionCursor = positionOffsets.slice(0, positionCounts.length)
  const isUnsorted = new Uint8Array(nTerms)
  forEachPosting(field, segments, termMaps, documentMaps, (term, source, from, doc, positionStart) => {
    const at = cursor[term]++
    const frequency = source.frequencies[from]
    if (at > offsets[term] && docs[at - 1] > doc) isUnsorted[term] = 1
    docs[at] = doc
    frequencies[at] = frequency
    if (hasParts) copyBit(source.parts, from, parts, at)
    if (!hasPositions) return
    for (let idx = 0; idx < frequency; idx++) {
      positions[positionCursor[term]++] = source.positions[positionStart + idx]
    }
  })
  const merged = {
    offsets,
    docs,
    frequencies,
    lengths: mergeLengths(field, segments, documentMaps),
    positionOffsets,
    positions,
    parts,
  }
  for (let term = 0; term < nTerms; term++) if (isUnsorted[term]) sortTerm(merged, term, FIELDS[field])
  return merged
}

function forEachPosting(
  field: FieldName,
  segments: readonly Segment[],
  termMaps: readonly Uint32Array[],
  documentMaps: readonly Uint32Array[],
  visit: (term: number, source: Postings, from: number, doc: number, positionStart: number) => void,
): void {
  for (const [segmentIdx, segment] of segments.entries()) {
    const source = segment.postings[field]
    const termMap = termMaps[segmentIdx]
    const documentMap = documentMaps[segmentIdx]
    for (let oldTerm = 0; oldTerm < termMap.length; oldTerm++) {
      let positionStart = source.positionOffsets[oldTerm] ?? 0
      for (let at = source.offsets[oldTerm]; at < source.offsets[oldTerm + 1]; at++) {
        const doc = documentMap[source.docs[at]]
        if (doc !== NOT_KEPT) visit(termMap[oldTerm], source, at, doc, positionStart)
        positionStart += source.frequencies[at]
      }
    }
  }
}

function mergeLengths(
  field: FieldName,
  segments: readonly Segment[],
  documentMaps: readonly Uint32Array[],
): Uint32Array {
  let nDocuments = 0
  for (const map of documentMaps) for (const doc of map) if (doc !== NOT_KEPT) nDocuments++
  const lengths = new Uint32Array(nDocuments)
  for (const [segmentIdx, segment] of segments.entries()) {
    const map = documentMaps[segmentIdx]
    const old = segment.postings[field].lengths
    for (let doc = 0; doc < old.length; doc++) if (map[doc] !== NOT_KEPT) lengths[map[doc]] = old[doc]
  }
  return lengths
}

/** Puts one term's postings, with all that belongs to them, into the order of documents. */
function sortTerm(postings: Postings, term: number, { hasPositions, hasParts }: FieldTraits): void {
  const start = postings.offsets[term]
  const end = postings.offsets[term + 1]
  const docs = postings.docs.slice(start, end)
  const frequencies = postings.frequencies.slice(start, end)
  const parts = postings.parts.slice(start >>> 3, bytesOfBits(end))
  const positionStarts = offsetsOf(Uint32Array.from(frequencies))
  const positionBase = hasPositions ? postings.positionOffsets[term] : 0
  const positions = hasPositions
    ? postings.positions.slice(positionBase, postings.positionOffsets[term + 1])
    : postings.positions
  const order = Uint32Array.from(docs.keys()).sort((a, b) => docs[a] - docs[b])
  let positionAt = positionBase
  for (const [idx, from] of order.entries()) {
    postings.docs[start + idx] = docs[from]
    postings.frequencies[start + idx] = frequencies[from]
    if (hasParts) copyBit(parts, (start & 7) + from, postings.parts, start + idx)
    if (!hasPositions) continue
    for (let at = positionStarts[from]; at < positionStarts[from + 1]; at++) {
      postings.positions[positionAt++] = positions[at]
    }
  }
}

function mergeColumns(
  segments: readonly Segment[],
  order: readonly FileOrigin[],
  stringMaps: readonly Uint32Array[],
): { files: FileColumns; chunks: ChunkColumns; symbols: SymbolColumns } {
  const nFiles = order.length
  let nChunks = 0
  let nSymbols = 0
  for (const { segmentIdx, fileIdx } of order) {
    const { files, chunks } = segments[segmentIdx]
    nChunks += files.firstChunk[fileIdx + 1] - files.firstChunk[fileIdx]
    nSymbols +=
      chunks.firstSymbol[files.firstChunk[fileIdx + 1]] - chunks.firstSymbol[files.firstChunk[fileIdx]]
  }
  const merged = {
    files: {
      path: new Uint32Array(nFiles),
      language: new Uint32Array(nFiles),
      bytes: new Uint32Array(nFiles),
      traits: new Uint8Array(nFiles),
      kind: new Uint8Array(nFiles),
      hash: new Uint8Array(nFiles * 16),
      firstChunk: new Uint32Array(nFiles + 1),
    },
    chunks: {
      file: new Uint32Array(nChunks),
      startLine: new Uint32Array(nChunks),
      endLine: new Uint32Array(nChunks),
      kind: new Uint8Array(nChunks),
      traits: new Uint8Array(nChunks),
      scope: new Uint32Array(nChunks),
      firstSymbol: new Uint32Array(nChunks + 1),
    },
    symbols: {
      name: new Uint32Array(nSymbols),
      kind: new Uint8Array(nSymbols),
      scope: new Uint32Array(nSymbols),
      startLine: new Uint32Array(nSymbols),
      endLine: new Uint32Array(nSymbols),
    },
  }
  let chunkAt = 0
  let symbolAt = 0
  for (const [newFile, { segmentIdx, fileIdx }] of order.entries()) {
    const { files, chunks, symbols } = segments[segmentIdx]
    const strings = stringMaps[segmentIdx]
    merged.files.path[newFile] = strings[files.path[fileIdx]]
    merged.files.language[newFile] = strings[files.language[fileIdx]]
    merged.files.bytes[newFile] = files.bytes[fileIdx]
    merged.files.traits[newFile] = files.traits[fileIdx]
    merged.files.kind[newFile] = files.kind[fileIdx]
    merged.files.hash.set(files.hash.subarray(fileIdx * 16, fileIdx * 16 + 16), newFile * 16)
    merged.files.firstChunk[newFile] = chunkAt
    for (let old = files.firstChunk[fileIdx]; old < files.firstChunk[fileIdx + 1]; old++, chunkAt++) {
      merged.chunks.file[chunkAt] = newFile
      merged.chunks.startLine[chunkAt] = chunks.startLine[old]
      merged.chunks.endLine[chunkAt] = chunks.endLine[old]
      merged.chunks.kind[chunkAt] = chunks.kind[old]
      merged.chunks.traits[chunkAt] = chunks.traits[old]
      merged.chunks.scope[chunkAt] = strings[chunks.scope[old]]
      merged.chunks.firstSymbol[chunkAt] = symbolAt
      for (let symbol = chunks.firstSymbol[old]; symbol < chunks.firstSymbol[old + 1]; symbol++, symbolAt++) {
        merged.symbols.name[symbolAt] = strings[symbols.name[symbol]]
        merged.symbols.kind[symbolAt] = symbols.kind[symbol]
        merged.symbols.scope[symbolAt] = strings[symbols.scope[symbol]]
        merged.symbols.startLine[symbolAt] = symbols.startLine[symbol]
        merged.symbols.endLine[symbolAt] = symbols.endLine[symbol]
      }
    }
  }
  merged.files.firstChunk[nFiles] = chunkAt
  merged.chunks.firstSymbol[nChunks] = symbolAt
  return merged
}
