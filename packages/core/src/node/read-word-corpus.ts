/** A text file, or several, as a corpus of words. */
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createWordCorpusBuilder, type WordCorpus } from '../train/words/word-corpus.js'

/**
 * One sentence a line, words between white space, UTF-8: what gensim's LineSentence reads. Files are read line by line,
 * so they may be larger than a string. Throws the system's error for a file that cannot be read.
 */
export async function readWordCorpus(paths: readonly string[], minCount: number): Promise<WordCorpus> {
  const builder = createWordCorpusBuilder()
  for (const path of paths) {
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      const trimmed = line.trim()
      if (trimmed !== '') builder.add(trimmed.split(/\s+/))
    }
  }
  return builder.finish(minCount)
}
