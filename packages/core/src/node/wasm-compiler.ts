/** Which of V8's compilers WebAssembly gets. The flags hold for the whole process, for code not yet compiled. */
import { setFlagsFromString } from 'node:v8'

/**
 * For the runtime of the parser: most of the time of indexing is spent in few of its functions, which the optimizing
 * compiler makes twice as fast once they turn out to be hot.
 */
export function useTieringCompiler(): void {
  setFlagsFromString('--liftoff')
  setFlagsFromString('--no-liftoff-only')
}

/**
 * For grammars: megabytes of code of which little runs. A run of seconds does not earn back the optimizing compiler,
 * which needs over a second for some of them.
 */
export function useBaselineCompiler(): void {
  setFlagsFromString('--liftoff')
  setFlagsFromString('--liftoff-only')
}

/** For kernels: a few loops in which all the time is spent, three to five times as fast as the baseline makes them. */
export function useOptimizingCompiler(): void {
  setFlagsFromString('--no-liftoff-only')
  setFlagsFromString('--no-liftoff')
}
