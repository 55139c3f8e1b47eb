/** A chart of lines and bands over the course of a training, as SVG. */
import { escapeHtml, formatPixels, formatShort } from './markup.js'

export interface LineChart {
  /** Makes the ids of the chart unlike those of others on the page. */
  readonly id: string
  readonly title: string
  /** What somebody who does not see the chart should know. */
  readonly description: string
  readonly xLabel: string
  readonly yRange: readonly [low: number, high: number]
  readonly formatY: (value: number) => string
  readonly lines: readonly ChartLine[]
  readonly bands: readonly ChartBand[]
  readonly marks: readonly ChartMark[]
}

/** Styles are classes of the page's style sheet: `positive`, `negative`, `training`, `validation`. */
export interface ChartLine {
  readonly style: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

export interface ChartBand {
  readonly style: string
  readonly points: readonly (readonly [x: number, low: number, high: number])[]
}

/** A dashed line across the chart at an x or a y. */
export interface ChartMark {
  readonly axis: 'x' | 'y'
  readonly value: number
  readonly label: string
}

// Drawn for a phone's width: an SVG shrinks with its texts, so a wider one would be too small to read there.
const CHART_WIDTH = 400
const HEIGHT = 240
const LEFT = 44
const RIGHT = 12
const TOP = 12
const BOTTOM = 38
/** About so many ticks an axis: more would touch each other. */
const N_TICKS = 5

export function renderLineChart(chart: LineChart): string {
  const { id, lines, bands } = chart
  const xs = [...lines, ...bands].flatMap(({ points }) => points.map(([x]) => x))
  const xMax = Math.max(1, ...xs)
  const x = (value: number) => LEFT + (value / xMax) * (CHART_WIDTH - LEFT - RIGHT)
  const [low, high] = chart.yRange
  const y = (value: number) =>
    HEIGHT - BOTTOM - ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * (HEIGHT - BOTTOM - TOP)
  const at = (pointX: number, pointY: number) => `${formatPixels(x(pointX))},${formatPixels(y(pointY))}`
  const bandMarkup = bands.map(({ style, points }) => {
    const upper = points.map(([pointX, , top]) => at(pointX, top))
    const lower = points.map(([pointX, bottom]) => at(pointX, bottom)).reverse()
    return `<polygon class="band ${style}" points="${[...upper, ...lower].join(' ')}"/>`
  })
  const lineMarkup = lines.map(({ style, points }) => {
    const corners = points.map(([pointX, pointY]) => at(pointX, pointY)).join(' ')
    // A line of one point would not be seen.
    if (points.length === 1) {
      return `<circle class="dot ${style}" r="3" cx="${corners.split(',')[0]}" cy="${corners.split(',')[1]}"/>`
    }
    return `<polyline class="line ${style}" points="${corners}"/>`
  })
  const middle = formatPixels((LEFT + CHART_WIDTH - RIGHT) / 2)
  return `<svg viewBox="0 0 ${CHART_WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}-title ${id}-description">
<title id="${id}-title">${escapeHtml(chart.title)}</title>
<desc id="${id}-description">${escapeHtml(chart.description)}</desc>
${axes(chart, x, y, xMax)}
${bandMarkup.join('')}${lineMarkup.join('')}
${chart.marks.map((mark) => markMarkup(mark, x, y)).join('')}
<text class="axis-label" x="${middle}" y="${HEIGHT - 4}" text-anchor="middle">${escapeHtml(chart.xLabel)}</text>
</svg>`
}

function axes(
  { yRange, formatY }: LineChart,
  x: (value: number) => number,
  y: (value: number) => number,
  xMax: number,
): string {
  const rows = ticks(yRange[0], yRange[1]).map((value) => {
    const row = formatPixels(y(value))
    return `<line class="grid" x1="${LEFT}" x2="${CHART_WIDTH - RIGHT}" y1="${row}" y2="${row}"/>
<text x="${LEFT - 6}" y="${row}" dy="0.35em" text-anchor="end">${escapeHtml(formatY(value))}</text>`
  })
  const columns = ticks(0, xMax).map((value) => {
    const column = formatPixels(x(value))
    return `<text x="${column}" y="${HEIGHT - BOTTOM + 15}" text-anchor="middle">${formatShort(value)}</text>`
  })
  return [...rows, ...columns].join('\n')
}

function markMarkup(
  { axis, value, label }: ChartMark,
  x: (at: number) => number,
  y: (at: number) => number,
): string {
  if (axis === 'y') {
    const row = formatPixels(y(value))
    return `<line class="mark" x1="${LEFT}" x2="${CHART_WIDTH - RIGHT}" y1="${row}" y2="${row}"/>
<text class="mark-label" x="${CHART_WIDTH - RIGHT}" y="${row}" dy="-4" text-anchor="end">${escapeHtml(label)}</text>`
  }
  const column = x(value)
  // The label stands on the side that has room.
  const isRight = column > CHART_WIDTH / 2
  const labelX = formatPixels(column + (isRight ? -5 : 5))
  return `<line class="mark" x1="${formatPixels(column)}" x2="${formatPixels(column)}" y1="${TOP}" y2="${HEIGHT - BOTTOM}"/>
<text class="mark-label" x="${labelX}" y="${TOP + 9}" text-anchor="${isRight ? 'end' : 'start'}">${escapeHtml(label)}</text>`
}

/** Round numbers from `low` to `high`: 1, 2 or 5 times a power of ten apart. */
export function ticks(low: number, high: number): number[] {
  const rough = (high - low) / N_TICKS
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power
  const values: number[] = []
  // Counted in steps, because sums of fractions drift.
  for (let idx = Math.ceil(low / step - 1e-9); idx * step <= high + step * 1e-9; idx++) {
    values.push(Number((idx * step).toPrecision(12)))
  }
  return values
}

/** The first round number at or above `value`, so that a line does not touch the top. */
export function roundedUp(value: number): number {
  if (!(value > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(value))
  const factors = [1, 1.5, 2, 3, 4, 5, 6, 8, 10]
  return (factors.find((factor) => factor * power >= value) ?? 10) * power
}
