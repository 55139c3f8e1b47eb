// Preloaded into the server by NODE_OPTIONS, into each of its threads: notes which files of a folder are read. The
// product has no such hooks, and needs none: this replaces functions of node:fs before it loads.
//
//     READS_OF   the folder
//     READS_LOG  a file that gets one path a line
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const { READS_OF = '', READS_LOG = '' } = process.env
const { appendFileSync } = fs

for (const name of ['readFileSync', 'openSync', 'readFile', 'open']) {
  const original = fs[name]
  fs[name] = (/** @type {unknown[]} */ ...args) => {
    const path = String(args[0])
    if (path.startsWith(READS_OF)) appendFileSync(READS_LOG, `${path.slice(READS_OF.length + 1)}\n`)
    return original(...args)
  }
}
syncBuiltinESMExports()
