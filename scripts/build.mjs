// Builds every package. `npm run build`; further arguments go to turbo, such as --force.
import { ensureInstalled, runMain, runTool, step } from './lib/workspace.mjs'

await runMain(async () => {
  await step('Installing what the lock file names', ensureInstalled)
  const args = ['run', 'build', '--output-logs=new-only', ...process.argv.slice(2)]
  return (await runTool('turbo', args, { output: 'show' })).code
})
