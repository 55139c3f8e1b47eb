// The second command of the README: install, build, check, then every test. Its last line counts what passed and
// what failed, a failed check being a failure too. Arguments go to vitest, such as the path of a test.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks } from './lib/checks.mjs'
import { build, ensureInstalled, runMain, runTool, step } from './lib/workspace.mjs'

await runMain(async () => {
  await step('Installing what the lock file names', ensureInstalled)
  await step('Building', build)
  const failedChecks = await runChecks()

  const folder = mkdtempSync(join(tmpdir(), 'cerca-test-report-'))
  try {
    const reportPath = join(folder, 'report.json')
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportPath}`]
    const tested = await runTool('vitest', ['run', ...reporters, ...process.argv.slice(2)], {
      output: 'show',
    })
    const { passed, failed } = countTests(reportPath, tested.code)
    console.log(`${passed} passed, ${failed + failedChecks} failed`)
    return tested.code === 0 && failed + failedChecks === 0 ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

/**
 * @param {string} reportPath what vitest's json reporter wrote
 * @param {number} exitCode of vitest; not 0 without a failed test means that something outside a test broke
 */
function countTests(reportPath, exitCode) {
  const report = JSON.parse(readFileSync(reportPath, 'utf8'))
  // A file that could not even be loaded has no tests to fail: it counts as one failure.
  const broken = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  ).length
  const failed = report.numFailedTests + broken
  return { passed: report.numPassedTests, failed: exitCode !== 0 && failed === 0 ? 1 : failed }
}
