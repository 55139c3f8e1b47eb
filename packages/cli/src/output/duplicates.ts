/** Functions that are nearly the same, for people and programs. */
import type { DuplicateCluster, DuplicateFunction, Duplicates } from '@cerca/core/explore'
import { type Palette, withoutControls } from './color.js'
import { formatCount, formatPlural } from './format.js'
import { inclusiveLines } from './json.js'
import { pathFrom } from './paths.js'

/** One line, without its end: lines 1-based and inclusive, the largest saving first. */
export function duplicatesJson(
  { clusters, nFunctions }: Duplicates,
  shown: readonly DuplicateCluster[],
): string {
  return JSON.stringify({
    functions: nFunctions,
    totalClusters: clusters.length,
    totalSavedLines: savedBy(clusters),
    clusters: shown.map(({ similarity, savedLines, members }) => ({
      similarity,
      savedLines,
      members: members.map(({ path, lines, name, language }) => ({
        path,
        ...inclusiveLines(lines),
        name,
        language,
      })),
    })),
  })
}

export interface DuplicatesView {
  readonly root: string
  readonly cwd: string
  readonly palette: Palette
}

/** A heading for each group, and below it its functions, each with a `path:line` that can be clicked. */
export function duplicatesLines(shown: readonly DuplicateCluster[], view: DuplicatesView): string[] {
  return shown.flatMap((cluster, rank) => [
    ...(rank > 0 ? [''] : []),
    headingOf(cluster, view.palette),
    ...cluster.members.map((member) => memberLine(member, view)),
  ])
}

/** What people are told beside the groups. */
export function summaryOf(
  { clusters, nFunctions }: Duplicates,
  shown: readonly DuplicateCluster[],
): string[] {
  const compared = `${formatPlural(nFunctions, 'function')} compared`
  if (clusters.length === 0) return [`No duplicates found: ${compared}.`]
  const all = `${formatPlural(clusters.length, 'group')} of duplicates, ${compared}; ${formatPlural(savedBy(clusters), 'line')} could go.`
  if (shown.length === clusters.length) return [all]
  return [all, `  Shown: the ${formatCount(shown.length)} that would save most; -k shows more.`]
}

function headingOf({ similarity, savedLines, members }: DuplicateCluster, palette: Palette): string {
  // Rounded down: only what is the same is 100 % alike.
  const percent = `${Math.floor(similarity * 100)} % alike`
  const saving = `saves ${formatPlural(savedLines, 'line')}`
  return `${palette.symbol(formatPlural(members.length, 'function'))}  ${palette.dim(`${percent} · ${saving}`)}`
}

function memberLine(
  { path, lines, name }: DuplicateFunction,
  { root, cwd, palette }: DuplicatesView,
): string {
  const place = palette.path(`${withoutControls(pathFrom(cwd, root, path))}:${lines.start + 1}`)
  return `  ${place}  ${withoutControls(name)}  ${palette.dim(formatPlural(lines.end - lines.start, 'line'))}`
}

function savedBy(clusters: readonly DuplicateCluster[]): number {
  return clusters.reduce((sum, { savedLines }) => sum + savedLines, 0)
}
