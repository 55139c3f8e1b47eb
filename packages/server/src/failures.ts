/** Failures as the protocol tells them. */
import { CercaError, type ErrorCode } from '@cerca/core'
import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver-protocol/node'
import { fixOf, wordsOf } from './error-texts.js'
import type { Texts } from './texts.js'

/** What `error.data` holds of a failure that people can act on. */
export interface FailureData {
  readonly code: ErrorCode
  readonly fix: string
}

/** The message of parameters that are not what the protocol says. */
export function invalidParameter(texts: Texts, name: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, texts.wrongParameter(name))
}

/** A request that is well formed but cannot be answered, with a sentence that says why and what to do. */
export function requestFailed(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message)
}

export function requestCancelled(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'The request was cancelled.')
}

export function contentModified(): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.ContentModified, 'The document has changed since.')
}

/** Any error as the answer to a request; `undefined` for one that is nobody's fault but ours. */
export function expectedFailure(error: unknown, texts: Texts): ResponseError<unknown> | undefined {
  if (error instanceof ResponseError) return error
  if (!(error instanceof CercaError)) return undefined
  const data: FailureData = { code: error.code, fix: fixOf(error, texts.locale) }
  return new ResponseError(LSPErrorCodes.RequestFailed, wordsOf(error, texts.locale), data)
}
