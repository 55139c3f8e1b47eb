/** When to ask again what was answered before the index was complete. */
import type { Status } from '@cerca/server/protocol'

export interface AskAgainOptions {
  /** `undefined` while the server has not said it. */
  status(): Status | undefined
  again(): void
}

/**
 * Waits, after an answer that was not complete, for the status to say that answers are. The same state of the index
 * is asked once, so that a server whose answers never are is not asked for ever.
 */
export class AskAgain {
  readonly #options: AskAgainOptions
  #isWaiting = false
  #asked = ''

  constructor(options: AskAgainOptions) {
    this.#options = options
  }

  /** An answer came; the last one counts. */
  answered(isComplete: boolean): void {
    this.#isWaiting = !isComplete
    this.statusChanged()
  }

  /** Nobody wants the answer any more. */
  forget(): void {
    this.#isWaiting = false
  }

  statusChanged(): void {
    const { status, again } = this.#options
    const folders = status()?.folders ?? []
    const isComplete = folders.length > 0 && folders.every((folder) => folder.isComplete)
    if (!isComplete) this.#asked = ''
    if (!isComplete || !this.#isWaiting) return
    const state = folders.map(({ folder, generation }) => `${folder} ${generation}`).join('\n')
    if (state === this.#asked) return
    this.#asked = state
    this.#isWaiting = false
    again()
  }
}
