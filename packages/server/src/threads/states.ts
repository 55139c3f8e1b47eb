/** Tells listeners how things are, not more often than people can see. */
import type { FolderState } from './folder-index.js'

/** Milliseconds between two states that listeners see. */
const EVERY_MS = 250

export interface States {
  /** Something may be otherwise. */
  changed(): void
  listen(listener: (state: FolderState) => void): () => void
  close(): void
}

/** The first change is told at once, those that follow soon after together. */
export function createStates(stateNow: () => FolderState): States {
  const listeners = new Set<(state: FolderState) => void>()
  let timer: NodeJS.Timeout | undefined
  let toldMs = 0
  let told = ''
  const tell = () => {
    timer = undefined
    toldMs = Date.now()
    const state = stateNow()
    const text = JSON.stringify(state)
    if (text === told) return
    told = text
    for (const listener of [...listeners]) listener(state)
  }
  return {
    changed() {
      timer ??= setTimeout(tell, Math.max(0, toldMs + EVERY_MS - Date.now()))
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      clearTimeout(timer)
      listeners.clear()
    },
  }
}
