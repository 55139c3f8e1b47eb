/** The commands for those who study and train embeddings; nobody who searches waits for them. */
export { runEvaluate } from './commands/evaluate.js'
export { runTokens } from './commands/tokens.js'
export { runTrain } from './commands/train.js'
export { runVectors } from './commands/vectors.js'
