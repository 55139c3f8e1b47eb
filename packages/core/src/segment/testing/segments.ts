/** Segments for tests, and what they say in a form that can be compared and read. */
import { createTermAnalyzer } from '../../tokenize/terms.js'
import { hasBit } from '../bits.js'
import type { LiveSegment } from '../merge.js'
import { FIELD_NAMES, FIELDS, type FieldName, type Segment } from '../segment.js'
import { type AnalyzedFile, buildSegment } from '../segment-builder.js'
import { makeSnapshot, type Snapshot } from '../snapshot.js'
import { stringAt, tableSize } from '../string-table.js'
import { analyzedFiles, type Project } from './analyzed.js'

export function segmentOf(files: Project): Segment {
  return segmentOfFiles(analyzedFiles(files))
}

export function segmentOfFiles(files: readonly AnalyzedFile[]): Segment {
  return buildSegment(createTermAnalyzer(), files)
}

/** Projects on top of each other: of a path's versions the last one counts, and none of the `gone`. */
export function layers(projects: readonly Project[], gone: readonly string[] = []): LiveSegment[] {
  return projects.map((files, idx) => {
    const isLive = (path: string) =>
      !gone.includes(path) && projects.slice(idx + 1).every((later) => !(path in later))
    const segment = segmentOf(files)
    return {
      segment,
      live: Uint8Array.from(segment.files.path, (id) => Number(isLive(stringAt(segment.strings, id)))),
    }
  })
}

/** What is left of layers, as one project. */
export function flattened(projects: readonly Project[], gone: readonly string[] = []): Project {
  const files = Object.entries(Object.assign({}, ...projects) as Project)
  return Object.fromEntries(files.filter(([path]) => !gone.includes(path)))
}

/** One part of all live files. */
export function snapshotOf(files: Project): Snapshot {
  return makeSnapshot([{ segment: segmentOf(files), live: undefined }])
}

/** Term → its positions, or its frequency in a field without positions. */
export type DocumentTerms = Record<string, readonly number[] | number>

/** Everything a segment says about one file, ids resolved. */
export interface FileContent {
  readonly columns: readonly unknown[]
  readonly fields: Record<string, DocumentTerms>
  /** Terms that are parts of words of the path, sorted. */
  readonly parts: readonly string[]
  readonly chunks: readonly {
    readonly columns: readonly unknown[]
    readonly fields: Record<string, DocumentTerms>
    /** Terms that are parts of words of the body, sorted. */
    readonly parts: readonly string[]
  }[]
}

/** The live files of segments by path, whatever the order of ids: the slow reading of a segment. */
export function contentOf(parts: readonly LiveSegment[]): Map<string, FileContent> {
  const content: [string, FileContent][] = []
  for (const { segment, live } of parts) {
    const { files, chunks, symbols, strings } = segment
    const documents = decodeFields(segment)
    const parts = { body: decodeParts(segment, 'body'), path: decodeParts(segment, 'path') }
    for (const file of files.path.keys()) {
      if (live && !live[file]) continue
      const chunkIds = range(files.firstChunk[file], files.firstChunk[file + 1])
      content.push([
        stringAt(strings, files.path[file]),
        {
          columns: [
            stringAt(strings, files.language[file]),
            files.bytes[file],
            files.traits[file],
            files.kind[file],
            [...files.hash.subarray(file * 16, file * 16 + 16)].join(' '),
          ],
          fields: { head: documents.head[file], path: documents.path[file] },
          parts: parts.path[file],
          chunks: chunkIds.map((chunk) => ({
            columns: [
              chunks.file[chunk] === file,
              chunks.startLine[chunk],
              chunks.endLine[chunk],
              chunks.kind[chunk],
              chunks.traits[chunk],
              stringAt(strings, chunks.scope[chunk]),
              range(chunks.firstSymbol[chunk], chunks.firstSymbol[chunk + 1]).map((symbol) => [
                stringAt(strings, symbols.name[symbol]),
                symbols.kind[symbol],
                stringAt(strings, symbols.scope[symbol]),
                symbols.startLine[symbol],
                symbols.endLine[symbol],
              ]),
            ],
            fields: {
              body: documents.body[chunk],
              comments: documents.comments[chunk],
              symbols: documents.symbols[chunk],
            },
            parts: parts.body[chunk],
          })),
        },
      ])
    }
  }
  return new Map(content.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Terms of every document of every field, with the document's length under the empty term. */
function decodeFields(segment: Segment): Record<FieldName, DocumentTerms[]> {
  return Object.fromEntries(FIELD_NAMES.map((field) => [field, decodeField(segment, field)])) as never
}

function decodeField(segment: Segment, field: FieldName): DocumentTerms[] {
  const { offsets, docs, frequencies, lengths, positionOffsets, positions } = segment.postings[field]
  const documents = Array.from(lengths, (length): DocumentTerms => ({ '': length }))
  for (let term = 0; term < tableSize(segment.terms); term++) {
    let position = positionOffsets[term] ?? 0
    for (let at = offsets[term]; at < offsets[term + 1]; at++) {
      const frequency = frequencies[at]
      documents[docs[at]][stringAt(segment.terms, term)] = FIELDS[field].hasPositions
        ? [...positions.subarray(position, position + frequency)]
        : frequency
      position += frequency
    }
  }
  return documents
}

function decodeParts(segment: Segment, field: 'body' | 'path'): string[][] {
  const { offsets, docs, lengths, parts } = segment.postings[field]
  const documents = Array.from(lengths, (): string[] => [])
  for (let term = 0; term < tableSize(segment.terms); term++) {
    for (let at = offsets[term]; at < offsets[term + 1]; at++)
      if (hasBit(parts, at)) documents[docs[at]].push(stringAt(segment.terms, term))
  }
  return documents.map((terms) => terms.sort())
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, idx) => start + idx)
}
