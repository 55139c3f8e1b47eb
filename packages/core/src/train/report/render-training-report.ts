/** A training as one page of HTML: what was learnt, drawn and explained. */
import { escapeHtml, formatNumber, formatPercent, jsonForScript } from './markup.js'
import { pageScript } from './page-script.js'
import { PAGE_STYLE } from './page-style.js'
import { lossChart, rateChart, similarityChart, speedChart, validationChart } from './report-charts.js'
import { BAR_BASE, renderRoundFigures } from './round-figures.js'
import type { TrainingHistory } from './training-history.js'

/** Nothing is fetched: the page is the same on a machine without a network, and it tells nobody that it is read. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"

/** Rows of the table at the end. */
const MAX_TABLE_ROWS = 24

/**
 * One self-contained HTML file: no address in it, light or dark as the reader prefers, readable without scripts. Same
 * history, same text. Sections without data are left out.
 */
export function renderTrainingReport(history: TrainingHistory): string {
  const { title, facts } = history
  const rounds = renderRoundFigures(history)
  const charts = [lossChart(history), validationChart(history), similarityChart(history)].filter(Boolean)
  const machinery = [rateChart(history), speedChart(history)].filter(Boolean)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escapeHtml(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="lead">${escapeHtml(summaryOf(history))}</p>
<dl class="facts">${facts.map(({ label, value }) => `<div><dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl>
${charts.length > 0 ? `<h2>What it learnt</h2>\n<div class="figures">${charts.join('\n')}</div>` : ''}
${rounds.markup === '' ? '' : roundsSection(rounds.markup)}
${machinery.length > 0 ? `<h2>How it ran</h2>\n<div class="figures">${machinery.join('\n')}</div>` : ''}
${table(history)}
</main>
${rounds.markup === '' ? '' : `<script type="application/json" id="frames">${jsonForScript(rounds.frames)}</script>\n<script>${pageScript(BAR_BASE)}</script>`}
</body>
</html>
`
}

function roundsSection(figures: string): string {
  return `<section aria-labelledby="rounds">
<h2 id="rounds">Round by round</h2>
<p class="quiet">Press play, or move the slider, to see the vectors find their places.</p>
<div class="player" hidden><button type="button">Play</button><input type="range" min="0" step="1" aria-label="Round of the training"><output></output></div>
<div class="figures">${figures}</div>
</section>`
}

/** What a person would say who looked at the curves. */
function summaryOf({ progress, validation, examples, bestAt }: TrainingHistory): string {
  const [first, last] = [progress.at(0), progress.at(-1)]
  if (!first || !last) return 'Nothing has been trained yet.'
  const sentences = [
    `In ${formatNumber(last.done)} ${examples} the loss went from ${formatNumber(first.loss)} to ${formatNumber(last.loss)}.`,
  ]
  const best = validation.findLast(({ done }) => done <= (bestAt ?? last.done))
  const [start] = validation
  if (best && start) {
    sentences.push(
      `Of ${examples} it never trained on, it now puts the right text first in ${formatPercent(best.accuracy)} of all cases; ${start.done === 0 ? 'before the training' : 'at the first look'} it was ${formatPercent(start.accuracy)}.`,
    )
  }
  if (bestAt !== undefined && bestAt < last.done) {
    sentences.push(`What it knew after ${formatNumber(bestAt)} ${examples} was best, and was kept.`)
  }
  return sentences.join(' ')
}

/** The same numbers for those who would rather read them, or cannot see the charts. */
function table({ progress, validation, examples }: TrainingHistory): string {
  if (progress.length === 0) return ''
  const every = Math.ceil(progress.length / MAX_TABLE_ROWS)
  const rows = progress.filter((_, idx) => idx === progress.length - 1 || idx % every === 0)
  const cells = rows.map(({ done, loss, examplesPerSecond }) => {
    const held = validation.findLast((point) => point.done <= done)
    const accuracy = validation.length === 0 ? '' : `<td>${held ? formatPercent(held.accuracy) : ''}</td>`
    return `<tr><td>${formatNumber(done)}</td><td>${formatNumber(loss)}</td>${accuracy}<td>${formatNumber(examplesPerSecond)}</td></tr>`
  })
  const heading = validation.length === 0 ? '' : '<th scope="col">right text first</th>'
  return `<details>
<summary>The numbers</summary>
<div class="scroll"><table>
<thead><tr><th scope="col">${escapeHtml(examples)}</th><th scope="col">loss</th>${heading}<th scope="col">a second</th></tr></thead>
<tbody>${cells.join('')}</tbody>
</table></div>
</details>`
}
