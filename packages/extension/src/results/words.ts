/** What a hit is, as people say it; what is not listed here is said as the index says it. */
import type { Translate } from '../translate.js'

export function wordForKind(kind: string, t: Translate): string {
  const words: Readonly<Record<string, string>> = {
    function: t('function'),
    method: t('method'),
    class: t('class'),
    interface: t('interface'),
    type: t('type'),
    enum: t('enumeration'),
    module: t('module'),
    constant: t('constant'),
    variable: t('variable'),
    field: t('field'),
    macro: t('macro'),
    section: t('section'),
    test: t('test'),
    code: t('code'),
    prose: t('text'),
    data: t('data'),
  }
  return words[kind] ?? kind
}

export function wordForTrait(trait: string, t: Translate): string {
  const words: Readonly<Record<string, string>> = {
    test: t('test'),
    generated: t('generated'),
    example: t('example'),
    declaration: t('declaration'),
    legacy: t('legacy'),
  }
  return words[trait] ?? trait
}
