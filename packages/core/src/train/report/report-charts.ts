/** The charts of a training report, each with what it says; empty where nothing was observed. */
import { type ChartLine, type LineChart, renderLineChart, roundedUp } from './line-chart.js'
import { escapeHtml, formatNumber, formatPercent, formatShort } from './markup.js'
import type { TrainingHistory } from './training-history.js'
import { quantile, smoothed } from './training-statistics.js'

export function lossChart({ progress, validation, examples, guessingLoss, bestAt }: TrainingHistory): string {
  if (progress.length === 0) return ''
  const points = progress.map(({ done, loss }) => [done, loss] as const)
  const smooth = smoothed(points.map(([, loss]) => loss)).map((loss, idx) => [points[idx][0], loss] as const)
  const heldOut = validation.map(({ done, loss }) => [done, loss] as const)
  const isGuessingNear =
    guessingLoss !== undefined && guessingLoss <= 1.5 * Math.max(...points.map(([, loss]) => loss))
  const highest = Math.max(
    ...[...points, ...heldOut].map(([, loss]) => loss),
    isGuessingNear ? guessingLoss : 0,
  )
  const lines: ChartLine[] = [
    { style: 'training raw', points },
    { style: 'training', points: smooth },
  ]
  if (heldOut.length > 0) lines.push({ style: 'validation', points: heldOut })
  const legend =
    heldOut.length > 0
      ? keys([
          ['training', 'trained on'],
          ['validation', 'held out'],
        ])
      : ''
  return figure(
    {
      id: 'loss',
      title: 'Loss',
      description: `From ${formatNumber(points[0][1])} to ${formatNumber(points[points.length - 1][1])}.`,
      xLabel: examples,
      yRange: [0, roundedUp(highest)],
      formatY: formatShort,
      lines,
      bands: [],
      marks: [
        ...(isGuessingNear ? [{ axis: 'y', value: guessingLoss, label: 'guessing' } as const] : []),
        ...keptMark(bestAt),
      ],
    },
    legend,
    `How surprised the model is by the right answer: lower is better.${isGuessingNear ? ' The dotted line is where one stands who only guesses.' : ''}${heldOut.length > 0 ? ` When the loss still falls on what it trains on but rises on what is held out, it learns by heart.` : ''}`,
  )
}

export function validationChart({ validation, examples, bestAt }: TrainingHistory): string {
  if (validation.length === 0) return ''
  const highest = Math.max(
    ...validation.flatMap(({ accuracy, meanReciprocalRank }) => [accuracy, meanReciprocalRank]),
  )
  return figure(
    {
      id: 'validation',
      title: 'Right answers',
      description: `Accuracy from ${formatPercent(validation[0].accuracy)} to ${formatPercent(validation[validation.length - 1].accuracy)}.`,
      xLabel: examples,
      yRange: [0, Math.min(1, roundedUp(highest))],
      formatY: formatPercent,
      lines: [
        { style: 'validation', points: validation.map(({ done, accuracy }) => [done, accuracy]) },
        {
          style: 'rank',
          points: validation.map(({ done, meanReciprocalRank }) => [done, meanReciprocalRank]),
        },
      ],
      bands: [],
      marks: keptMark(bestAt),
    },
    keys([
      ['validation', 'right text first'],
      ['rank', 'mean of 1 / its rank'],
    ]),
    `Asked about ${examples} that it does not train on: how often the right text is the nearest of its batch, and how far up it stands otherwise. Higher is better.`,
  )
}

export function similarityChart({ similarities, examples }: TrainingHistory): string {
  if (similarities.length < 2) return ''
  const groups = ['positives', 'negatives'] as const
  const styleOf = { positives: 'positive', negatives: 'negative' } as const
  const median = (group: (typeof groups)[number]) =>
    similarities.map((round) => [round.done, quantile(round[group], 0.5)] as const)
  const lowest = Math.min(
    ...similarities.flatMap((round) => groups.map((group) => quantile(round[group], 0.1))),
  )
  return figure(
    {
      id: 'similarity',
      title: 'Similarity over time',
      description: `Median of texts that belong together from ${formatNumber(median('positives')[0][1])} to ${formatNumber(median('positives').at(-1)?.[1] ?? 0)}, of texts that do not from ${formatNumber(median('negatives')[0][1])} to ${formatNumber(median('negatives').at(-1)?.[1] ?? 0)}.`,
      xLabel: examples,
      yRange: [lowest < -0.5 ? -1 : lowest < 0 ? -0.5 : 0, 1],
      formatY: formatNumber,
      lines: groups.map((group) => ({ style: styleOf[group], points: median(group) })),
      bands: groups.map((group) => ({
        style: styleOf[group],
        points: similarities.map((round) => [
          round.done,
          quantile(round[group], 0.1),
          quantile(round[group], 0.9),
        ]),
      })),
      marks: [],
    },
    keys([
      ['positive', 'belong together'],
      ['negative', 'do not'],
    ]),
    'Cosine similarity: 1 is the same direction, 0 has nothing in common. Learning pulls the two apart. The line is the middle pair; four of five pairs lie in the band.',
  )
}

export function rateChart({ progress, examples }: TrainingHistory): string {
  const rates = progress.map(({ learningRate }) => learningRate)
  // A constant needs no picture; the caller's facts can say it.
  if (new Set(rates).size < 2) return ''
  return figure(
    {
      id: 'rate',
      title: 'Learning rate',
      description: `From ${formatNumber(rates[0])} to ${formatNumber(rates[rates.length - 1])}.`,
      xLabel: examples,
      yRange: [0, roundedUp(Math.max(...rates))],
      formatY: formatNumber,
      lines: [{ style: 'training', points: progress.map(({ done, learningRate }) => [done, learningRate]) }],
      bands: [],
      marks: [],
    },
    '',
    'How far each step goes: large steps first to find the region, small ones later to settle.',
  )
}

export function speedChart({ progress, examples }: TrainingHistory): string {
  const speeds = progress.map(({ done, examplesPerSecond }) => [done, examplesPerSecond] as const)
  if (!speeds.some(([, speed]) => speed > 0)) return ''
  return figure(
    {
      id: 'speed',
      title: 'Speed',
      description: `${formatNumber(speeds[speeds.length - 1][1])} ${examples} a second at the end.`,
      xLabel: examples,
      yRange: [0, roundedUp(Math.max(...speeds.map(([, speed]) => speed)))],
      formatY: formatShort,
      lines: [{ style: 'training', points: speeds }],
      bands: [],
      marks: [],
    },
    '',
    `${examples.charAt(0).toUpperCase()}${examples.slice(1)} a second, since the beginning.`,
  )
}

function keptMark(bestAt: number | undefined): LineChart['marks'] {
  return bestAt === undefined ? [] : [{ axis: 'x', value: bestAt, label: 'kept' }]
}

function keys(styles: readonly (readonly [style: string, label: string])[]): string {
  return `<p class="legend">${styles.map(([style, label]) => `<span class="key ${style}">${label}</span>`).join(' ')}</p>`
}

function figure(chart: LineChart, legend: string, caption: string): string {
  return `<figure>
<h3>${escapeHtml(chart.title)}</h3>
${renderLineChart(chart)}
${legend}
<figcaption>${escapeHtml(caption)}</figcaption>
</figure>`
}
