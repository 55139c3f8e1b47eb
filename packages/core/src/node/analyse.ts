/** A batch of files on disk → a segment. The same in a worker and out of one. */
import { join } from 'node:path'
import type { SyntaxParser } from '../chunk/syntax-parser.js'
import type { FileProblem } from '../engine/manifest.js'
import { encodeSegment } from '../segment/format.js'
import { SegmentBuilder } from '../segment/segment-builder.js'
import { LineIndex } from '../text/lines.js'
import { traitsOfFile } from '../text/traits.js'
import type { TermAnalyzer } from '../tokenize/terms.js'
import { cutSource } from './cut-source.js'
import { readSource } from './read.js'

export interface BatchFile {
  readonly path: string
  /** Content hash the index knows; a file that still has it is not analysed again. */
  readonly knownHash: string | undefined
}

export interface Batch {
  readonly root: string
  readonly maxFileBytes: number
  readonly files: readonly BatchFile[]
}

export interface BatchResult {
  /** An encoded segment of the files that were analysed, in the order of the batch. */
  readonly segment: Uint8Array
  readonly analysed: readonly string[]
  /** Files whose content is what the index knows. */
  readonly same: readonly string[]
  readonly leftOut: readonly { readonly path: string; readonly reason: string; readonly detail: string }[]
  readonly problems: readonly FileProblem[]
}

export interface AnalysisTools {
  readonly syntax: SyntaxParser
  readonly analyzer: TermAnalyzer
}

/** Reads, cuts and analyses; a file that cannot be used is data, not an error. */
export async function analyseBatch(batch: Batch, tools: AnalysisTools): Promise<BatchResult> {
  const builder = new SegmentBuilder(tools.analyzer)
  const analysed: string[] = []
  const same: string[] = []
  const leftOut: BatchResult['leftOut'][number][] = []
  const problems: FileProblem[] = []
  for (const { path, knownHash } of batch.files) {
    const source = readSource(join(batch.root, path), { maxFileBytes: batch.maxFileBytes })
    if (source.leftOut !== undefined) {
      leftOut.push({ path, reason: source.leftOut, detail: source.detail })
      continue
    }
    if (source.hash === knownHash) {
      same.push(path)
      continue
    }
    const { text, hash, bytes } = source
    const { file, kind, chunked } = await cutSource(path, text, tools.syntax)
    const { chunks, comments, problem } = chunked
    if (problem !== undefined) problems.push({ path, message: problem })
    const lines = new LineIndex(text)
    builder.addFile({
      file,
      kind,
      traits: traitsOfFile(path, text),
      chunks,
      comments,
      lineAt: (offset) => lines.lineAt(offset),
      bytes,
      hash,
    })
    analysed.push(path)
  }
  return { segment: encodeSegment(builder.finish()), analysed, same, leftOut, problems }
}
