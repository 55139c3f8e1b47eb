import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { TokensAction } from '../command-line.js'
import { EXIT, type ExitCode, UsageError } from '../errors.js'
import { formatBytes, formatCount, formatDuration, formatPlural } from '../output/format.js'
import type { ScreenOptions } from '../output/screen.js'
import type { TokenTools } from '../token-tools.js'
import { writeWhole } from '../write-whole.js'
import type { CommandContext } from './context.js'

/** The one command that a vocabulary made here knows: where one text ends and the next begins. */
const SPECIAL_TOKENS = ['<|endoftext|>'] as const

/** A pair that occurs once is chance, not a habit of the language. */
const LEAST_COUNT = 2

interface TextCount {
  files: number
  bytes: number
}

/** Learns a byte-pair vocabulary from files and folders and writes it as a `tokenizer.json`. */
export async function runTokensTraining(
  { places, vocabularySize, out }: TokensAction & { kind: 'train' },
  { json }: ScreenOptions,
  context: CommandContext,
): Promise<ExitCode> {
  const { core, screen, terminal } = context
  const tools = await core.loadTokenTools()
  const startedMs = terminal.now()
  const count: TextCount = { files: 0, bytes: 0 }
  const model = tools.trainBytePairs(textsOf(places, count, tools, context), {
    vocabularySize,
    specialTokens: SPECIAL_TOKENS,
    leastCount: LEAST_COUNT,
    onProgress: () => {},
  })
  screen.clearProgress()
  if (count.files === 0) {
    screen.notice(`There is no text in ${places.join(', ')}.`)
    if (json) screen.print(JSON.stringify({ files: 0 }))
    return EXIT.nothing
  }
  writeWhole(out, tools.writeTokenizerJson(model), terminal)
  const milliseconds = Math.round(terminal.now() - startedMs)
  const nMerges = model.merges.length / 3
  const vocabulary = model.tokens.length
  if (json) {
    screen.print(JSON.stringify({ out, vocabulary, merges: nMerges, ...count, milliseconds }))
    return EXIT.found
  }
  const read = `${formatPlural(count.files, 'file')}, ${formatBytes(count.bytes)}`
  screen.print(`Learnt ${formatPlural(nMerges, 'merge')} from ${read} in ${formatDuration(milliseconds)}.`)
  if (vocabulary < vocabularySize) {
    screen.print(`  No more: every other pair occurs less than ${LEAST_COUNT} times.`)
  }
  screen.print(`  ${formatCount(vocabulary)} tokens in ${out}`)
  return EXIT.found
}

function* textsOf(
  places: readonly string[],
  count: TextCount,
  tools: TokenTools,
  { core, terminal, screen }: CommandContext,
): Generator<string> {
  for (const place of places) {
    const path = resolve(terminal.cwd, place)
    const stats = statSync(path, { throwIfNoEntry: false })
    if (!stats) throw new UsageError(`There is no file or folder ${place}.`, 'Check the spelling.')
    if (stats.isDirectory()) {
      const options = { maxFileBytes: tools.DEFAULT_MAX_FILE_BYTES, onProgress: screen.progress }
      for (const { text, bytes } of tools.readTexts(core.realRootOf(path), options)) {
        count.files++
        count.bytes += bytes
        yield text
      }
    } else {
      // A file that was named is read whatever its size.
      const bytes = readFileSync(path)
      const decoded = core.decode(bytes)
      if (decoded === undefined)
        throw new UsageError(`${place} is not text.`, 'Name files of text, or folders.')
      count.files++
      count.bytes += bytes.length
      yield decoded.text
    }
  }
}
