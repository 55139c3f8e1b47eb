/** `cerca/pause`: stops or takes up background indexing of all folders. */
import { isTruth, readFields } from '../fields.js'
import type { Status } from '../protocol.js'
import type { Server } from '../server.js'
import { status } from './status.js'

export function pause(server: Server, params: unknown): Status {
  const isPaused = readFields(params, server.texts).required('isPaused', isTruth)
  for (const { index } of server.folders.list()) index.setPaused(isPaused)
  return status(server)
}
