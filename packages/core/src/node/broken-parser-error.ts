/** A file corrupted the parser's memory: nothing more can be parsed in this thread. */
export class BrokenParserError extends Error {
  readonly path: string

  constructor(path: string) {
    super(`the parser broke on ${path}`)
    this.name = 'BrokenParserError'
    this.path = path
  }
}
