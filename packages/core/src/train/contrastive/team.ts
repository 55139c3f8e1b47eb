/** Threads that train together. */
import { CercaError } from '../../errors.js'

/** Threads that do a step together over one memory. */
export interface Team {
  /** 0 is the leader, the one that is told the loss. */
  readonly member: number
  readonly nMembers: number
  /** Returns when all members have called it. Throws `worker-failed` when one of them no longer will. */
  meet(): void
}

export const ALONE: Team = { member: 0, nMembers: 1, meet: () => {} }

// Cells of what a team shares.
const N_ARRIVED = 0
const ROUND = 1
const IS_BROKEN = 2
export const TEAM_CELLS = 3

/** Turns of looking before a thread sleeps: most waits are shorter than going to sleep and waking takes. */
const N_LOOKS = 2000
/** Milliseconds after which the leader gives up on the others: what they do between two meetings takes far less. */
const LEADER_PATIENCE_MS = 60_000

/**
 * A member of a team whose `cells`, zero at the start, lie in shared memory. Members other than the leader wait as long
 * as it takes, since the leader has other things to do between steps. Only for threads that may sleep.
 */
export function joinTeam(cells: Int32Array, member: number, nMembers: number): Team {
  const patienceMs = member === 0 ? LEADER_PATIENCE_MS : Number.POSITIVE_INFINITY
  return {
    member,
    nMembers,
    meet() {
      const round = Atomics.load(cells, ROUND)
      // After the round was read: a team that breaks up later moves the round on.
      if (Atomics.load(cells, IS_BROKEN) === 1) throw gone()
      if (Atomics.add(cells, N_ARRIVED, 1) === nMembers - 1) {
        Atomics.store(cells, N_ARRIVED, 0)
        Atomics.add(cells, ROUND, 1)
        Atomics.notify(cells, ROUND)
      } else {
        for (let look = 0; look < N_LOOKS && Atomics.load(cells, ROUND) === round; look++);
        while (Atomics.load(cells, ROUND) === round) {
          if (Atomics.wait(cells, ROUND, round, patienceMs) === 'timed-out') breakUp(cells)
        }
      }
      if (Atomics.load(cells, IS_BROKEN) === 1) throw gone()
    },
  }
}

/** Lets nobody wait for a member that failed. */
export function breakUp(cells: Int32Array): void {
  Atomics.store(cells, IS_BROKEN, 1)
  Atomics.add(cells, ROUND, 1)
  Atomics.notify(cells, ROUND)
}

function gone(): CercaError {
  return new CercaError('worker-failed', 'one of the threads of a training is gone')
}
