/** Core's answers in the words of the protocol. */
import type { Folder, Folders } from './folders.js'
import { rangeOfLines } from './lines.js'
import { withMainSymbolFirst } from './main-symbol.js'
import type { Hit, SimilarHit } from './protocol.js'
import type { FoundPlace, SimilarPlace } from './threads/folder-index.js'

export function hitOf(folders: Folders, folder: Folder, place: FoundPlace): Hit {
  const { path, preview } = place
  return {
    uri: folders.uriOf({ folder, path }),
    range: rangeOfLines(place.lines),
    folder: folder.uri,
    path,
    score: place.score,
    language: place.language,
    kind: place.kind,
    traits: place.traits,
    scope: place.scope,
    symbols: withMainSymbolFirst(place.symbols, preview).map(({ name, kind, lines }) => ({
      name,
      kind,
      range: rangeOfLines(lines),
    })),
    preview: {
      line: preview.line,
      text: preview.text,
      matches: preview.matches.map(({ line, start, end }) => ({
        start: { line, character: start },
        end: { line, character: end },
      })),
    },
  }
}

export function similarHitOf(folders: Folders, folder: Folder, place: SimilarPlace): SimilarHit {
  return { ...hitOf(folders, folder, place), similarity: place.similarity }
}
