/** Settings as a client sends them, made whole. */
import { SETTINGS, type Setting, type SettingKey, type Settings } from './settings.js'

export interface ReadSettings {
  readonly settings: Settings
  /** Keys whose value cannot be used: their default holds instead. */
  readonly refused: readonly SettingKey[]
}

/**
 * Reads what is below `cerca` in a client's configuration: nested objects (`{ codeLens: { enabled: 'on' } }`), dotted
 * keys (`{ 'codeLens.enabled': 'on' }`) or both. What is missing or `null` has its default; other keys are not looked
 * at, because clients keep some of their own there.
 */
export function readSettings(value: unknown): ReadSettings {
  const refused: SettingKey[] = []
  const entries = SETTING_KEYS.map((key) => {
    const row: Setting = SETTINGS[key]
    const found = valueAt(value, key)
    if (found === undefined || found === null) return [key, row.default] as const
    if (isAllowed(row, found)) return [key, found] as const
    refused.push(key)
    return [key, row.default] as const
  })
  return { settings: Object.fromEntries(entries) as Settings, refused }
}

const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[]

function valueAt(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  const fields = value as Readonly<Record<string, unknown>>
  if (Object.hasOwn(fields, key)) return fields[key]
  const dot = key.indexOf('.')
  if (dot < 0 || !Object.hasOwn(fields, key.slice(0, dot))) return undefined
  return valueAt(fields[key.slice(0, dot)], key.slice(dot + 1))
}

function isAllowed(row: Setting, value: unknown): boolean {
  switch (row.type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'number':
      return (
        typeof value === 'number' && value >= (row.minimum ?? -Infinity) && value <= (row.maximum ?? Infinity)
      )
    case 'string':
      return typeof value === 'string' && (row.values === undefined || Object.hasOwn(row.values, value))
    case 'string[]':
      return Array.isArray(value) && value.every((item) => typeof item === 'string')
  }
}
