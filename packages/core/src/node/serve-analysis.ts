/** Answers analysis requests, one after the other. */
import type { MessagePort } from 'node:worker_threads'
import { createTermAnalyzer } from '../tokenize/terms.js'
import { type AnalysisTools, analyseBatch } from './analyse.js'
import { openSyntaxParser } from './grammars.js'
import type { AdaptRequest, AnalyseRequest, WorkerMessage } from './worker-messages.js'

export function serveAnalysis(port: MessagePort): void {
  let tools: Promise<AnalysisTools> | undefined
  port.on('message', async (request: AnalyseRequest | AdaptRequest) => {
    if (request.kind === 'adapt') {
      // On demand, because few workers train.
      const { serveAdaptation } = await import('./serve-adaptation.js')
      return serveAdaptation(port, request)
    }
    try {
      tools ??= openTools()
      const result = await analyseBatch(request.batch, await tools)
      const { buffer } = result.segment
      const transfer = buffer instanceof ArrayBuffer ? [buffer] : []
      port.postMessage({ kind: 'analysed', id: request.id, result } satisfies WorkerMessage, transfer)
    } catch (error) {
      const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
      port.postMessage({ kind: 'failed', id: request.id, message, stack } satisfies WorkerMessage)
    }
  })
}

async function openTools(): Promise<AnalysisTools> {
  return { syntax: await openSyntaxParser(), analyzer: createTermAnalyzer() }
}
