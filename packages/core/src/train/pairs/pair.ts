/** A text that somebody might ask with, and the code or prose that answers it. */
import type { NaturalLanguage } from '../../tokenize/stop-words.js'
import type { LanguageId } from '../../types.js'

/**
 * Where a pair comes from: the query's origin → the document.
 * doc: first sentence of a doc comment → signature and body; doc-rest: the rest of the comment → the same;
 * name: words of a name → the body without the name; comment: inline comment → following block;
 * test: name of a test → its body; prose: heading or paragraph → what follows; string: message → code around it;
 * header: comment that opens a file → its first code; path: words of a file name → code of the file;
 * commit: subject → hunk.
 */
export const PAIR_SOURCES = [
  'doc',
  'doc-rest',
  'name',
  'comment',
  'test',
  'prose',
  'string',
  'header',
  'path',
  'commit',
] as const

export type PairSource = (typeof PAIR_SOURCES)[number]

export interface Pair {
  /** One line of words, without comment marks. */
  readonly query: string
  /** The path in a line of its own, except for names of paths, then code or prose: `MAX_DOCUMENT_CHARS` at most. */
  readonly document: string
  readonly source: PairSource
  /** Language of the file. */
  readonly language: LanguageId
  /** Language of the query. */
  readonly naturalLanguage: NaturalLanguage
  readonly path: string
  /** Where the document starts in the file, counted from 1. */
  readonly line: number
}

/** Length of a document in UTF-16 code units: what the prototype trained on, and about one chunk. */
export const MAX_DOCUMENT_CHARS = 1600

/** Longer queries are cut at a word: nobody asks more than that in one go. */
export const MAX_QUERY_CHARS = 400
