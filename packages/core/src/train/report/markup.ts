/** Texts and numbers as they stand in a page. */

/** A text that stands for itself inside an element and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** Data that a script reads from the text of its own element: nothing in it can end that element. */
export function jsonForScript(data: unknown): string {
  return JSON.stringify(data).replace(/</g, '\\u003c')
}

/** 1234567 is 1,234,567; small numbers keep three significant digits. */
export function formatNumber(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (Math.abs(value) >= 1000) return groupThousands(Math.round(value))
  return String(Number(value.toPrecision(3))).replace('-', '−')
}

/** 1234567 is 1.2M: for the ticks of an axis. */
export function formatShort(value: number): string {
  for (const [size, letter] of [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    if (Math.abs(value) >= size) return `${Number((value / size).toPrecision(3))}${letter}`
  }
  return formatNumber(value)
}

/** 0.123 is 12 %. */
export function formatPercent(share: number): string {
  return `${Math.round(share * 100)} %`
}

/** Two places and a sign that is wide enough to see. */
export function formatCosine(cosine: number): string {
  return cosine.toFixed(2).replace('-', '−')
}

/** A coordinate: a tenth of a pixel is enough. */
export function formatPixels(value: number): string {
  return String(Math.round(value * 10) / 10)
}

function groupThousands(value: number): string {
  return String(value)
    .replace('-', '−')
    .replace(/\B(?=(\d{3})+$)/g, ',')
}
