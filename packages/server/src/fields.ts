/** Parameters as they came over the line, checked field by field: a client may send anything. */
import { Position, Range, type URI } from 'vscode-languageserver-types'
import { invalidParameter } from './failures.js'
import type { Texts } from './texts.js'

type Check<Value> = (value: unknown) => value is Value

export interface Fields {
  /** Throws a `ResponseError` that names the field, here and below. */
  required<Value>(name: string, check: Check<Value>): Value
  /** `undefined` where it is missing or `null`. */
  optional<Value>(name: string, check: Check<Value>): Value | undefined
  /** The `uri` of the field `textDocument`. */
  documentUri(): URI
}

export function readFields(params: unknown, texts: Texts): Fields {
  const values = isObject(params) ? params : {}
  const optional = <Value>(name: string, check: Check<Value>): Value | undefined => {
    const value = values[name]
    if (value === undefined || value === null) return undefined
    if (!check(value)) throw invalidParameter(texts, name)
    return value
  }
  const required = <Value>(name: string, check: Check<Value>): Value => {
    const value = optional(name, check)
    if (value === undefined) throw invalidParameter(texts, name)
    return value
  }
  const documentUri = () => {
    const { uri } = required('textDocument', isObject)
    if (typeof uri !== 'string') throw invalidParameter(texts, 'textDocument.uri')
    return uri
  }
  return { required, optional, documentUri }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isText(value: unknown): value is string {
  return typeof value === 'string'
}

export function isTruth(value: unknown): value is boolean {
  return typeof value === 'boolean'
}

export function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText)
}

export function isRange(value: unknown): value is Range {
  return Range.is(value)
}

export function isPosition(value: unknown): value is Position {
  return Position.is(value)
}

/** One of these words. */
export function isOneOf<Word extends string>(...words: readonly Word[]): Check<Word> {
  return (value): value is Word => words.some((word) => word === value)
}

/** A number from `minimum` to `maximum`. */
export function isBetween(minimum: number, maximum: number): Check<number> {
  return (value): value is number => typeof value === 'number' && value >= minimum && value <= maximum
}
