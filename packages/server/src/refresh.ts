/** Asks the client to ask again, where it can and something may have changed. */
import type { Client } from './client.js'

/** What changes together is asked for once. */
const GATHER_MS = 300

export interface Refresh {
  lenses(): void
  diagnostics(): void
}

export function createRefresh({ traits, request }: Client): Refresh {
  return {
    lenses: traits.canRefreshLenses
      ? gathered(() => request('workspace/codeLens/refresh', undefined))
      : () => {},
    diagnostics: traits.canRefreshDiagnostics
      ? gathered(() => request('workspace/diagnostic/refresh', undefined))
      : () => {},
  }
}

function gathered(act: () => Promise<unknown>): () => void {
  let timer: NodeJS.Timeout | undefined
  return () => {
    if (timer !== undefined) return
    timer = setTimeout(() => {
      timer = undefined
      act().catch(() => {})
    }, GATHER_MS)
    timer.unref()
  }
}
