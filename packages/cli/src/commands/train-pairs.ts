import { resolve } from 'node:path'
import type { MineReport } from '@cerca/core/node'
import type { IndexingOptions, TrainPairsAction } from '../command-line.js'
import { EXIT, type ExitCode, UsageError } from '../errors.js'
import { pairReportLines, pairStatisticsLines } from '../output/pairs.js'
import type { ScreenOptions } from '../output/screen.js'
import { locateRoot } from '../root.js'
import type { CommandContext } from './context.js'

/** Mines a folder for pairs, writes them, and says how many there are. */
export async function runTrainPairs(
  action: TrainPairsAction,
  indexing: IndexingOptions,
  { json }: ScreenOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { core, screen, terminal } = context
  const root = await locateRoot(action.root, indexing.indexDir, context)
  const tools = await core.loadPairTools()
  const { pairs, report } = await tools.mineFolder({
    root,
    maxFileBytes: indexing.maxFileBytes ?? tools.DEFAULT_MAX_FILE_BYTES,
    history: historyOf(action, root, context),
    maxCommits: tools.DEFAULT_MAX_COMMITS,
    limits: limitsOf(action, tools.DEFAULT_PAIR_LIMITS),
    environment: terminal.env,
    onProgress: screen.progress,
  })
  screen.clearProgress()
  if (action.out !== undefined) {
    try {
      await tools.writePairs(resolve(terminal.cwd, action.out), pairs)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      throw new UsageError(`${action.out} cannot be written: ${reason}`, 'Name another file with --out.')
    }
  }
  if (json) screen.print(JSON.stringify({ out: action.out, ...report }))
  else for (const line of linesOf(report, action)) screen.print(line)
  return pairs.length > 0 ? EXIT.found : EXIT.nothing
}

function linesOf(report: MineReport, { out, isStats }: TrainPairsAction): string[] {
  return [...pairReportLines(report, out), ...(isStats ? pairStatisticsLines(report) : [])]
}

function historyOf(
  { history }: TrainPairsAction,
  root: string,
  { terminal }: CommandContext,
): string | undefined {
  if (history.kind === 'none') return undefined
  return history.kind === 'own' ? root : resolve(terminal.cwd, history.folder)
}

interface Limits {
  readonly perRepository: number
  readonly perSource: number
  readonly perQuery: number
}

/** Who wants more pairs wants more of each source, too. */
function limitsOf({ maxPairs }: TrainPairsAction, limits: Limits): Limits {
  if (maxPairs === undefined) return limits
  const perSource = Math.ceil((limits.perSource * maxPairs) / limits.perRepository)
  return { ...limits, perRepository: maxPairs, perSource }
}
