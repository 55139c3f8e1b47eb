/** `textDocument/diagnostic`: functions that are nearly the same as another one, where the settings ask for it. */
import type { LiveDefinition } from '@cerca/core/node'
import {
  type Diagnostic,
  DiagnosticSeverity,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
} from 'vscode-languageserver-protocol/node'
import { contentModified } from '../failures.js'
import { isText, readFields } from '../fields.js'
import type { FilePlace } from '../folders.js'
import { rangeOfLines } from '../lines.js'
import type { Call, Server } from '../server.js'
import type { SimilarPlace } from '../threads/folder-index.js'
import { VERY_SIMILAR } from './code-lens.js'

/** What a reader follows; the rest is counted by the code lens. */
const MAX_RELATED = 5

/** In a comment on the line above a function, for those that are alike for a reason; as core's duplicates have it. */
const IGNORE_COMMENT = /\bcerca: ?ignore[ -]duplicates\b/i

const EVERYTHING = { languages: [], paths: [], content: 'code' } as const

export async function diagnostic(
  server: Server,
  params: unknown,
  call: Call,
): Promise<DocumentDiagnosticReport> {
  const fields = readFields(params, server.texts)
  const uri = fields.documentUri()
  const previous = fields.optional('previousResultId', isText)
  const place = server.folders.placeOf(uri)
  const document = server.documents.get(uri)
  if (place === undefined || document === undefined || !isWanted(server, place))
    return fullReport([], undefined)
  const { version } = document
  const resultId = `${version}.${server.generation()}`
  if (previous === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
  await server.documents.settle(uri)
  const definitions = await place.folder.index.definitions(place.path, call.signal)
  const minLines = server.settings()['duplicates.minimumLines']
  const long = definitions.filter(({ lines }) => lines.end - lines.start >= minLines)
  const ignored = (definition: LiveDefinition) => {
    const start = Math.max(0, definition.lines.start - 1)
    return IGNORE_COMMENT.test(document.getText(rangeOfLines({ start, end: definition.lines.end })))
  }
  const found: Diagnostic[] = []
  for (const definition of long) {
    if (ignored(definition)) continue
    const places = await duplicatesOf(server, place, definition, call.signal)
    if (places.length > 0) found.push(diagnosticOf(server, place, definition, places))
  }
  if (server.documents.get(uri)?.version !== version) throw contentModified()
  return fullReport(found, resultId)
}

function isWanted(server: Server, { path }: FilePlace): boolean {
  return server.settings()['duplicates.diagnostics'] && !isIgnoredPath(server, path)
}

function isIgnoredPath(server: Server, path: string): boolean {
  return server.settings()['duplicates.ignore'].some((part) => `/${path}`.includes(part))
}

async function duplicatesOf(
  server: Server,
  { folder, path }: FilePlace,
  { lines }: LiveDefinition,
  signal: AbortSignal,
): Promise<readonly SimilarPlace[]> {
  const { hits } = await folder.index.similar(
    {
      ...EVERYTHING,
      subject: { kind: 'lines', path, lines },
      limit: MAX_RELATED,
      minSimilarity: VERY_SIMILAR,
    },
    signal,
  )
  return hits.filter((hit) => !isIgnoredPath(server, hit.path))
}

function diagnosticOf(
  server: Server,
  { folder }: FilePlace,
  definition: LiveDefinition,
  places: readonly SimilarPlace[],
): Diagnostic {
  const { nameLine, nameStart, nameEnd, name } = definition
  return {
    range: { start: { line: nameLine, character: nameStart }, end: { line: nameLine, character: nameEnd } },
    severity: DiagnosticSeverity.Information,
    source: 'cerca',
    code: 'near-duplicate',
    message: server.texts.nearDuplicate(name, places.length),
    relatedInformation: places.map(({ path, lines, similarity }) => ({
      location: { uri: server.folders.uriOf({ folder, path }), range: rangeOfLines(lines) },
      message: server.texts.alike(Math.floor(similarity * 100)),
    })),
  }
}

function fullReport(items: Diagnostic[], resultId: string | undefined): DocumentDiagnosticReport {
  const report = { kind: DocumentDiagnosticReportKind.Full, items } as const
  return resultId === undefined ? report : { ...report, resultId }
}
