/** Files and folders of text as a corpus of words. */
import { createReadStream, statSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { createWordCorpusBuilder, type WordCorpus } from '../train/words/word-corpus.js'
import { createWordSentences, type WordSentences, type WordSplit } from '../train/words/word-sentences.js'
import type { Progress } from './api.js'
import { readTexts } from './read-texts.js'

/** A folder means the files that an index of it would hold; a file is read as UTF-8, whatever its size. */
export interface WordSource {
  readonly kind: 'folder' | 'file'
  readonly path: string
}

export interface WordCorpusOptions {
  readonly split: WordSplit
  /** Rarer words are left out. */
  readonly minCount: number
  /** Larger files of folders are left out. */
  readonly maxFileBytes: number
  readonly onProgress: (progress: Progress) => void
}

export interface WordText {
  readonly corpus: WordCorpus
  readonly files: number
  readonly bytes: number
}

/** Lines between two reports. */
const LINES_BETWEEN_REPORTS = 10_000

/**
 * Reads sources in their order, named files line by line, so that they may be larger than a string. Throws what `walk`
 * throws for a folder, and the system's error for a file that cannot be read.
 */
export async function readWordCorpus(
  sources: readonly WordSource[],
  options: WordCorpusOptions,
): Promise<WordText> {
  const builder = createWordCorpusBuilder()
  const sentences = createWordSentences(options.split, (sentence) => builder.add(sentence))
  let files = 0
  let bytes = 0
  for (const { kind, path } of sources) {
    if (kind === 'file') {
      files++
      bytes += await readFile(path, sentences, options)
      continue
    }
    for (const file of readTexts(path, options)) {
      files++
      bytes += file.bytes
      for (const line of file.text.split('\n')) sentences.line(line)
      sentences.end()
    }
  }
  return { corpus: builder.finish(options.minCount), files, bytes }
}

/** Gives its size. */
async function readFile(
  path: string,
  sentences: WordSentences,
  { onProgress }: WordCorpusOptions,
): Promise<number> {
  // First, because a stream that nobody waits for yet would end the process when there is no file.
  const bytesTotal = statSync(path).size
  const stream = createReadStream(path)
  let nLines = 0
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    sentences.line(line)
    if (++nLines % LINES_BETWEEN_REPORTS !== 0) continue
    onProgress({ phase: 'analyse', filesDone: 0, filesTotal: 1, bytesDone: stream.bytesRead, bytesTotal })
  }
  sentences.end()
  return stream.bytesRead
}
