/** `vscode.l10n.t` as an argument: the English text is the key, `{0}` stands for the first of the others. */
export type Translate = (message: string, ...values: (string | number)[]) => string

/** Fills in the English text itself; for tests and for what only programs read. */
export function inEnglish(message: string, ...values: (string | number)[]): string {
  return message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)]))
}
