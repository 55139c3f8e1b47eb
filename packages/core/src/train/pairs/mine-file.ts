/** One file → all its pairs, except those of its history. */
import type { ChunkedFile } from '../../chunk/chunk-file.js'
import type { SourceFile } from '../../types.js'
import { viewFile } from './file-view.js'
import { mineComments } from './mine-comments.js'
import { mineDocs } from './mine-docs.js'
import { mineNames } from './mine-names.js'
import { minePaths } from './mine-paths.js'
import { mineProse } from './mine-prose.js'
import { mineStrings } from './mine-strings.js'
import { mineTests } from './mine-tests.js'
import { type MinedPairs, PairDrafts } from './pair-drafts.js'

/**
 * The pairs of a file, ordered by source, then by place; with duplicates, without those that noise makes.
 * Time grows with the length of the text and the number of pairs, whatever stands in the file.
 */
export function mineFile(file: SourceFile, chunked: Pick<ChunkedFile, 'chunks' | 'comments'>): MinedPairs {
  const view = viewFile(file, chunked)
  const drafts = new PairDrafts(file, view?.lines)
  if (view === undefined) return drafts.result
  if (view.kind === 'prose') mineProse(view, drafts)
  if (view.kind === 'code') {
    mineDocs(view, drafts)
    mineNames(view, drafts)
    mineTests(view, drafts)
    mineStrings(view, drafts)
  }
  // Settings explain themselves in comments, too.
  if (view.kind !== 'prose') mineComments(view, drafts)
  minePaths(view, drafts)
  return drafts.result
}
