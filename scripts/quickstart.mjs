// The first command of the README: install, build, index this very repository, answer a question about it.
import { build, ensureInstalled, ROOT, runMain, runTool, step } from './lib/workspace.mjs'

const QUESTION = 'where are chunks cut at function boundaries'

// Only in the packages: this file quotes the question and would be the best answer to it.
const OPTIONS = ['--path', 'packages/', '-k', '3']

await runMain(async () => {
  await step('Installing', ensureInstalled)
  await step('Building', build)

  console.log('\n$ cerca index')
  const indexed = await runTool('cerca', ['index', ROOT], { output: 'show' })
  if (indexed.code !== 0) return indexed.code

  console.log(`\n$ cerca search "${QUESTION}" ${OPTIONS.join(' ')}`)
  const searched = await runTool('cerca', ['search', QUESTION, ROOT, ...OPTIONS], { output: 'show' })
  if (searched.code !== 0) return searched.code

  console.log('\nYour turn, with any folder or none for this one:')
  console.log('  node packages/cli/dist/main.js search "your question" path/to/a/repository')
  return 0
})
