import { blank } from './rule.js'

const DIRECTIVE = /^[ \t]*#[ \t]*(if|ifdef|ifndef|elif|elifdef|elifndef|else|endif)\b[ \t]*(.*)/
const NEVER = /^0\s*(?:$|\/)/

/** One `#if` that is open. */
interface Conditional {
  /** Whether a branch was kept already, and whether the current one is. */
  hasBranch: boolean
  isKept: boolean
}

/**
 * The text with one branch of each `#if`, the first that is not `#if 0`; the others and the conditions are blanked, so
 * that every offset stays. A grammar cannot read conditions inside of an expression or around half a statement.
 */
export function oneBranch(text: string): string {
  const open: Conditional[] = []
  let isContinued = false
  return text.replace(/[^\n]*\n?/g, (line) => {
    const isDirective = isContinued || note(line, open)
    isContinued = isDirective && /\\\r?\n$/.test(line)
    return isDirective || open.some(({ isKept }) => !isKept) ? blank(line) : line
  })
}

/** Whether the line is the beginning of a condition, which is noted. */
function note(line: string, open: Conditional[]): boolean {
  const [, keyword, condition = ''] = DIRECTIVE.exec(line) ?? []
  if (keyword === undefined) return false
  const last = open[open.length - 1]
  if (keyword.startsWith('if')) {
    const isKept = keyword !== 'if' || !NEVER.test(condition)
    open.push({ hasBranch: isKept, isKept })
  } else if (keyword === 'endif') open.pop()
  else if (last) {
    last.isKept = !last.hasBranch
    last.hasBranch = true
  }
  return true
}
