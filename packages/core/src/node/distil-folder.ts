/** A folder with a transformer → a static model of the words of its tokenizer. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StaticModel } from '../embed/static-model.js'
import { CercaError } from '../errors.js'
import { createTermAnalyzer } from '../tokenize/terms.js'
import { distilModel } from '../train/distil/distil-model.js'
import type { TeachingRun } from '../train/distil/embed-terms.js'
import { type TeacherTerm, termsOfWords, wordsOfTokenizer } from '../train/distil/teacher-words.js'
import type { ModelShape } from '../train/model/new-model.js'
import { type OpenTransformerOptions, openTransformer } from './open-transformer.js'

/** Same folder and shape, same model. Throws as `openTransformer`, and the reason of the signal. */
export async function distilFolder(
  folder: string,
  shape: ModelShape,
  run: TeachingRun,
  options: Partial<OpenTransformerOptions> = {},
): Promise<StaticModel> {
  const teacher = await openTransformer(folder, options)
  return distilModel(teacher, readTeacherTerms(folder), shape, run)
}

/** The terms of the words in a folder's tokenizer.json, the most frequent first. Throws `transformer-unusable`. */
function readTeacherTerms(folder: string): TeacherTerm[] {
  const words = wordsOfTokenizer(readFileSync(join(folder, 'tokenizer.json'), 'utf8'))
  if (words.length === 0) throw new CercaError('transformer-unusable', 'its tokenizer lists no words')
  return termsOfWords(words, createTermAnalyzer())
}
