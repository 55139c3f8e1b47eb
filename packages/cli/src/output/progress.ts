import type { DuplicateProgress } from '@cerca/core/explore'
import type { Progress } from '@cerca/core/node'
import type { Palette } from './color.js'
import { formatBytes, formatCount } from './format.js'
import { type DistilStep, describeTraining, formatSeconds, type TrainingStep } from './training-progress.js'

/** What a progress line can show. */
export type ShownProgress = Progress | DuplicateProgress | TrainingStep | DistilStep

/** A line at the bottom of the terminal that says how far the work is. */
export interface ProgressLine {
  readonly show: (progress: ShownProgress) => void
  /** Takes the line away, so that something else can be printed. */
  readonly clear: () => void
}

// Work that is over sooner needs no bar, and a bar that flashes up only disturbs.
const DELAY_MILLISECONDS = 150

// Ten times a second looks smooth and costs nothing.
const INTERVAL_MILLISECONDS = 100

// A rate over less time than this is mostly noise.
const STEADY_MILLISECONDS = 300

const BAR_CELLS = 20

export interface ProgressOptions {
  readonly write: (text: string) => void
  readonly now: () => number
  readonly columns: () => number | undefined
  readonly palette: Palette
}

export function createProgressLine(options: ProgressOptions): ProgressLine {
  const begun = options.now()
  let analyseBegun: number | undefined
  let drawn: number | undefined
  return {
    show(progress) {
      const now = options.now()
      if (progress.phase === 'analyse') analyseBegun ??= now
      if (now - begun < DELAY_MILLISECONDS) return
      if (drawn !== undefined && now - drawn < INTERVAL_MILLISECONDS) return
      drawn = now
      // A terminal that does not know its width says 0. One column stays free: a full last one makes some wrap.
      const width = (options.columns() || 80) - 1
      const text = describeProgress(progress, now - (analyseBegun ?? now), width)
      options.write(`\r\u001b[2K${options.palette.bar(text.bar)}${text.words}`)
    },
    clear() {
      if (drawn !== undefined) options.write('\r\u001b[2K')
      drawn = undefined
    },
  }
}

/** The bar and the words of a progress line, together at most `width` columns. */
export function describeProgress(
  progress: ShownProgress,
  elapsedMilliseconds: number,
  width: number,
): { readonly bar: string; readonly words: string } {
  if (progress.phase === 'scan') {
    return { bar: '', words: `Looking for files: ${formatCount(progress.filesDone)}`.slice(0, width) }
  }
  if (progress.phase === 'adapt') {
    const share = shareOf(progress) || 0
    return { bar: bar(share), words: ` Adapting the model: ${Math.round(share * 100)} %`.slice(0, width) }
  }
  if (progress.phase === 'write') return { bar: '', words: 'Writing the index'.slice(0, width) }
  const words = ` ${describeWork(progress, elapsedMilliseconds)}`
  const isRoomy = BAR_CELLS + words.length <= width
  return {
    bar: isRoomy ? bar(shareOf(progress)) : '',
    words: (isRoomy ? words : words.slice(1)).slice(0, width),
  }
}

const WHAT_IS_DONE = {
  read: 'files read',
  compare: 'functions compared',
  distil: 'words asked about',
} as const

function describeWork(progress: ShownProgress, elapsedMilliseconds: number): string {
  if (progress.phase === 'train') return describeTraining(progress)
  if ('done' in progress) {
    const what = WHAT_IS_DONE[progress.phase]
    return `${formatCount(progress.done)}/${formatCount(progress.total)} ${what}`
  }
  const files = `${formatCount(progress.filesDone)}/${formatCount(progress.filesTotal)} files`
  return [files, ...rateParts(progress, elapsedMilliseconds)].join(', ')
}

function rateParts(progress: Progress, elapsedMilliseconds: number): string[] {
  if (elapsedMilliseconds < STEADY_MILLISECONDS || progress.bytesDone === 0) return []
  const bytesPerMillisecond = progress.bytesDone / elapsedMilliseconds
  const left = Math.max(0, progress.bytesTotal - progress.bytesDone) / bytesPerMillisecond
  return [
    `${formatBytes(Math.round(bytesPerMillisecond * 1000))}/s`,
    `${formatSeconds(Math.ceil(left / 1000))} left`,
  ]
}

function shareOf(progress: ShownProgress): number {
  if (progress.phase === 'train') return progress.share
  if ('done' in progress) return progress.done / progress.total
  const isByBytes = progress.bytesTotal > 0
  return isByBytes ? progress.bytesDone / progress.bytesTotal : progress.filesDone / progress.filesTotal
}

function bar(share: number): string {
  const cells = Math.round(Math.min(1, Math.max(0, share || 0)) * BAR_CELLS)
  return '█'.repeat(cells) + '░'.repeat(BAR_CELLS - cells)
}
