/**
 * The one schema of the settings: the extension's `package.json` and the table in the documentation are generated
 * from it, the server validates with it. Keys are below `cerca.`; text is in English and Spanish.
 */
export interface Setting {
  readonly type: 'boolean' | 'number' | 'string' | 'string[]'
  readonly default: boolean | number | string | readonly string[]
  /** For `string`: the values that are allowed, each with its description. */
  readonly values?: Readonly<Record<string, LocalText>>
  readonly minimum?: number
  readonly maximum?: number
  readonly description: LocalText
}

export interface LocalText {
  readonly en: string
  readonly es: string
}
