/** Announces pull diagnostics while the settings want them: a client would ask after every change otherwise. */
import type { Registration } from 'vscode-languageserver-protocol/node'
import type { Client } from './client.js'

/** The same whether announced at `initialize` or later. */
export const DIAGNOSTIC_OPTIONS = {
  identifier: 'cerca',
  // A copy in one file is mentioned in the other.
  interFileDependencies: true,
  workspaceDiagnostics: false,
} as const

const REGISTRATION: Registration = {
  id: 'cerca/diagnostics',
  method: 'textDocument/diagnostic',
  registerOptions: { documentSelector: [{ scheme: 'file' }], ...DIAGNOSTIC_OPTIONS },
}

export interface DiagnosticsSwitch {
  set(isOn: boolean): void
}

export function createDiagnosticsSwitch(client: Client): DiagnosticsSwitch {
  let isRegistered = false
  // One after the other: the client must not hear them in another order.
  let last: Promise<void> = Promise.resolve()
  return {
    set: (isOn) => {
      if (!client.traits.canRegister.diagnostics || isOn === isRegistered) return
      isRegistered = isOn
      last = last
        .then(() => (isOn ? client.register([REGISTRATION]) : client.unregister([REGISTRATION])))
        .catch(() => {})
    },
  }
}
