/** Threads that train together. */

/** Threads that do a step together over one memory. */
export interface Team {
  /** 0 is the leader, the one that is told the loss. */
  readonly member: number
  readonly nMembers: number
  /** Returns when all members have called it. */
  meet(): void
}

export const ALONE: Team = { member: 0, nMembers: 1, meet: () => {} }
