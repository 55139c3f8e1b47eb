import { CercaError } from '../../errors.js'

/** The code of the error that `action` ends with, `ok` when there is none; other errors than ours fail the test. */
export async function codeOf(action: () => unknown): Promise<string> {
  try {
    await action()
    return 'ok'
  } catch (error) {
    if (error instanceof CercaError) return error.code
    throw error
  }
}
