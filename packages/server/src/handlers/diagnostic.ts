/**
 * `textDocument/diagnostic`: functions that are nearly the same as another one, where the settings ask for it. What
 * is alike, and how much, is what `cerca/duplicates` says of the files that could hold a copy.
 */
import type { DuplicateCluster } from '@cerca/core/explore'
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

/** What a reader follows; the view of duplicates has the rest. */
const MAX_RELATED = 5

/** Clusters among the few files that are compared. */
const MAX_CLUSTERS = 1_000

/** Sums of floating-point numbers fall short of 1 by less than this for the same code. */
const ROUNDING_ERROR = 1e-4

type Member = DuplicateCluster['members'][number]

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
  const resultId = () => `${version}.${server.generation()}.${server.duplicateFiles.nCompared()}`
  if (previous === resultId()) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: previous }
  await server.documents.settle(uri)
  const paths = await server.duplicateFiles.of(place.folder, place.path)
  // Of what this answer is made from: a comparison that ends from here on is another answer.
  const id = resultId()
  const clusters = await clustersWith(server, place, paths, call.signal)
  const definitions =
    clusters.length === 0 ? [] : await place.folder.index.definitions(place.path, call.signal)
  if (server.documents.get(uri)?.version !== version) throw contentModified()
  const found = clusters.flatMap((cluster) =>
    cluster.members
      .filter(({ path }) => path === place.path)
      .map((member) => diagnosticOf(server, place, definitions, cluster, member)),
  )
  found.sort((a, b) => a.range.start.line - b.range.start.line)
  return fullReport(found, id)
}

function isWanted(server: Server, { path }: FilePlace): boolean {
  const settings = server.settings()
  const isIgnored = settings['duplicates.ignore'].some((part) => `/${path}`.includes(part))
  return settings['duplicates.diagnostics'] && !isIgnored
}

/**
 * The clusters with functions of this file, as it is now: of it and the files that had copies when all were last
 * compared, which are `paths`. A copy that is being written is told when it is saved.
 */
async function clustersWith(
  server: Server,
  { folder }: FilePlace,
  paths: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<readonly DuplicateCluster[]> {
  if (paths.size === 0) return []
  const settings = server.settings()
  const request = {
    minLines: settings['duplicates.minimumLines'],
    paths: [...paths],
    notPaths: settings['duplicates.ignore'],
    limit: MAX_CLUSTERS,
  }
  const { clusters } = await folder.index.duplicates(request, () => {}, signal)
  return clusters
}

function diagnosticOf(
  server: Server,
  { folder }: FilePlace,
  definitions: readonly LiveDefinition[],
  { members, similarity }: DuplicateCluster,
  member: Member,
): Diagnostic {
  const others = members.filter((other) => other !== member)
  const message = server.texts.alike(percentOf(similarity))
  return {
    range: rangeOfName(definitions, member),
    severity: DiagnosticSeverity.Information,
    source: 'cerca',
    code: 'near-duplicate',
    message: server.texts.nearDuplicate(member.name, others.length),
    relatedInformation: others.slice(0, MAX_RELATED).map(({ path, lines }) => ({
      location: { uri: server.folders.uriOf({ folder, path }), range: rangeOfLines(lines) },
      message,
    })),
  }
}

function rangeOfName(definitions: readonly LiveDefinition[], { name, lines }: Member): Diagnostic['range'] {
  const definition = definitions.find(
    ({ name: known, nameLine }) => known === name && lines.start <= nameLine && nameLine < lines.end,
  )
  if (definition === undefined) return rangeOfLines({ start: lines.start, end: lines.start + 1 })
  const { nameLine, nameStart, nameEnd } = definition
  return { start: { line: nameLine, character: nameStart }, end: { line: nameLine, character: nameEnd } }
}

/** As the view of duplicates shows it; never 100 for less than that. */
function percentOf(similarity: number): number {
  return similarity >= 1 - ROUNDING_ERROR ? 100 : Math.min(99, Math.round(similarity * 100))
}

function fullReport(items: Diagnostic[], resultId: string | undefined): DocumentDiagnosticReport {
  const report = { kind: DocumentDiagnosticReportKind.Full, items } as const
  return resultId === undefined ? report : { ...report, resultId }
}
