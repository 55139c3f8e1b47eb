// Preloaded into the command by NODE_OPTIONS: something happens at its Nth change of the index folder, or to its first
// worker. The product has no such hooks, and needs none: this replaces functions of node:fs before it loads.
//
//     SABOTAGE   kill: the process is killed right after the change, a write being cut in half
//                ENOSPC, EIO, …: this change and all later ones fail with this code, removals excepted
//                worker-exit, worker-exit-always: the first or every worker ends as soon as it starts
//     SABOTAGE_AT      which change, from 1
//     SABOTAGE_FOLDER  the folder whose changes count
//     SABOTAGE_MARK    a file that is written when it happened
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { isMainThread } from 'node:worker_threads'

const { SABOTAGE = '', SABOTAGE_AT = '', SABOTAGE_FOLDER = '', SABOTAGE_MARK = '' } = process.env
const { appendFileSync, existsSync } = fs

if (SABOTAGE.startsWith('worker-exit')) {
  if (!isMainThread) sabotageWorker()
} else if (isMainThread) sabotageDisk()

function sabotageWorker() {
  const isFirst = !existsSync(SABOTAGE_MARK)
  appendFileSync(SABOTAGE_MARK, '.')
  if (isFirst || SABOTAGE === 'worker-exit-always') process.exit(7)
}

function sabotageDisk() {
  /** @type {Set<number>} */
  const ownFiles = new Set()
  let nChanges = 0
  const isOwn = (/** @type {unknown} */ path) =>
    typeof path === 'number' ? ownFiles.has(path) : String(path).startsWith(SABOTAGE_FOLDER)

  for (const name of [
    'mkdirSync',
    'openSync',
    'writeSync',
    'fsyncSync',
    'renameSync',
    'rmSync',
    'rmdirSync',
  ]) {
    const original = fs[name]
    fs[name] = (/** @type {unknown[]} */ ...args) => {
      const isChange = isOwn(args[0]) && !(name === 'openSync' && args[1] === 'r')
      const isHit = isChange && ++nChanges === Number(SABOTAGE_AT)
      if (isHit) appendFileSync(SABOTAGE_MARK, '.')
      const isFailing = isChange && nChanges >= Number(SABOTAGE_AT) && SABOTAGE.startsWith('E')
      if (isFailing && !name.startsWith('rm')) throw failure(name)
      const isKill = isHit && SABOTAGE === 'kill'
      // Arguments of writeSync: file, bytes, offset, length.
      if (isKill && name === 'writeSync') args[3] = Math.ceil(Number(args[3]) / 2)
      try {
        const result = original(...args)
        if (name === 'openSync' && isOwn(args[0])) ownFiles.add(result)
        return result
      } finally {
        if (isKill) process.kill(process.pid, 'SIGKILL')
      }
    }
  }
  syncBuiltinESMExports()
}

function failure(/** @type {string} */ name) {
  const syscall = name.replace('Sync', '')
  return Object.assign(new Error(`${SABOTAGE}: made up, ${syscall}`), { code: SABOTAGE, syscall, errno: -1 })
}
