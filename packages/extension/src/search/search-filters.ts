/** What a search is narrowed to, as people choose it. */
import type { Scope } from '@cerca/server/protocol'
import type { Translate } from '../translate.js'

export interface SearchFilters {
  readonly content: 'all' | 'code' | 'docs'
  /** Ids as the index names them. */
  readonly languages: readonly string[]
  /** Parts of paths below the root folder, with `/`. */
  readonly paths: readonly string[]
  /** URIs of root folders. */
  readonly folders: readonly string[]
}

export const NO_FILTERS: SearchFilters = { content: 'all', languages: [], paths: [], folders: [] }

export function isNarrowed(filters: SearchFilters): boolean {
  const { content, languages, paths, folders } = filters
  return content !== 'all' || languages.length + paths.length + folders.length > 0
}

/** The filters as the server takes them: what does not narrow is left out. */
export function scopeOf({ content, languages, paths, folders }: SearchFilters): Scope {
  return {
    ...(content === 'all' ? {} : { content }),
    ...(languages.length === 0 ? {} : { languages }),
    ...(paths.length === 0 ? {} : { paths }),
    ...(folders.length === 0 ? {} : { folders }),
  }
}

/** Such as `code only · python, go · in src/`; `''` when nothing narrows. */
export function describeFilters(filters: SearchFilters, t: Translate): string {
  const content = { all: '', code: t('code only'), docs: t('docs only') }[filters.content]
  const places = [...filters.folders.map(lastPart), ...filters.paths]
  return [content, filters.languages.join(', '), places.length > 0 && t('in {0}', places.join(', '))]
    .filter(Boolean)
    .join(' · ')
}

function lastPart(uri: string): string {
  return decodeURIComponent(uri.split('/').filter(Boolean).at(-1) ?? uri)
}
