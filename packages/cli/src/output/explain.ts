import type { Explanation } from '@cerca/core'
import type { Palette } from './color.js'

/** A score as an indented tree, one text a line: the value, what it stands for, and the detail. */
export function renderExplanation(explanation: Explanation, palette: Palette, indent = '  '): string[] {
  const value = formatScore(explanation.value)
  const detail = explanation.detail === '' ? '' : palette.dim(`  ${explanation.detail}`)
  const own = `${indent}${palette.symbol(value.padStart(8))}  ${explanation.label}${detail}`
  return [own, ...explanation.children.flatMap((child) => renderExplanation(child, palette, `${indent}  `))]
}

/** Four digits that matter, without an exponent: 12.35, 0.1235, 0.0012. */
export function formatScore(score: number): string {
  const magnitude = Math.abs(score)
  return score.toFixed(magnitude >= 100 ? 1 : magnitude >= 10 ? 2 : magnitude >= 1 ? 3 : 4)
}
