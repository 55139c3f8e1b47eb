/** A folder with a transformer, as a teacher of words. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StaticModel } from '../embed/static-model.js'
import { CercaError } from '../errors.js'
import { createTermAnalyzer } from '../tokenize/terms.js'
import { distilModel } from '../train/distil/distil-model.js'
import type { TeachingRun } from '../train/distil/embed-terms.js'
import { type TeacherTerm, termsOfWords, wordsOfTokenizer } from '../train/distil/teacher-words.js'
import type { ModelShape } from '../train/model/new-model.js'
import type { Embedder } from '../types.js'
import { type OpenTransformerOptions, openTransformer } from './open-transformer.js'

export interface Teacher {
  readonly embedder: Embedder
  /** Of the words in its tokenizer.json, the most frequent first. */
  readonly terms: readonly TeacherTerm[]
}

/** Throws as `openTransformer`, and `transformer-unusable` when its tokenizer lists no words. */
export async function openTeacher(
  folder: string,
  options: Partial<OpenTransformerOptions> = {},
): Promise<Teacher> {
  const embedder = await openTransformer(folder, options)
  const words = wordsOfTokenizer(readFileSync(join(folder, 'tokenizer.json'), 'utf8'))
  if (words.length === 0) throw new CercaError('transformer-unusable', 'its tokenizer lists no words')
  return { embedder, terms: termsOfWords(words, createTermAnalyzer()) }
}

/** A static model of a teacher's words. Throws as `openTeacher`, and the reason of the signal. */
export async function distilFolder(
  folder: string,
  shape: ModelShape,
  run: TeachingRun,
  options: Partial<OpenTransformerOptions> = {},
): Promise<StaticModel> {
  const { embedder, terms } = await openTeacher(folder, options)
  return distilModel(embedder, terms, shape, run)
}
