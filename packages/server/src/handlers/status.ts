/** `cerca/status`: what is known of each folder. */
import type { Status } from '../protocol.js'
import type { Server } from '../server.js'

export function status(server: Pick<Server, 'folders'>): Status {
  return {
    folders: server.folders.list().map(({ uri, name, index }) => ({ folder: uri, name, ...index.state })),
  }
}
