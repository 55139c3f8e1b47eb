/** Which cell of a notebook a place in its file is in. */

/** Jupyter writes a cell's keys in the order of the alphabet, so this one opens it. */
const CELL_BEGIN = /^\s*"cell_type"\s*:/

export function isNotebook(uri: string): boolean {
  return /\.ipynb$/i.test(uri)
}

/**
 * Number of the cell around a line of the file, both counted from 0; 0 when the file is not written a key a line, as
 * Jupyter and VS Code write it.
 */
export function cellAt(fileText: string, line: number): number {
  const nBegun = fileText.split('\n', line + 1).filter((fileLine) => CELL_BEGIN.test(fileLine)).length
  return Math.max(0, nBegun - 1)
}
