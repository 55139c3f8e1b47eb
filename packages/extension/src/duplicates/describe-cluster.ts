/** How a cluster of duplicates reads in the tree, aloud and on the clipboard. */
import type { DuplicateCluster, DuplicateMember } from '@cerca/server/protocol'
import { percent } from '../percent.js'
import type { Wording } from '../results/describe-hit.js'
import { lineSpan, linesOfRange } from '../results/result-hit.js'

export interface ClusterDescription {
  readonly label: string
  readonly description: string
  readonly spoken: string
}

export function describeCluster(cluster: DuplicateCluster, { t, locale }: Wording): ClusterDescription {
  const [longest] = cluster.members
  const name = longest === undefined || longest.name === '' ? t('unnamed code') : longest.name
  const copies = t('{0} copies', cluster.members.length)
  const saving = cluster.savedLines === 1 ? t('saves 1 line') : t('saves {0} lines', cluster.savedLines)
  const alike = percent(cluster.similarity, locale)
  return {
    label: name,
    description: [alike, copies, saving].join(' · '),
    spoken: [name, copies, saving, t('{0} similar', alike)].join(', '),
  }
}

export function describeMember(member: DuplicateMember, { t }: Wording): ClusterDescription {
  const { first, last } = linesOfRange(member.range)
  const place = t('{0}, lines {1} to {2}', member.path, first, last)
  return {
    label: member.name === '' ? (member.path.split('/').at(-1) ?? member.path) : member.name,
    description: `${member.path} · ${lineSpan(member.range)}`,
    spoken: member.name === '' ? place : `${member.name}, ${place}`,
  }
}

/** A paragraph for each cluster: what would be saved, then a line for each copy. */
export function clustersAsText(clusters: readonly DuplicateCluster[], wording: Wording): string {
  return clusters
    .map((cluster) => {
      const { label, description } = describeCluster(cluster, wording)
      const members = cluster.members.map((member) =>
        `    ${placeOfMember(member)}  ${member.name}`.trimEnd(),
      )
      return [`${label}  ${description}`, ...members, ''].join('\n')
    })
    .join('\n')
}

/** A list of clusters with a list of copies inside. */
export function clustersAsMarkdown(clusters: readonly DuplicateCluster[], wording: Wording): string {
  return clusters
    .map((cluster) => {
      const { label, description } = describeCluster(cluster, wording)
      const members = cluster.members.map((member) => `  - \`${placeOfMember(member)}\``)
      return [`- \`${label}\` · ${description}`, ...members].join('\n')
    })
    .map((text) => `${text}\n`)
    .join('')
}

function placeOfMember({ path, range }: DuplicateMember): string {
  const { first, last } = linesOfRange(range)
  return `${path}:${first}-${last}`
}
