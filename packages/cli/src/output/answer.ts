/** One query's hits, printed the way the options ask for. */
import type { Hit, NaturalLanguage } from '@cerca/core'
import type { RebuildReason } from '@cerca/core/node'
import type { ResultOptions } from '../command-line.js'
import type { CommandContext } from '../commands/context.js'
import { withoutControls } from './color.js'
import { createLineReader } from './file-lines.js'
import { renderHit } from './hit.js'
import { answerJson } from './json.js'
import { pathFrom } from './paths.js'
import type { ScreenOptions } from './screen.js'
import type { Match } from './snippet.js'

export interface Answer {
  readonly query: string
  /** In which the query was read; `undefined` when it is code. */
  readonly language: NaturalLanguage | undefined
  readonly hits: readonly Hit[]
  readonly root: string
  readonly matchesOf: (line: string) => readonly Match[]
  /** Why the index had to be built again first. */
  readonly rebuilt: RebuildReason | undefined
}

/** With --files-only the best hit of each file, otherwise all. */
export function selectHits(hits: readonly Hit[], results: ResultOptions): readonly Hit[] {
  if (!results.filesOnly) return hits
  const seen = new Set<string>()
  return hits.filter((hit) => !seen.has(hit.path) && seen.add(hit.path))
}

export function printAnswer(
  answer: Answer,
  options: { readonly results: ResultOptions; readonly screen: ScreenOptions },
  { terminal, screen, core }: CommandContext,
): void {
  const { query, language, hits, root } = answer
  if (options.screen.json) {
    screen.print(answerJson(query, hits, language, answer.rebuilt))
    return
  }
  if (hits.length === 0) {
    screen.notice(`Nothing found in ${root}.`)
    screen.notice('  Try other words or fewer filters; `cerca status` shows what is indexed.')
    return
  }
  const shownPath = (path: string) => withoutControls(pathFrom(terminal.cwd, root, path))
  if (options.results.filesOnly) {
    for (const hit of hits) screen.print(shownPath(hit.path))
    return
  }
  const fileLines = createLineReader(root, core.decode)
  hits.forEach((hit, rank) => {
    if (rank > 0) screen.print('')
    const lines = renderHit(hit, {
      path: shownPath(hit.path),
      file: fileLines(hit.path),
      matchesOf: answer.matchesOf,
      contextLines: options.results.contextLines,
      bestLines: core.bestLines,
      palette: screen.palette,
      width: screen.width,
    })
    for (const line of lines) screen.print(line)
  })
}
