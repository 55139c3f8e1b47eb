/** A part of a model's files that is JSON. */
import { CercaError } from '../errors.js'

/** The fields of an object in JSON; `name` says for people what it is. Throws `model-damaged`. */
export function parseJsonObject(text: string, name: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch (cause) {
    throw new CercaError('model-damaged', `${name} cannot be read`, { cause })
  }
  throw new CercaError('model-damaged', `${name} is no object`)
}
