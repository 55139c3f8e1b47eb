/** A line of JSON that holds fields. */

/** The fields of an object in JSON, or what is wrong with the line, for people. */
export function fieldsOfLine(line: string): Readonly<Record<string, unknown>> | string {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'it is not JSON'
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'it is not an object'
  return value as Readonly<Record<string, unknown>>
}

/** Whether a field is a text that says something. */
export function isFilledText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}
