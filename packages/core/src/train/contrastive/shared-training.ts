/** A contrastive training that several threads do over one memory. */
import { createMemory, type WebAssemblyMemory } from '../../web-assembly.js'
import type { CreateContrastiveKernel } from './kernel.js'
import type { MemoryPlan } from './memory.js'
import type { StepRecipe } from './recipe.js'
import { trainStep } from './step.js'
import { breakUp, joinTeam, TEAM_CELLS } from './team.js'
import { kernelIn } from './wasm-kernel.js'

/** What a helping thread needs; everything large lies in shared memory. */
export interface HelperTask {
  readonly memory: WebAssemblyMemory
  readonly plan: MemoryPlan
  readonly recipe: StepRecipe
  readonly cells: Int32Array
  readonly member: number
  readonly nMembers: number
}

/**
 * A kernel for a training whose leader is the caller. `ask` gets the task of each other member once; the threads must be
 * running already, because the leader sleeps while it waits for them.
 */
export function sharedKernel(nMembers: number, ask: (task: HelperTask) => void): CreateContrastiveKernel {
  return (nBytes) => {
    const memory = createMemory(nBytes, 'shared')
    const cells = new Int32Array(new SharedArrayBuffer(TEAM_CELLS * Int32Array.BYTES_PER_ELEMENT))
    return {
      buffer: memory.buffer,
      kernel: kernelIn(memory),
      join(plan, recipe) {
        for (let member = 1; member < nMembers; member++) {
          ask({ memory, plan, recipe, cells, member, nMembers })
        }
        return joinTeam(cells, 0, nMembers)
      },
    }
  }
}

/** A helper's part: step after step, for as long as its thread lives. Throws what a step throws. */
export function helpTraining({ memory, plan, recipe, cells, member, nMembers }: HelperTask): never {
  const floats = new Float32Array(memory.buffer)
  const integers = new Uint32Array(memory.buffer)
  const kernel = kernelIn(memory)
  const team = joinTeam(cells, member, nMembers)
  try {
    for (;;) {
      // The leader comes when it has put a batch into the memory.
      team.meet()
      trainStep({ ...plan, floats, integers }, kernel, recipe, team, () => {})
    }
  } finally {
    breakUp(cells)
  }
}
