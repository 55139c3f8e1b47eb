/** Setup of every test: a test that writes to the console without catching it fails, so that no warning goes unseen. */
import { afterEach, beforeEach } from 'vitest'

const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const

const originals = METHODS.map((method) => console[method])
let written: string[] = []

beforeEach(() => {
  written = []
  for (const method of METHODS) {
    console[method] = (...values: unknown[]) => {
      written.push(`console.${method}: ${values.map(String).join(' ')}`)
    }
  }
})

afterEach(() => {
  METHODS.forEach((method, methodIdx) => {
    const original = originals[methodIdx]
    if (original !== undefined) console[method] = original
  })
  if (written.length > 0) throw new Error(`The test wrote to the console:\n${written.join('\n')}`)
})
