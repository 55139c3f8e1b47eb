/** What a model is trained on: a text that somebody might ask with, and one that answers it. */
import { fieldsOfLine, isFilledText } from '../json-line.js'

export interface TrainingText {
  readonly query: string
  readonly document: string
  /** Of the document's file; `''` when there is none. A document may begin with it in a line of its own. */
  readonly path: string
  /** Texts that do not answer the query though they may look like it. */
  readonly negatives: readonly string[]
}

export type ParsedTrainingText =
  | { readonly text: TrainingText; readonly problem: undefined }
  | { readonly text: undefined; readonly problem: string }

/**
 * A line of JSON with `query` and `document`, and if wanted `path` and `negatives`; or what is wrong with it, for
 * people. Whatever else it says is passed over, so that mined pairs are read as well.
 */
export function parseTrainingText(line: string): ParsedTrainingText {
  const fields = fieldsOfLine(line)
  if (typeof fields === 'string') return problem(fields)
  const { query, document, path = '', negatives = [] } = fields
  if (!isFilledText(query)) return problem('"query" is no text')
  if (!isFilledText(document)) return problem('"document" is no text')
  if (typeof path !== 'string') return problem('"path" is no text')
  if (!Array.isArray(negatives) || !negatives.every(isFilledText))
    return problem('"negatives" is no list of texts')
  return { text: { query, document, path, negatives }, problem: undefined }
}

function problem(text: string): ParsedTrainingText {
  return { text: undefined, problem: text }
}
