import type { SimilarTarget } from '@cerca/core/node'
import { answerBatch } from '../batch.js'
import type { SimilarCommand } from '../command-line.js'
import { EXIT, type ExitCode, UsageError } from '../errors.js'
import { printAnswer, selectHits } from '../output/answer.js'
import { resolvePlace } from '../place.js'
import { locateRoot } from '../root.js'
import type { Terminal } from '../terminal.js'
import { ANSWER_NOW, type CommandContext, indexOptions, searchOptions } from './context.js'

/** Finds code like that of a place, of stdin, or of each place of a batch; the index is brought up to date first. */
export async function runSimilar(command: SimilarCommand, context: CommandContext): Promise<ExitCode> {
  const { terminal, core, screen } = context
  const { source } = command
  const root = await locateRoot(command.root, command.indexing.indexDir, context)
  // Before the index, because wrong arguments should not cost a minute of indexing.
  const target = await readTarget(source, root, terminal)
  const { index, report } = await core.ensureIndex(indexOptions(root, command.indexing, ANSWER_NOW, context))
  screen.clearProgress()
  const options = searchOptions(command.results, undefined)
  const similar = (place: SimilarTarget) => selectHits(index.similar(place, options), command.results)
  if (target === undefined) {
    // Programs feed answers back in, and those are relative to ROOT; so ROOT comes before the current folder.
    const answer = (line: string) => ({
      hits: similar(resolvePlace(line, root, [root, terminal.cwd])),
      language: undefined,
    })
    return answerBatch(terminal, answer, report?.rebuilt)
  }
  const hits = similar(target)
  const query = source.kind === 'place' ? source.place : ''
  const { rebuilt } = report ?? {}
  printAnswer({ query, language: undefined, hits, root, matchesOf: () => [], rebuilt }, command, context)
  return hits.length > 0 ? EXIT.found : EXIT.nothing
}

/** `undefined` for a batch, whose targets come later. */
async function readTarget(
  source: SimilarCommand['source'],
  root: string,
  terminal: Terminal,
): Promise<SimilarTarget | undefined> {
  switch (source.kind) {
    case 'batch':
      return undefined
    case 'place':
      return resolvePlace(source.place, root, [terminal.cwd, root])
    case 'stdin':
      return { kind: 'text', text: await readCode(terminal), language: source.language }
  }
}

async function readCode(terminal: Terminal): Promise<string> {
  let text = ''
  terminal.stdin.setEncoding('utf8')
  for await (const part of terminal.stdin) text += part
  if (text.trim() !== '') return text
  throw new UsageError('Standard input is empty.', 'Send the code: cerca similar --stdin < snippet.py')
}
