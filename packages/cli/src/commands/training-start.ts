import { resolve } from 'node:path'
import type { ModelStart } from '@cerca/core/train'
import type { TrainModelAction } from '../command-line.js'
import { UsageError } from '../errors.js'
import type { ModelTools } from '../model-tools.js'
import type { CommandContext } from './context.js'

/** What a model begins with: a transformer's words, a model in a folder, or nothing where `folder` is undefined. */
export async function trainingStart(
  action: TrainModelAction,
  folder: string | undefined,
  tools: ModelTools,
  context: CommandContext,
): Promise<ModelStart> {
  const { words, dimensions, distil } = action
  const { DEFAULT_RECIPE: recipe } = tools
  const shape = {
    words: words ?? (distil === undefined ? recipe.words : recipe.words + recipe.taughtWords),
    hashRows: recipe.hashRows,
    dimensions: dimensions ?? recipe.dimensions,
  }
  if (distil !== undefined)
    return { kind: 'model', model: await askTransformer(distil, shape, tools, context) }
  if (folder === undefined) return { kind: 'new', shape }
  if (words !== undefined || dimensions !== undefined) {
    throw new UsageError(
      'The model to begin with has its own vocabulary and dimensions.',
      'Leave out --vocabulary and --dimensions, or begin from nothing with --model none.',
    )
  }
  return { kind: 'model', model: tools.openModel(resolve(context.terminal.cwd, folder)) }
}

async function askTransformer(
  folder: string,
  shape: Parameters<ModelTools['distilFolder']>[1],
  tools: ModelTools,
  { screen, terminal }: CommandContext,
) {
  screen.notice(`Asking ${folder} about the words of its tokenizer.`)
  const model = await tools.distilFolder(resolve(terminal.cwd, folder), shape, {
    onProgress: (done, total) => screen.progress({ phase: 'distil', done, total }),
    signal: undefined,
  })
  screen.clearProgress()
  return model
}
