/** Reads what `git log -p` prints: subjects and the new side of their hunks. */
import { MAX_DOCUMENT_CHARS } from './pair.js'

export interface Commit {
  readonly subject: string
  readonly hunks: readonly Hunk[]
}

export interface Hunk {
  readonly path: string
  /** First line in the new file, from 1. */
  readonly line: number
  /** Lines that stand in the new file, context and what was added, as far as a document holds them. */
  readonly text: string
  readonly nAdded: number
}

interface OpenHunk {
  readonly line: number
  readonly lines: string[]
  chars: number
  nAdded: number
  /** Lines of the old and of the new side still to come. */
  nOld: number
  nNew: number
}

/** Marks that open a commit and are in no text; see `LOG_FORMAT`. */
const COMMIT_MARK = '\u0001commit\u0002'

/** What `git log --format=` must print before each patch. */
export const LOG_FORMAT = '%x01commit%x02%s'

/**
 * Reads the output of `git log -p --format=LOG_FORMAT` line by line; gives each commit once it is complete.
 * Lines beyond what a document holds are not kept.
 */
export class LogReader {
  #subject: string | undefined
  #hunks: Hunk[] = []
  #path = ''
  #open: OpenHunk | undefined

  /** A complete commit when `line` opens the next one. */
  push(line: string): Commit | undefined {
    const hunk = this.#open
    // Inside of a hunk nothing is a header, whatever it looks like.
    if (hunk !== undefined && hunk.nOld + hunk.nNew > 0) {
      addHunkLine(hunk, line)
      return undefined
    }
    if (line.startsWith(COMMIT_MARK)) {
      const done = this.end()
      this.#subject = line.slice(COMMIT_MARK.length)
      return done
    }
    if (line.startsWith('+++ ')) {
      this.#closeHunk()
      this.#path = line.startsWith('+++ b/') ? line.slice(6).replace(/\t$/, '') : ''
    } else if (line.startsWith('@@ ')) {
      this.#closeHunk()
      const header = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line)
      if (header === null || this.#path === '') return undefined
      const [nOld, nNew] = [Number(header[1] ?? 1), Number(header[3] ?? 1)]
      this.#open = { line: Math.max(1, Number(header[2])), lines: [], chars: 0, nAdded: 0, nOld, nNew }
    }
    return undefined
  }

  /** The last commit, once the output is over. */
  end(): Commit | undefined {
    this.#closeHunk()
    const commit = this.#subject === undefined ? undefined : { subject: this.#subject, hunks: this.#hunks }
    this.#subject = undefined
    this.#hunks = []
    this.#path = ''
    return commit
  }

  #closeHunk(): void {
    const hunk = this.#open
    this.#open = undefined
    if (hunk === undefined || hunk.nAdded === 0) return
    const { line, lines, nAdded } = hunk
    this.#hunks.push({ path: this.#path, line, text: lines.join('\n'), nAdded })
  }
}

/** A line of context belongs to both sides, the others to one. */
function addHunkLine(hunk: OpenHunk, line: string): void {
  const mark = line[0]
  // "\\ No newline at end of file" belongs to none.
  if (mark === '\\') return
  if (mark !== '+') hunk.nOld--
  if (mark === '-') return
  hunk.nNew--
  if (mark === '+') hunk.nAdded++
  if (hunk.chars > MAX_DOCUMENT_CHARS) return
  hunk.lines.push(line.slice(1))
  hunk.chars += line.length
}
