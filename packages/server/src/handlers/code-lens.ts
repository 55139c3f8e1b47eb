/**
 * `textDocument/codeLens` and `codeLens/resolve`: "3 similar" above a function. What is not known is counted from when
 * lenses are listed, and told when they are resolved; one that is known to have nothing to say is left out.
 */
import type { LiveDefinition } from '@cerca/core/node'
import { type CodeLens, Command } from 'vscode-languageserver-types'
import { contentModified } from '../failures.js'
import { isBetween, isObject, isRange, isText, readFields } from '../fields.js'
import { lensKeyOf } from '../lens-counts.js'
import { rangeOfLines } from '../lines.js'
import type { Call, Server } from '../server.js'
import { findSimilarCommand } from './find-similar-command.js'

/**
 * Nearly the same: what a reader takes for a copy with changes. In a quarter of this repository's core, which has
 * few copies, 21 of the 299 functions that are like anything at all have something so like them.
 */
const VERY_SIMILAR = 0.7

/** Worth a look: 122 of those 299. Below, two functions share little but their vocabulary. */
const SIMILAR = 0.5

/** Shorter functions, such as getters, are alike without meaning anything. Lines. */
const MIN_LINES = 4

interface LensData {
  readonly uri: string
  readonly version: number
  readonly lines: { readonly start: number; readonly end: number }
}

export async function codeLens(server: Server, params: unknown, { signal }: Call): Promise<CodeLens[]> {
  const uri = readFields(params, server.texts).documentUri()
  const place = server.folders.placeOf(uri)
  const document = server.documents.get(uri)
  if (place === undefined || document === undefined || !isWanted(server, document.lineCount)) return []
  const { version } = document
  await server.documents.settle(uri)
  const definitions = await place.folder.index.definitions(place.path, signal)
  if (server.documents.get(uri)?.version !== version) throw contentModified()
  const minSimilarity = lensSimilarity(server)
  const counted = definitions.filter(isLongEnough).map((definition) => {
    const { lines } = definition
    const key = lensKeyOf(place, document.getText(rangeOfLines(lines)), minSimilarity)
    return { definition, lines, key, isCurrent: isCurrent(server, uri, version) }
  })
  // Editors ask what lenses say some hundred milliseconds later, and while somebody types few are not known.
  server.lensCounts.prepare(place, counted, minSimilarity)
  return counted.flatMap(({ definition, lines, key }): CodeLens[] => {
    const range = {
      start: { line: definition.nameLine, character: definition.nameStart },
      end: { line: definition.nameLine, character: definition.nameEnd },
    }
    const count = server.lensCounts.known(key)
    if (count === 0) return []
    if (count !== undefined) return [{ range, command: lensCommand(server, uri, lines, count) }]
    const data: LensData = { uri, version, lines }
    return [{ range, data }]
  })
}

/** Throws `ContentModified` for a lens of an earlier version of its document. */
export async function resolveCodeLens(server: Server, params: unknown, { signal }: Call): Promise<CodeLens> {
  const fields = readFields(params, server.texts)
  const range = fields.required('range', isRange)
  // Some clients resolve what is resolved.
  const command = fields.optional('command', Command.is)
  if (command !== undefined) return { range, command }
  const { uri, version, lines } = readData(server, fields.required('data', isObject))
  const document = server.documents.get(uri)
  const place = server.folders.placeOf(uri)
  if (document === undefined || place === undefined || document.version !== version) throw contentModified()
  const minSimilarity = lensSimilarity(server)
  const key = lensKeyOf(place, document.getText(rangeOfLines(lines)), minSimilarity)
  const count =
    server.lensCounts.known(key) ??
    (await server.lensCounts.ask(
      place,
      { lines, key, isCurrent: isCurrent(server, uri, version) },
      minSimilarity,
      signal,
    ))
  if (count === 0) server.refresh.lenses()
  return { range, command: lensCommand(server, uri, lines, count) }
}

function isWanted(server: Server, lineCount: number): boolean {
  const settings = server.settings()
  return settings['codeLens.enabled'] !== 'off' && lineCount <= settings['codeLens.maxLines']
}

function isCurrent(server: Server, uri: string, version: number): () => boolean {
  return () => server.documents.get(uri)?.version === version
}

function lensSimilarity(server: Server): number {
  const settings = server.settings()
  return settings['codeLens.enabled'] === 'verySimilar'
    ? VERY_SIMILAR
    : Math.max(SIMILAR, settings['similar.threshold'])
}

function isLongEnough({ lines }: LiveDefinition): boolean {
  return lines.end - lines.start >= MIN_LINES
}

function lensCommand(server: Server, uri: string, lines: LensData['lines'], count: number): Command {
  if (count > 0) {
    return findSimilarCommand(server, server.texts.nSimilar(count), {
      textDocument: { uri },
      range: rangeOfLines(lines),
      minSimilarity: lensSimilarity(server),
    })
  }
  // A client that can be told to ask again is about to drop this lens.
  return { title: server.client.traits.canRefreshLenses ? '' : server.texts.nSimilar(0), command: '' }
}

function readData(server: Server, data: Readonly<Record<string, unknown>>): LensData {
  const fields = readFields(data, server.texts)
  const lines = readFields(fields.required('lines', isObject), server.texts)
  const isLine = isBetween(0, Number.MAX_SAFE_INTEGER)
  return {
    uri: fields.required('uri', isText),
    version: fields.required('version', isBetween(-Infinity, Infinity)),
    lines: { start: lines.required('start', isLine), end: lines.required('end', isLine) },
  }
}
