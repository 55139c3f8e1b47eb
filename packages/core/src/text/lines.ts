import type { LineRange, Span } from '../types.js'

const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/** Where the lines of a text start and end; `\n`, `\r\n` and a lone `\r` each end a line. */
export class LineIndex {
  /** Number of lines; at least 1, and a final line end does not open another line. */
  readonly count: number
  readonly text: string
  readonly #starts: Uint32Array

  constructor(text: string) {
    this.text = text
    this.#starts = lineStarts(text)
    const starts = this.#starts.length
    this.count = starts > 1 && this.#starts[starts - 1] === text.length ? starts - 1 : starts
  }

  /** The 0-based line that holds `offset`; the last line for offsets at or past the end. */
  lineAt(offset: number): number {
    let low = 0
    let high = this.count - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (this.#starts[middle] <= offset) low = middle
      else high = middle - 1
    }
    return low
  }

  /** The lines that a span touches; the one it stands at for an empty span. */
  linesOf({ start, end }: Span): LineRange {
    return { start: this.lineAt(start), end: this.lineAt(Math.max(end - 1, start)) + 1 }
  }

  /** Offset of the first character of `line`; the text's length for lines past the end. */
  start(line: number): number {
    return line < this.count ? this.#starts[line] : this.text.length
  }

  /** Offset just after the last character of `line`, its line end left out. */
  end(line: number): number {
    let end = line + 1 < this.#starts.length ? this.#starts[line + 1] : this.text.length
    const start = this.start(line)
    if (end > start && this.text.charCodeAt(end - 1) === LINE_FEED) end--
    if (end > start && this.text.charCodeAt(end - 1) === CARRIAGE_RETURN) end--
    return end
  }

  /** The text of `range`, without the last line's end; `''` for an empty range. */
  slice(range: LineRange): string {
    return range.end <= range.start ? '' : this.text.slice(this.start(range.start), this.end(range.end - 1))
  }
}

function lineStarts(text: string): Uint32Array {
  // A lone \r is rare: look for it once, and let indexOf find the \n otherwise.
  const starts = text.includes('\r') ? startsWithReturns(text) : startsWithoutReturns(text)
  return Uint32Array.from(starts)
}

function startsWithoutReturns(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

function startsWithReturns(text: string): number[] {
  const starts = [0]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === LINE_FEED) starts.push(at + 1)
    else if (code === CARRIAGE_RETURN && text.charCodeAt(at + 1) !== LINE_FEED) starts.push(at + 1)
  }
  return starts
}
