import * as vscode from 'vscode'
import type { Wording } from '../results/describe-hit.js'
import type { Translate } from '../translate.js'

/** The text in the language of the editor; every text in English is a key of `l10n/bundle.l10n.*.json`. */
export const t: Translate = (message, ...values) => vscode.l10n.t(message, ...values)

export function wording(): Wording {
  return { t, locale: vscode.env.language }
}
