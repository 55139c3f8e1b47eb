/** What the command line itself can find wrong, and how every failure becomes a message and an exit code. */
import type { ErrorCode } from '@cerca/core'

/** The meaning of the process's exit codes; scripts rely on them. */
export const EXIT = { found: 0, nothing: 1, misuse: 2, broken: 3 } as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** The arguments make no sense: `message` says which, `fix` what to write instead. */
export class UsageError extends Error {
  readonly code = 'usage'
  readonly fix: string

  constructor(message: string, fix: string) {
    super(message)
    this.name = 'UsageError'
    this.fix = fix
  }
}

/** A failure as people and programs see it. */
export interface Failure {
  readonly code: string
  readonly message: string
  readonly fix: string
}

/** Codes of the core that mean the caller asked for something impossible, not that something broke. */
const MISUSE_CODES: ReadonlySet<string> = new Set<ErrorCode | 'usage'>([
  'usage',
  'root-not-found',
  'root-not-a-folder',
  'path-not-indexed',
  'line-out-of-range',
  'query-empty',
  'filter-unknown',
  'encoding-unknown',
  'tokenizer-damaged',
  'tokenizer-unsupported',
  'vocabulary-too-small',
  'questions-damaged',
  'vectors-damaged',
  'word-unknown',
])

/** Any thrown value as a failure; what is not one of ours is reported as a bug, without its stack. */
export function describeFailure(error: unknown): Failure {
  if (isFailure(error)) return { code: error.code, message: error.message, fix: error.fix }
  return {
    code: 'internal',
    message: `Something unexpected went wrong: ${error instanceof Error ? error.message : String(error)}`,
    fix: 'Run the same command with CERCA_DEBUG=1 for details, and please report them.',
  }
}

export function exitCodeOf(failure: Failure): ExitCode {
  return MISUSE_CODES.has(failure.code) ? EXIT.misuse : EXIT.broken
}

// Structural rather than instanceof, so that errors that crossed a bundle or a worker still count.
function isFailure(error: unknown): error is Error & Failure {
  if (!(error instanceof Error)) return false
  return 'code' in error && typeof error.code === 'string' && 'fix' in error && typeof error.fix === 'string'
}
