/** Why a file or folder is not in the index: one closed table of reasons, and the rule that applied. */

const SENTENCES = {
  ignored: 'An ignore file says to leave it out.',
  'version-control': "It belongs to a version control system's own records.",
  dependency: 'It is installed from a package manager; the source lives elsewhere.',
  vendored: "It is a copy of another project's code.",
  'build-output': 'A build makes it from the sources.',
  cache: 'It is a cache or the local state of a tool.',
  'lock-file': 'It is a lock file that a package manager writes.',
  generated: 'A program generates it.',
  minified: 'It is minified; the readable source lives elsewhere.',
  log: 'It is a log that a program writes.',
  media: 'It is an image, a sound, a video, a font or a model of a shape.',
  archive: 'It is an archive.',
  database: 'It is a database or a data file of a binary format.',
  'model-weights': 'It holds the weights of a machine learning model.',
  binary: 'It is not text.',
  secret: 'It may hold a secret; secrets are never indexed, whatever an ignore file says.',
  'too-large': 'It is larger than the limit for one file.',
  empty: 'There is nothing in it.',
  unreadable: 'It could not be read.',
  symlink: 'It is a symbolic link; what it points to is indexed only at its own place inside the root.',
  special: 'It is neither a file nor a folder (a pipe, a socket or a device).',
} as const

export type LeftOutReason = keyof typeof SENTENCES

/** A file, or a whole folder (`path` ends in `/`), that is not indexed. `detail` names the rule or the cause. */
export interface LeftOut {
  readonly path: string
  readonly reason: LeftOutReason
  readonly detail: string
}

const BUILT_IN = 'built-in default'

/** A rule that leaves something out: its text as written, the file that holds it, its 1-based line. */
export interface Exclusion {
  readonly reason: LeftOutReason
  readonly rule: string
  /** Path of an ignore file, absolute, or `built-in default`. */
  readonly source: string
  readonly line: number | undefined
}

/** A rule of ours. */
export function builtIn(reason: LeftOutReason, rule: string): Exclusion {
  return { reason, rule, source: BUILT_IN, line: undefined }
}

/** One sentence for people. */
export function leftOutSentence(reason: LeftOutReason): string {
  return SENTENCES[reason]
}

/** The rule in words: `*.log (/home/me/app/.gitignore:3)` or `node_modules/ (built-in default)`. */
export function describeExclusion(exclusion: Exclusion): string {
  const place = exclusion.line === undefined ? exclusion.source : `${exclusion.source}:${exclusion.line}`
  return `${exclusion.rule} (${place})`
}
