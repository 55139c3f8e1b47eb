/** When to ask again what was answered before the index was complete. */
import type { Status } from '@cerca/server/protocol'

/** Who knows the status. */
export interface StatusSource {
  /** `undefined` while the server has not said it. */
  readonly status: Status | undefined
  onDidChange(listener: () => void): { dispose(): void }
}

/**
 * Waits, after an answer that was not complete, for the status to say that answers are. The same state of the index
 * is asked once, so that a server whose answers never are is not asked for ever.
 */
export class AskAgain {
  readonly #source: StatusSource
  readonly #again: () => void
  readonly #listening: { dispose(): void }
  #isWaiting = false
  #asked = ''

  constructor(source: StatusSource, again: () => void) {
    this.#source = source
    this.#again = again
    this.#listening = source.onDidChange(() => this.#statusChanged())
  }

  /** An answer came; the last one counts. */
  answered(isComplete: boolean): void {
    this.#isWaiting = !isComplete
    this.#statusChanged()
  }

  /** Nobody wants the answer any more. */
  forget(): void {
    this.#isWaiting = false
  }

  dispose(): void {
    this.#listening.dispose()
  }

  #statusChanged(): void {
    const folders = this.#source.status?.folders ?? []
    const isComplete = folders.length > 0 && folders.every((folder) => folder.isComplete)
    if (!isComplete) this.#asked = ''
    if (!isComplete || !this.#isWaiting) return
    const state = folders.map(({ folder, generation }) => `${folder} ${generation}`).join('\n')
    if (state === this.#asked) return
    this.#asked = state
    this.#isWaiting = false
    this.#again()
  }
}
