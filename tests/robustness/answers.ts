/** What a workspace answers, to be compared with what it should. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Hit } from '@cerca/core'
import { ensureIndex, type IndexOptions } from '@cerca/core/node'
import { modelUrl } from '@cerca/model'
import { expect, onTestFinished } from 'vitest'
import type { Outcome, RunOptions, Workspace } from '../cli/cerca.js'
import { QUESTIONS } from './generate.js'

/**
 * Builds an index that answers what a search builds for itself: the model as it was shipped. One that has learnt from
 * the files as they once were would give other scores.
 */
export const INDEX = ['index', '--adapt', 'off'] as const

/** Of the questions, so many find something even in the smallest workspace, or comparing would say little. */
const MIN_FOUND = 4

/** All questions asked of a workspace's index by the command: one line of JSON each. */
export function askCommand(space: Workspace, argv: readonly string[] = [], options: RunOptions = {}): string {
  const input = `${QUESTIONS.join('\n')}\n`
  const outcome = space.cerca(['search', '--batch', '-', '-k', '20', ...argv], { ...options, input })
  expectNoCrash(outcome)
  expect(outcome).toMatchObject({ code: 0, err: '' })
  const lines = outcome.out.trimEnd().split('\n')
  expect(lines).toHaveLength(QUESTIONS.length)
  expect(lines.filter((line) => line.includes('"path"')).length).toBeGreaterThan(MIN_FOUND)
  expect(outcome.out).not.toContain('"error"')
  return outcome.out
}

/** The workspace's index, opened by the library, which spares the start of a process. */
export async function openInLibrary(
  space: Workspace,
  options: Partial<IndexOptions> = {},
): Promise<{ readonly find: (query: string) => readonly Hit[]; readonly notices: readonly string[] }> {
  const notices: string[] = []
  const { index } = await ensureIndex({
    root: space.root,
    indexDir: space.indexDir,
    maxFileBytes: undefined,
    workers: 0,
    onLocked: 'wait',
    modelFolder: fileURLToPath(modelUrl),
    adapt: 'off',
    rebuild: false,
    onProgress: () => {},
    onNotice: (notice) => notices.push(notice),
    ...options,
  })
  const find = (query: string) =>
    index.search(query, {
      k: 20,
      languages: [],
      paths: [],
      content: 'all',
      explain: false,
      queryLanguage: undefined,
    })
  return { find, notices }
}

/** All questions asked by the library: one line of JSON each, and what was said to people meanwhile. */
export async function askLibrary(
  space: Workspace,
  indexDir = space.indexDir,
): Promise<{ readonly lines: string; readonly notices: string }> {
  const { find, notices } = await openInLibrary(space, { indexDir })
  const lines = QUESTIONS.map((question) => JSON.stringify(find(question)))
  expect(lines.filter((line) => line !== '[]').length).toBeGreaterThan(MIN_FOUND)
  return { lines: lines.join('\n'), notices: notices.join('\n') }
}

/** What the command answers from an index that is built from nothing elsewhere. */
export function freshFromCommand(space: Workspace): string {
  return elsewhere((folder) => askCommand(space, ['--index-dir', folder]))
}

/** What the library answers from an index that is built from nothing elsewhere. */
export async function freshFromLibrary(space: Workspace): Promise<string> {
  return (await elsewhere((folder) => askLibrary(space, folder))).lines
}

function elsewhere<Result>(ask: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'cerca-e2e-fresh-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return ask(folder)
}

/** People never see a stack, nor that something was not foreseen. */
export function expectNoCrash({ out, err }: Outcome): void {
  expect(out + err).not.toMatch(/^\s+at .*[:(]|node:internal|unexpected went wrong|ERR_/m)
}
