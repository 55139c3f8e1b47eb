/** Looking at a body of code as a whole: names only. Runs in Node, a worker or a browser. */
export { DEFAULT_MIN_LINES, DEFAULT_MIN_SIMILARITY } from './duplicate-defaults.js'
export {
  type DuplicateCluster,
  type DuplicateFunction,
  type DuplicateOptions,
  type DuplicateProgress,
  type Duplicates,
  findDuplicates,
} from './find-duplicates.js'
export type { FunctionExtent, FunctionFile } from './function-bags.js'
export { type Code, resemblance } from './resemblance.js'
