/** Errors between threads: those of core stay what they are. */
import { CercaError } from '@cerca/core'
import type { SentError } from './messages.js'

export function sendError(error: unknown): SentError {
  if (error instanceof CercaError) return { code: error.code, detail: error.detail }
  return { code: undefined, detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

/** An error that is not ours means that the thread is broken. */
export function receiveError({ code, detail }: SentError): CercaError {
  return new CercaError(code ?? 'worker-failed', detail)
}
