/** Runs the command with something going wrong inside; see sabotage.mjs. */
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Outcome, Workspace } from '../cli/cerca.js'

export type Sabotage = 'kill' | 'ENOSPC' | 'worker-exit' | 'worker-exit-always'

const PRELOAD = new URL('./sabotage.mjs', import.meta.url)

/** `at` is the change of the index folder that goes wrong, from 1; `isHit` is false when there were fewer. */
export function sabotaged(
  space: Workspace,
  argv: readonly string[],
  sabotage: Sabotage,
  at = 1,
): { readonly outcome: Outcome; readonly isHit: boolean } {
  const mark = join(space.root, '../sabotaged')
  rmSync(mark, { force: true })
  const outcome = space.cerca(argv, {
    env: {
      NODE_OPTIONS: `--import=${PRELOAD}`,
      SABOTAGE: sabotage,
      SABOTAGE_AT: String(at),
      SABOTAGE_FOLDER: space.indexDir,
      SABOTAGE_MARK: mark,
    },
  })
  return { outcome, isHit: existsSync(mark) }
}
