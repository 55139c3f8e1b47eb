/** `cerca/similar`: the places that do what a piece of code does. */

import { readFile } from 'node:fs/promises'
import { CercaError, type LineRange } from '@cerca/core'
import type { LiveSubject } from '@cerca/core/node'
import type { URI } from 'vscode-languageserver-types'
import { askFolders, type FolderHit } from '../ask-folders.js'
import { languageOfDocument } from '../document-language.js'
import { invalidParameter, requestFailed } from '../failures.js'
import { type Fields, isBetween, isPosition, isRange, readFields } from '../fields.js'
import type { FilePlace, Folder } from '../folders.js'
import { linesOfPosition, linesOfRange, rangeOfLines } from '../lines.js'
import type { SimilarResult } from '../protocol.js'
import { readScope } from '../scope.js'
import type { Call, Server } from '../server.js'
import type { SimilarAnswer, SimilarPlace } from '../threads/folder-index.js'
import { similarHitOf } from '../to-protocol.js'
import { notebookOfCell, pathOfUri, schemeOfUri } from '../uris.js'

/**
 * The most similar place of its own notebook is taken for the cell itself from here on: it stands there as JSON, which
 * makes ten lines of Python 0.81 like themselves, and may have been edited since.
 */
const SAVED_CELL_SIMILARITY = 0.6

/** Throws for a document that is neither open nor in the index, and for lines that it does not have. */
export async function similar(server: Server, params: unknown, { signal }: Call): Promise<SimilarResult> {
  const fields = readFields(params, server.texts)
  const uri = fields.documentUri()
  const lines = readLines(server, fields)
  const minSimilarity =
    fields.optional('minSimilarity', isBetween(0, 1)) ?? server.settings()['similar.threshold']
  const { answers, limit, folders } = readScope(server, fields)
  if (server.folders.list().length === 0) throw requestFailed(server.texts.noFolder)
  await server.documents.settle(uri)

  const place = server.folders.placeOf(uri)
  const textSubject = remembered(() => readTextSubject(server, uri, lines))
  let target: SimilarAnswer | undefined
  const ask = async (folder: Folder, folderLimit: number): Promise<SimilarAnswer> => {
    const request = { ...answers, minSimilarity, limit: folderLimit }
    const isOwn = place?.folder === folder
    const answer = isOwn
      ? await askOwnFolder(place, lines, textSubject, (subject) =>
          folder.index.similar({ ...request, subject }, signal),
        )
      : await folder.index.similar({ ...request, subject: await textSubject() }, signal)
    if (isOwn || target === undefined) target = answer
    return answer
  }
  // Its own folder knows the document best, and says first whether it can be compared at all.
  const others = folders.filter((folder) => folder !== place?.folder)
  const own = folders.filter((folder) => folder === place?.folder)
  const { hits, isComplete } = await askFolders(
    server.folders,
    [...own, ...others],
    limit,
    ask,
    ({ similarity }) => similarity,
  )
  return {
    target: { uri, range: rangeOfLines(target?.lines ?? lines) },
    targetName: target?.name ?? '',
    hits: withoutSubject(server, uri, target, hits).map(({ folder, place: found }) =>
      similarHitOf(server.folders, folder, found),
    ),
    isComplete,
  }
}

function readLines(server: Server, fields: Fields): LineRange {
  const range = fields.optional('range', isRange)
  if (range !== undefined) return linesOfRange(range)
  const position = fields.optional('position', isPosition)
  if (position !== undefined) return linesOfPosition(position)
  throw invalidParameter(server.texts, 'range')
}

/** A file that rules leave out of the index, or that is not in it yet, is compared as a text. */
async function askOwnFolder(
  { path }: FilePlace,
  lines: LineRange,
  textSubject: () => Promise<LiveSubject>,
  ask: (subject: LiveSubject) => Promise<SimilarAnswer>,
): Promise<SimilarAnswer> {
  try {
    return await ask({ kind: 'lines', path, lines })
  } catch (error) {
    if (!(error instanceof CercaError) || error.code !== 'path-not-indexed') throw error
    return ask(await textSubject())
  }
}

async function readTextSubject(server: Server, uri: URI, lines: LineRange): Promise<LiveSubject> {
  const document = server.documents.get(uri)
  if (document !== undefined) {
    return { kind: 'text', text: document.getText(), language: languageOfDocument(document), lines }
  }
  const path = pathOfUri(uri)
  if (path === undefined) throw requestFailed(server.texts.notHere(schemeOfUri(uri)))
  const place = server.folders.placeOf(uri)
  // A client may ask about files of its workspace; any other file it has to show.
  if (place === undefined) throw requestFailed(server.texts.outsideFolders)
  try {
    return { kind: 'text', text: await readFile(path, 'utf8'), language: undefined, lines }
  } catch (cause) {
    throw new CercaError('path-not-indexed', place.path, { cause })
  }
}

/**
 * A text that was compared because its file is not indexed may stand in the index by now. A cell stands there as part
 * of its notebook, as it was saved.
 */
function withoutSubject(
  server: Server,
  uri: URI,
  target: SimilarAnswer | undefined,
  hits: readonly FolderHit<SimilarPlace>[],
): readonly FolderHit<SimilarPlace>[] {
  const notebook = notebookOfCell(uri)
  if (notebook !== undefined) return withoutCell(server.folders.placeOf(notebook), hits)
  const own = server.folders.placeOf(uri)
  if (own === undefined || target === undefined) return hits
  const { start, end } = target.lines
  const isSubject = ({ folder, place }: FolderHit<SimilarPlace>) =>
    folder === own.folder && place.path === own.path && place.lines.start < end && place.lines.end > start
  return hits.filter((hit) => !isSubject(hit))
}

function withoutCell(
  notebook: FilePlace | undefined,
  hits: readonly FolderHit<SimilarPlace>[],
): readonly FolderHit<SimilarPlace>[] {
  const isOwn = ({ folder, place }: FolderHit<SimilarPlace>) =>
    folder === notebook?.folder && place.path === notebook.path && place.similarity >= SAVED_CELL_SIMILARITY
  const ownIdx = hits.findIndex(isOwn)
  return hits.filter((_, idx) => idx !== ownIdx)
}

function remembered<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined
  return () => (made ??= make())
}
