// Every check that is not a test: format and lint, types, dead code, packages. `npm run check`.
import { runChecks } from './lib/checks.mjs'
import { build, ensureInstalled, runMain, step } from './lib/workspace.mjs'

await runMain(async () => {
  await step('Installing what the lock file names', ensureInstalled)
  await step('Building', build)
  const failed = await runChecks()
  console.log(failed === 0 ? 'All checks pass.' : `${failed} checks failed.`)
  return failed === 0 ? 0 : 1
})
