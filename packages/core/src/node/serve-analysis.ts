/** Answers requests, one after the other. */
import type { MessagePort } from 'node:worker_threads'
import { createTermAnalyzer } from '../tokenize/terms.js'
import { type AnalysisTools, analyseBatch } from './analyse.js'
import { openSyntaxParser } from './grammars.js'
import type { WorkerMessage, WorkerRequest } from './worker-messages.js'

export function serveAnalysis(port: MessagePort): void {
  let tools: Promise<AnalysisTools> | undefined
  const answer = (message: WorkerMessage, transfer: readonly ArrayBuffer[] = []) =>
    port.postMessage(message, transfer)
  port.on('message', async (request: WorkerRequest) => {
    const { id } = request
    try {
      if (request.kind === 'adapt') {
        // On demand, because few workers train.
        const { adaptToFiles } = await import('./adapt-to-files.js')
        const onProgress = (done: number, total: number) => answer({ kind: 'adapting', id, done, total })
        answer({ kind: 'adapted', id, result: await adaptToFiles(request.task, onProgress) })
        return
      }
      tools ??= openTools()
      const result = await analyseBatch(request.batch, await tools)
      const { buffer } = result.segment
      answer({ kind: 'analysed', id, result }, buffer instanceof ArrayBuffer ? [buffer] : [])
    } catch (error) {
      const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
      answer({ kind: 'failed', id, message, stack })
    }
  })
}

async function openTools(): Promise<AnalysisTools> {
  return { syntax: await openSyntaxParser('much'), analyzer: createTermAnalyzer() }
}
