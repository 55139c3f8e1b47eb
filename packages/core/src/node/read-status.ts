/** What there is to say about the index of a folder. */
import { snapshotOf } from '../engine/opened-index.js'
import type { Snapshot } from '../segment/snapshot.js'
import { stringAt } from '../segment/string-table.js'
import { compareText } from '../text/compare-text.js'
import type { IndexStatus } from './api.js'
import { summaryOf } from './index-summary.js'
import { placeOf } from './stored-index.js'
import { isCurrent, modelIn, type Survey, surveyOf } from './survey.js'

/** Changes nothing; `maxFileBytes` as in `IndexOptions`. Throws `root-…`, `index-too-new` and `index-unreadable`. */
export async function readStatus(
  root: string,
  indexDir: string | undefined,
  maxFileBytes: number | undefined,
  modelFolder: string | undefined,
): Promise<IndexStatus> {
  const place = placeOf(root, indexDir)
  const survey = surveyOf(place, modelIn(modelFolder), { maxFileBytes, rebuild: false, onProgress: () => {} })
  const { found, plan, walked } = survey
  const snapshot = snapshotOf(found.index)
  const added = plan.toRead.filter(({ row }) => row === undefined).length
  const pending = { added, changed: plan.toRead.length - added, removed: plan.removedRows.length }
  return {
    ...summaryOf(place, walked, found.index, snapshot),
    ...stateOf(survey),
    languages: countLanguages(snapshot),
    pending,
  }
}

function stateOf(survey: Survey): Pick<IndexStatus, 'state' | 'detail'> {
  const { found, plan } = survey
  if (found.state === 'missing') return { state: 'missing', detail: '' }
  if (found.state === 'damaged') return { state: 'damaged', detail: found.detail }
  if (found.state === 'outdated') return { state: 'stale', detail: found.detail }
  if (isCurrent(survey)) return { state: 'current', detail: '' }
  const nFiles = plan.toRead.length
  return {
    state: 'stale',
    detail: nFiles > 0 ? `${nFiles} files to read` : 'other files are left out, or the model is another one',
  }
}

function countLanguages(snapshot: Snapshot): { language: string; files: number }[] {
  const counts = new Map<string, number>()
  for (const { segment, live } of snapshot.parts) {
    for (let file = 0; file < segment.files.language.length; file++) {
      if (live && !live[file]) continue
      const language = stringAt(segment.strings, segment.files.language[file])
      counts.set(language, (counts.get(language) ?? 0) + 1)
    }
  }
  return [...counts]
    .map(([language, files]) => ({ language, files }))
    .sort((a, b) => b.files - a.files || compareText(a.language, b.language))
}
