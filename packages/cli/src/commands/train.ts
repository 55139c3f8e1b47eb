import type { TrainCommand } from '../command-line.js'
import type { ExitCode } from '../errors.js'
import type { CommandContext } from './context.js'
import { runTrainModel } from './train-model.js'
import { runTrainPairs } from './train-pairs.js'
import { runTrainWords } from './train-words.js'

/** Trains something, or prepares what something is trained on. */
export function runTrain(
  { action, indexing, screen }: TrainCommand,
  context: CommandContext,
): Promise<ExitCode> {
  switch (action.kind) {
    case 'pairs':
      return runTrainPairs(action, indexing, screen, context)
    case 'model':
      return runTrainModel(action, indexing, screen, context)
    case 'words':
      return runTrainWords(action, indexing, screen, context)
  }
}
