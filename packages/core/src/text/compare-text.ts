/** The order in which paths and names are sorted everywhere: by UTF-16 code units, whatever the user's language. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** `compareText` of things that have a path. */
export function comparePaths(a: { readonly path: string }, b: { readonly path: string }): number {
  return compareText(a.path, b.path)
}
