/** The two figures that change from round to round: how similar texts are, and where some of them lie. */
import { escapeHtml, formatCosine, formatNumber, formatPercent, formatPixels } from './markup.js'
import {
  N_SIMILARITY_BINS,
  type PictureItem,
  type SimilarityRound,
  type TrainingHistory,
  type TrainingPicture,
} from './training-history.js'

/** What the page's script sets for a round, in pixels of the figures. Without a figure its lists are empty. */
export interface RoundFrame {
  readonly label: string
  readonly positions: readonly (readonly [x: number, y: number])[]
  readonly cosines: readonly number[]
  /** Heights of the bars. */
  readonly positives: readonly number[]
  readonly negatives: readonly number[]
}

export interface RoundFigures {
  /** HTML of the figures as they are in the last round; empty where nothing was observed. */
  readonly markup: string
  readonly frames: readonly RoundFrame[]
}

const WIDTH = 400
const HISTOGRAM_HEIGHT = 240
/** y of the foot of the bars. */
export const BAR_BASE = 210
const MAX_BAR_HEIGHT = 195
const BAR_LEFT = 14
const BAR_WIDTH = (WIDTH - 2 * BAR_LEFT) / N_SIMILARITY_BINS
const PICTURE_HEIGHT = 340
/** Room for the marks of points at the edge, and more where words stand beside them. */
const PICTURE_MARGIN = 22
const WORD_MARGIN = 56

/** Both figures, in step: a frame for each round in which either was observed. */
export function renderRoundFigures(history: TrainingHistory): RoundFigures {
  const { similarities, picture, examples } = history
  const rounds = picture?.rounds ?? []
  const moments = [...new Set([...similarities, ...rounds].map(({ done }) => done))].sort((a, b) => a - b)
  const highest = highestShare(similarities)
  const place = picture ? placeOf(picture) : undefined
  const frames = moments.map((done) => {
    const shown = similarities.findLast((round) => round.done <= done) ?? similarities[0]
    const round = rounds.findLast((other) => other.done <= done) ?? rounds[0]
    return {
      label: `${formatNumber(done)} ${examples}`,
      positions: place && round ? round.positions.map(place) : [],
      cosines: round?.cosines ?? [],
      positives: shown ? heights(shown.positives, highest) : [],
      negatives: shown ? heights(shown.negatives, highest) : [],
    }
  })
  const last = frames.at(-1)
  if (!last) return { markup: '', frames }
  const figures = [
    picture ? pictureFigure(picture, last) : '',
    similarities.length > 0 ? histogramFigure(last) : '',
  ]
  return { markup: figures.join('\n'), frames }
}

function highestShare(rounds: readonly SimilarityRound[]): number {
  return Math.max(
    1e-9,
    ...rounds.flatMap(({ positives, negatives }) => [...shares(positives), ...shares(negatives)]),
  )
}

function shares(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  return counts.map((count) => (total > 0 ? count / total : 0))
}

function heights(counts: readonly number[], highest: number): number[] {
  return shares(counts).map((share) => Math.round((share / highest) * MAX_BAR_HEIGHT * 10) / 10)
}

function histogramFigure(frame: RoundFrame): string {
  const bars = (style: 'positives' | 'negatives') =>
    frame[style]
      .map(
        (height, bin) =>
          `<rect data-${style} x="${formatPixels(BAR_LEFT + bin * BAR_WIDTH)}" width="${formatPixels(BAR_WIDTH)}" y="${formatPixels(BAR_BASE - height)}" height="${height}"/>`,
      )
      .join('')
  const ticks = [-1, -0.5, 0, 0.5, 1].map(
    (value) =>
      `<text x="${formatPixels(BAR_LEFT + ((value + 1) / 2) * (WIDTH - 2 * BAR_LEFT))}" y="${BAR_BASE + 14}" text-anchor="middle">${formatNumber(value)}</text>`,
  )
  return `<figure>
<h3>Similarities in this round</h3>
<svg viewBox="0 0 ${WIDTH} ${HISTOGRAM_HEIGHT}" role="img" aria-labelledby="histogram-title">
<title id="histogram-title">How many pairs of texts have which cosine similarity, for texts that belong together and texts that do not</title>
<g class="bars negative">${bars('negatives')}</g><g class="bars positive">${bars('positives')}</g>
<line class="base" x1="${BAR_LEFT}" x2="${WIDTH - BAR_LEFT}" y1="${BAR_BASE}" y2="${BAR_BASE}"/>
${ticks.join('')}
<text class="axis-label" x="${WIDTH / 2}" y="${HISTOGRAM_HEIGHT - 3}" text-anchor="middle">cosine similarity</text>
</svg>
<p class="legend"><span class="key positive">belong together</span> <span class="key negative">do not</span></p>
<figcaption>How many pairs have which similarity. The less the two hills overlap, the fewer wrong answers.</figcaption>
</figure>`
}

/** From the plane of the rounds to pixels: the same scale both ways, or nearness would be a matter of direction. */
function placeOf({
  items,
  rounds,
}: TrainingPicture): (position: readonly [number, number]) => [number, number] {
  const all = rounds.flatMap(({ positions }) => positions)
  const range = (axis: 0 | 1) => {
    const values = all.map((position) => position[axis])
    const [low, high] = [Math.min(...values), Math.max(...values)]
    return { middle: (low + high) / 2, length: Math.max(1e-9, high - low) }
  }
  const [x, y] = [range(0), range(1)]
  const margin = items.some(({ role }) => role === 'word') ? WORD_MARGIN : PICTURE_MARGIN
  const scale = Math.min((WIDTH - 2 * margin) / x.length, (PICTURE_HEIGHT - 2 * PICTURE_MARGIN) / y.length)
  const tenth = (value: number) => Math.round(value * 10) / 10
  return ([atX, atY]) => [
    tenth(WIDTH / 2 + (atX - x.middle) * scale),
    tenth(PICTURE_HEIGHT / 2 - (atY - y.middle) * scale),
  ]
}

/** One shape a role, so that nobody needs the colours. */
const SHAPES: Readonly<Record<PictureItem['role'], string>> = {
  anchor: 'M-11-11H11V11H-11Z',
  positive: 'M-11 0A11 11 0 1 0 11 0A11 11 0 1 0-11 0Z',
  negative: 'M0-13L13 9H-13Z',
  word: 'M-3 0A3 3 0 1 0 3 0A3 3 0 1 0-3 0Z',
}

function pictureFigure(picture: TrainingPicture, frame: RoundFrame): string {
  const { items, keptShare } = picture
  const anchor = items.findIndex(({ role }) => role === 'anchor')
  const signs = signsOf(items)
  const threads = items.map(({ role }, idx) => {
    if (anchor < 0 || idx === anchor) return ''
    const [[x1, y1], [x2, y2]] = [frame.positions[anchor], frame.positions[idx]]
    return `<line class="thread ${role}" data-thread="${idx}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}"/>`
  })
  const trails = items.map(
    ({ role }, idx) => `<polyline class="trail ${role}" data-trail="${idx}" points=""/>`,
  )
  const marks = items.map(({ role, label }, idx) => {
    const [x, y] = frame.positions[idx]
    const text =
      role === 'word'
        ? `<text x="6" dy="0.35em">${escapeHtml(label)}</text>`
        : `<text y="${role === 'negative' ? 2 : 0}" dy="0.35em" text-anchor="middle">${signs[idx]}</text>`
    return `<g class="item ${role}" data-item="${idx}" transform="translate(${x} ${y})"><path d="${SHAPES[role]}"/>${text}</g>`
  })
  const kept = formatPercent(keptShare)
  return `<figure${anchor < 0 ? ' class="whole"' : ''}>
<h3>${anchor < 0 ? 'Where words lie' : 'One text among others'}</h3>
<svg class="picture" viewBox="0 0 ${WIDTH} ${PICTURE_HEIGHT}" data-anchor="${anchor}" role="img" aria-labelledby="picture-title">
<title id="picture-title">Vectors of ${items.length} texts in two dimensions; the similarities are listed below</title>
${trails.join('')}${threads.join('')}${marks.join('')}
</svg>
${anchor < 0 ? '' : textList(items, signs, frame)}
<figcaption>${anchor < 0 ? 'Each dot is a word; words used alike come to lie near one another.' : 'Training draws the text A to the text that belongs to it and pushes it from the others.'} The directions are laid flat on the two axes along which they differ most over all rounds, so the axes stay put. That keeps ${kept} of the spread${anchor < 0 ? '' : ': where picture and numbers disagree, trust the numbers'}. Tails show where a point came from.</figcaption>
</figure>`
}

/** A for the anchor, + for what belongs to it, numbers for the rest. */
function signsOf(items: readonly PictureItem[]): string[] {
  let nNegatives = 0
  return items.map(({ role }) => (role === 'anchor' ? 'A' : role === 'positive' ? '+' : String(++nNegatives)))
}

function textList(items: readonly PictureItem[], signs: readonly string[], frame: RoundFrame): string {
  const rows = items.map(({ role, label }, idx) => {
    const cosine = frame.cosines[idx]
    const measure =
      role === 'anchor'
        ? ''
        : `<span class="cosine" data-cosine="${idx}" style="--cosine:${Math.max(0, cosine).toFixed(3)}">${formatCosine(cosine)}</span>`
    return `<li class="${role}"><span class="sign">${signs[idx]}</span><span class="text">${escapeHtml(label)}</span>${measure}</li>`
  })
  return `<ol class="texts" aria-label="Cosine similarity of each text with text A">${rows.join('')}</ol>`
}
