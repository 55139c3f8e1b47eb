/** What a `tokenizer.json` says about cutting texts into pieces, as steps that can be run. */
import { CercaError } from '../../errors.js'
import type { Json, TokenizerSettings } from './byte-pair-model.js'
import { GPT2_PATTERN } from './gpt2-pieces.js'
import { translatePattern } from './translate-pattern.js'

/** One step of cutting; each is applied to every piece that the one before has made. */
export type PieceStep =
  /** GPT-2's rule, which leaves no gaps. */
  | { readonly kind: 'gpt2' }
  /** A space in front of a piece that has none. */
  | { readonly kind: 'prefix-space' }
  /** Each match is a piece; what stands between matches is one too, or is dropped. */
  | { readonly kind: 'matches'; readonly pattern: RegExp; readonly gaps: 'keep' | 'drop' }

export type UnicodeForm = 'NFC' | 'NFD' | 'NFKC' | 'NFKD'

/** The steps of these settings, in order. Throws `tokenizer-unsupported` for what is not understood. */
export function pieceStepsOf(settings: TokenizerSettings): readonly PieceStep[] {
  return stepsOf(settings.preTokenizer)
}

/** The Unicode form in which a text is encoded. Throws `tokenizer-unsupported` for any other normalizer. */
export function unicodeFormsOf(settings: TokenizerSettings): readonly UnicodeForm[] {
  return formsOf(settings.normalizer)
}

/** Runs the steps on one text. */
export function cutBySteps(text: string, steps: readonly PieceStep[]): readonly string[] {
  let pieces: readonly string[] = text === '' ? [] : [text]
  for (const step of steps) pieces = pieces.flatMap((piece) => cutByStep(piece, step))
  return pieces
}

function cutByStep(piece: string, step: PieceStep): readonly string[] {
  switch (step.kind) {
    case 'gpt2':
      return piece.match(GPT2_PATTERN) ?? []
    case 'prefix-space':
      return [piece.startsWith(' ') ? piece : ` ${piece}`]
    case 'matches':
      return step.gaps === 'keep'
        ? splitAround(piece, step.pattern)
        : nonEmpty(piece.match(step.pattern) ?? [])
  }
}

function splitAround(text: string, pattern: RegExp): string[] {
  const pieces: string[] = []
  let at = 0
  for (const match of text.matchAll(pattern)) {
    pieces.push(text.slice(at, match.index), match[0])
    at = match.index + match[0].length
  }
  pieces.push(text.slice(at))
  return nonEmpty(pieces)
}

function nonEmpty(pieces: readonly string[]): string[] {
  return pieces.filter((piece) => piece !== '')
}

function stepsOf(rule: Json): readonly PieceStep[] {
  if (rule === null) return []
  const { type } = fieldsOf(rule)
  switch (type) {
    case 'Sequence':
      return listOf(fieldsOf(rule).pretokenizers).flatMap(stepsOf)
    case 'ByteLevel':
      return byteLevelSteps(fieldsOf(rule))
    case 'Digits':
      return [
        {
          kind: 'matches',
          pattern: fieldsOf(rule).individual_digits === true ? /\p{N}/gu : /\p{N}+/gu,
          gaps: 'keep',
        },
      ]
    case 'Split':
      return [splitStep(fieldsOf(rule))]
    default:
      throw unsupported('pre_tokenizer', type)
  }
}

function byteLevelSteps(rule: Fields): readonly PieceStep[] {
  const steps: PieceStep[] = []
  // Both are true where the file is silent, as in the reference implementation.
  if (rule.add_prefix_space !== false) steps.push({ kind: 'prefix-space' })
  if (rule.use_regex !== false) steps.push({ kind: 'gpt2' })
  return steps
}

function splitStep(rule: Fields): PieceStep {
  const pattern = fieldsOf(rule.pattern)
  const source = typeof pattern.Regex === 'string' ? pattern.Regex : undefined
  if (source === undefined) throw unsupported('pre_tokenizer Split with a pattern', JSON.stringify(pattern))
  const isInverted = rule.invert === true
  if (rule.behavior === 'Isolated' && !isInverted) {
    return { kind: 'matches', pattern: translatePattern(source), gaps: 'keep' }
  }
  if (rule.behavior === 'Removed' && isInverted) {
    return { kind: 'matches', pattern: translatePattern(source), gaps: 'drop' }
  }
  throw unsupported('pre_tokenizer Split with the behaviour', rule.behavior)
}

function formsOf(rule: Json): readonly UnicodeForm[] {
  if (rule === null) return []
  const { type } = fieldsOf(rule)
  if (type === 'Sequence') return listOf(fieldsOf(rule).normalizers).flatMap(formsOf)
  if (type === 'NFC' || type === 'NFD' || type === 'NFKC' || type === 'NFKD') return [type]
  throw unsupported('normalizer', type)
}

type Fields = { readonly [key: string]: Json }

function fieldsOf(value: Json | undefined): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : []
}

function unsupported(what: string, value: Json | undefined): CercaError {
  return new CercaError('tokenizer-unsupported', `${what} ${value === undefined ? '(none)' : String(value)}`)
}
