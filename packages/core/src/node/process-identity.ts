/** Names a process so that another one can tell later whether it still runs. */
import { createHash } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

export interface ProcessIdentity {
  readonly pid: number
  /** Clock ticks from the machine's start to the process's; `''` where the system does not tell. */
  readonly startTicks: string
  readonly host: string
  /** Differs for machines, their restarts and containers: only where it is equal do pids mean the same. */
  readonly machine: string
}

export function ownIdentity(): ProcessIdentity {
  const parts = [
    hostname(),
    orEmpty(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    orEmpty(() => readlinkSync('/proc/self/ns/pid')),
  ]
  return {
    pid: process.pid,
    startTicks: startTicksOf(process.pid),
    host: hostname(),
    machine: createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12),
  }
}

/**
 * Whether a process of `own.machine` still runs; `undefined` for one of another machine, which cannot be asked.
 * A later process that got the same pid is told apart on Linux only.
 */
export function isRunning(other: ProcessIdentity, own: ProcessIdentity): boolean | undefined {
  if (other.machine !== own.machine) return undefined
  try {
    process.kill(other.pid, 0)
  } catch (error) {
    // EPERM means that it runs as another user.
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const { state, startTicks } = processStat(other.pid)
  // A zombie has ended, only its parent has not noticed.
  return state !== 'Z' && (startTicks === '' || other.startTicks === '' || startTicks === other.startTicks)
}

function startTicksOf(pid: number): string {
  return processStat(pid).startTicks
}

/** See proc_pid_stat(5): fields 3 and 22, counted after the name, which may hold spaces and parentheses. */
function processStat(pid: number): { state: string; startTicks: string } {
  const stat = orEmpty(() => readFileSync(`/proc/${pid}/stat`, 'latin1'))
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '', startTicks: fields[19] ?? '' }
}

function orEmpty(read: () => string): string {
  try {
    return read().trim()
  } catch {
    return ''
  }
}
