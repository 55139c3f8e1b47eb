import type { CleanCommand } from '../command-line.js'
import { EXIT, type ExitCode } from '../errors.js'
import { formatPlural } from '../output/format.js'
import { locateRoot } from '../root.js'
import type { CommandContext } from './context.js'

/** Removes the index of one root, or of all; nothing to remove is no failure. */
export async function runClean(command: CleanCommand, context: CommandContext): Promise<ExitCode> {
  const { core, screen } = context
  const { target, indexDir } = command
  if (target.kind === 'all') {
    const nRemoved = await core.removeAllIndexes(indexDir)
    if (command.screen.json) screen.print(JSON.stringify({ removed: nRemoved }))
    else if (nRemoved === 0) screen.print('There was no index.')
    else screen.print(`Removed ${formatPlural(nRemoved, 'index', 'indexes')}.`)
    return EXIT.found
  }
  const root = await locateRoot(target.root, indexDir, context)
  const isRemoved = await core.removeIndex(root, indexDir)
  if (command.screen.json) screen.print(JSON.stringify({ root, removed: isRemoved ? 1 : 0 }))
  else screen.print(isRemoved ? `Removed the index of ${root}.` : `There was no index of ${root}.`)
  return EXIT.found
}
