// The checks that are not tests, each one command; see runChecks.
import { existsSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { ROOT, runTool } from './workspace.mjs'

/** @typedef {{ name: string, tool: 'biome' | 'tsc' | 'knip' | 'publint', args: string[] }} Check */

/**
 * Runs every check on the built workspace, as many at once as there are cores; prints what failing ones say and
 * resolves to how many failed.
 */
export async function runChecks() {
  const queue = listChecks()
  let failed = 0
  const serveLane = async () => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
      const done = await runTool(check.tool, check.args, { output: 'hold' })
      console.log(`${done.code === 0 ? 'ok    ' : 'FAILED'} ${check.name}`)
      if (done.code === 0) continue
      failed++
      console.log(done.text)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, serveLane))
  return failed
}

/** @returns {Check[]} */
function listChecks() {
  const packages = readdirSync(join(ROOT, 'packages')).map((name) => `packages/${name}`)
  const projects = ['.', 'tests', 'bench', ...packages]
    .flatMap((folder) => [`${folder}/tsconfig.json`, `${folder}/tsconfig.pure.json`])
    .filter((path) => existsSync(join(ROOT, path)))
  const published = packages.filter((folder) => existsSync(join(ROOT, folder, 'dist')))
  /** @type {Check[]} */
  const checks = [{ name: 'format and lint (biome)', tool: 'biome', args: ['ci', '--colors=off', '.'] }]
  for (const path of projects) {
    checks.push({ name: `types of ${path}`, tool: 'tsc', args: ['--noEmit', '-p', path] })
  }
  checks.push({ name: 'dead code (knip)', tool: 'knip', args: ['--no-progress'] })
  for (const folder of published) {
    checks.push({ name: `package ${folder} (publint)`, tool: 'publint', args: [folder, '--strict'] })
  }
  return checks
}
