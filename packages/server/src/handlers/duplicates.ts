/** `cerca/duplicates`: clusters of functions that are nearly the same, with progress where the client asks for it. */
import type { DuplicateProgress } from '@cerca/core/explore'
import type { ProgressToken } from 'vscode-languageserver-protocol/node'
import { requestFailed } from '../failures.js'
import { isBetween, isTexts, readFields } from '../fields.js'
import type { Folder } from '../folders.js'
import { rangeOfLines } from '../lines.js'
import type { DuplicateCluster, DuplicatesResult } from '../protocol.js'
import { chooseFolders } from '../scope.js'
import type { Call, Server } from '../server.js'
import type { DuplicatesAnswer } from '../threads/folder-index.js'

/** Of the protocol. */
const DEFAULT_LIMIT = 200
const MAX_LIMIT = 100_000
const MAX_MIN_LINES = 100_000

/** A reader of a bar sees no smaller steps. */
const STEPS = 100

/** The folders one after the other, each compared with itself; the largest saving of all first. */
export async function duplicates(server: Server, params: unknown, call: Call): Promise<DuplicatesResult> {
  const fields = readFields(params, server.texts)
  const settings = server.settings()
  const request = {
    minLines: Math.floor(
      fields.optional('minLines', isBetween(1, MAX_MIN_LINES)) ?? settings['duplicates.minimumLines'],
    ),
    paths: [],
    notPaths: settings['duplicates.ignore'],
    limit: Math.floor(fields.optional('limit', isBetween(1, MAX_LIMIT)) ?? DEFAULT_LIMIT),
  }
  const folders = chooseFolders(server.folders, fields.optional('folders', isTexts))
  if (server.folders.list().length === 0) throw requestFailed(server.texts.noFolder)
  const bar = startBar(server, call.progressToken)
  try {
    const clusters: DuplicateCluster[] = []
    let isComplete = true
    for (const [idx, folder] of folders.entries()) {
      const answer = await folder.index.duplicates(
        request,
        (progress) => bar.report((idx + shareOf(progress)) / folders.length),
        call.signal,
      )
      clusters.push(...clustersOf(server, folder, answer))
      isComplete &&= answer.isComplete
    }
    if (folders.length > 1) clusters.sort((a, b) => b.savedLines - a.savedLines)
    return { clusters: clusters.slice(0, request.limit), isComplete }
  } finally {
    bar.end()
  }
}

/** Reading comes first and comparing then; which takes longer depends on the disk. */
function shareOf({ phase, done, total }: DuplicateProgress): number {
  const half = done / Math.max(1, total) / 2
  return phase === 'read' ? half : half + 0.5
}

/** A file of a root inside another root is a member of the inner one's clusters only. */
function clustersOf(server: Server, folder: Folder, { clusters }: DuplicatesAnswer): DuplicateCluster[] {
  return clusters.flatMap(({ similarity, savedLines, members }) => {
    const own = members.filter(({ path }) => server.folders.isInnermost({ folder, path }))
    if (own.length < 2) return []
    const shown = own.map(({ path, lines, name, language }) => ({
      uri: server.folders.uriOf({ folder, path }),
      range: rangeOfLines(lines),
      folder: folder.uri,
      path,
      name,
      language,
    }))
    return [{ similarity, savedLines, members: shown }]
  })
}

interface Bar {
  /** From 0 to 1. */
  report(share: number): void
  end(): void
}

function startBar(server: Server, token: ProgressToken | undefined): Bar {
  if (token === undefined) return { report: () => {}, end: () => {} }
  let shown = 0
  server.client.progress(token, {
    kind: 'begin',
    title: server.texts.comparing,
    percentage: 0,
    cancellable: true,
  })
  return {
    report: (share) => {
      const percentage = Math.min(STEPS, Math.floor(share * STEPS))
      if (percentage > shown) server.client.progress(token, { kind: 'report', percentage })
      shown = Math.max(shown, percentage)
    },
    end: () => server.client.progress(token, { kind: 'end' }),
  }
}
