/** Texts cut with the parser of this thread. */
import type { LanguageId } from '../types.js'
import type { CutFile } from './cut-source.js'

/** Cuts the text of a path. */
export type Cut = (path: string, text: string) => Promise<CutFile>

/** What is being edited is cut to be searched, for its definitions and for each question about one of them. */
const CUTS_KEPT = 8

/** Remembers the texts that were cut last. */
export function createCuts(): Cut {
  const kept = new Map<string, { readonly text: string; readonly cut: Promise<CutFile> }>()
  return (path, text) => {
    const known = kept.get(path)
    if (known?.text === text) return known.cut
    const cut = cutHere(path, text)
    kept.delete(path)
    kept.set(path, { text, cut })
    for (const oldest of kept.keys()) if (kept.size > CUTS_KEPT) kept.delete(oldest)
    return cut
  }
}

export async function cutHere(path: string, text: string, language?: LanguageId): Promise<CutFile> {
  // On demand, because the first answer should not load the parser.
  const [{ openSyntaxParser }, { cutSource }] = await Promise.all([
    import('./grammars.js'),
    import('./cut-source.js'),
  ])
  const syntax = await openSyntaxParser('much')
  return cutSource(path, text, syntax, language)
}
