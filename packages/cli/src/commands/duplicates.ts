import type { DuplicatesCommand } from '../command-line.js'
import { EXIT, type ExitCode } from '../errors.js'
import { duplicatesJson, duplicatesLines, summaryOf } from '../output/duplicates.js'
import { locateRoot } from '../root.js'
import { ANSWER_NOW, type CommandContext, indexOptions } from './context.js'

/** Finds functions that are nearly the same; the index is brought up to date first. */
export async function runDuplicates(command: DuplicatesCommand, context: CommandContext): Promise<ExitCode> {
  const { core, screen, terminal } = context
  const root = await locateRoot(command.root, command.indexing.indexDir, context)
  const { index } = await core.ensureIndex(indexOptions(root, command.indexing, ANSWER_NOW, context))
  const { DEFAULT_MIN_LINES, DEFAULT_MIN_SIMILARITY } = await core.loadDuplicateTools()
  const { languages, paths, tests } = command
  const found = await index.duplicates({
    languages,
    paths,
    notPaths: [],
    tests,
    minLines: command.minLines ?? DEFAULT_MIN_LINES,
    minSimilarity: command.minSimilarity ?? DEFAULT_MIN_SIMILARITY,
    onProgress: screen.progress,
    signal: undefined,
  })
  screen.clearProgress()
  const shown = found.clusters.slice(0, command.limit)
  if (command.screen.json) screen.print(duplicatesJson(found, shown))
  else {
    for (const line of duplicatesLines(shown, { root, cwd: terminal.cwd, palette: screen.palette }))
      screen.print(line)
    for (const line of summaryOf(found, shown)) screen.notice(line)
  }
  return shown.length > 0 ? EXIT.found : EXIT.nothing
}
