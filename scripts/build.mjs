// Builds every package. `npm run build`; further arguments go to turbo, such as --force.
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, ROOT, runMain, runTool, step } from './lib/workspace.mjs'

const packages = join(ROOT, 'packages')

await runMain(async () => {
  await step('Installing what the lock file names', ensureInstalled)
  // Turbo puts a build that it remembers over what is there, whose files of other names would stay.
  for (const name of readdirSync(packages))
    rmSync(join(packages, name, 'dist'), { recursive: true, force: true })
  const args = ['run', 'build', '--output-logs=new-only', ...process.argv.slice(2)]
  return (await runTool('turbo', args, { output: 'show' })).code
})
