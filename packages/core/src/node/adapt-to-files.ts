/** Files of a repository → what training on them changes in a model. The same in a worker and out of one. */
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { encodePatch } from '../engine/vector-files.js'
import { createTermAnalyzer } from '../tokenize/terms.js'
import { adaptModel } from '../train/model/adapt-model.js'
import { mineFile } from '../train/pairs/mine-file.js'
import type { Pair } from '../train/pairs/pair.js'
import { PairCollector, type PairLimits } from '../train/pairs/pair-collector.js'
import { cutSource } from './cut-source.js'
import { openSyntaxParser } from './grammars.js'
import { openModel } from './model-folder.js'
import { readSource } from './read.js'
import { useOptimizingCompiler } from './wasm-compiler.js'

export interface AdaptTask {
  readonly root: string
  /** In the order in which they are read: same paths, same files and same seed, same result. */
  readonly paths: readonly string[]
  readonly maxFileBytes: number
  readonly modelFolder: string
  readonly limits: PairLimits
  readonly seed: number
}

export interface AdaptResult {
  readonly pairs: number
  /** An encoded patch; `undefined` when there was too little to learn from. */
  readonly patch: Uint8Array | undefined
}

/** Throws `model-damaged` and `model-unsupported`; a file that cannot be read teaches nothing. */
export async function adaptToFiles(
  task: AdaptTask,
  onProgress: (done: number, total: number) => void,
): Promise<AdaptResult> {
  const pairs = await minePairs(task)
  useOptimizingCompiler()
  const patch = adaptModel(openModel(task.modelFolder), pairs, createTermAnalyzer(), {
    seed: task.seed,
    clock: () => performance.now(),
    onProgress: ({ done, total }) => onProgress(done, total),
    signal: undefined,
  })
  return { pairs: pairs.length, patch: patch && encodePatch(patch) }
}

async function minePairs({ root, paths, maxFileBytes, limits }: AdaptTask): Promise<Pair[]> {
  const syntax = await openSyntaxParser('much')
  const collector = new PairCollector(limits)
  for (const path of paths) {
    const source = readSource(join(root, path), { maxFileBytes })
    if (source.leftOut !== undefined) continue
    const { file, chunked } = await cutSource(path, source.text, syntax)
    for (const pair of mineFile(file, chunked).pairs) collector.add(pair)
  }
  return collector.finish().pairs
}
