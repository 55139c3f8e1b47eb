/** The settings that hold: asked of the client, or told by it, and applied while the server runs. */
import type { Client } from './client.js'
import { isObject } from './fields.js'
import type { Log } from './log.js'
import { readSettings } from './read-settings.js'
import type { SettingKey, Settings } from './settings.js'
import type { Texts } from './texts.js'

/** A client that does not answer has the defaults until it does. */
const ANSWER_MS = 5_000

export interface Configuration {
  current(): Settings
  /** Asks the client where it can be asked; resolves when the answer holds, or none came. */
  pull(): Promise<void>
  /** `workspace/didChangeConfiguration`: its parameters count only for clients that cannot be asked. */
  changed(params: unknown): Promise<void>
}

/** `onChange` gets the settings before and after, when one of them is another. */
export function createConfiguration(
  client: Client,
  texts: Texts,
  log: () => Log,
  onChange: (before: Settings, after: Settings) => void,
): Configuration {
  const { hasConfiguration, options } = client.traits
  let current = readSettings(options.settings).settings
  const told = new Set<SettingKey>()

  const apply = (value: unknown): void => {
    const { settings, refused } = readSettings(value)
    for (const key of refused) {
      if (!told.has(key)) log().warn(texts.settingRefused(key))
      told.add(key)
    }
    const before = current
    current = settings
    if (JSON.stringify(before) !== JSON.stringify(settings)) onChange(before, settings)
  }

  const pull = async (): Promise<void> => {
    if (!hasConfiguration) return
    const asked = client.request('workspace/configuration', { items: [{ section: 'cerca' }] }).then(
      (answer) => apply(Array.isArray(answer) && isObject(answer[0]) ? answer[0] : options.settings),
      () => log().detail('The client did not tell its configuration.'),
    )
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, ANSWER_MS)
    })
    await Promise.race([asked, patience])
    clearTimeout(timer)
  }

  return {
    current: () => current,
    pull,
    changed: async (params) => {
      if (hasConfiguration) return pull()
      const settings = isObject(params) ? params.settings : undefined
      apply(isObject(settings) && isObject(settings.cerca) ? settings.cerca : settings)
    },
  }
}
