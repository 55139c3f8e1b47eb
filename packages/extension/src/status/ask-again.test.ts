import type { Status } from '@cerca/server/protocol'
import { expect, it } from 'vitest'
import { AskAgain } from './ask-again.js'
import { sampleFolder } from './sample-folder.js'

const statusOf = (...folders: readonly (readonly [isComplete: boolean, generation: number])[]): Status => ({
  folders: folders.map(([isComplete, generation]) => sampleFolder('ready', { isComplete, generation })),
})

function waiter(first: Status | undefined) {
  const listeners = new Set<() => void>()
  const source = {
    status: first,
    onDidChange(listener: () => void) {
      listeners.add(listener)
      return { dispose: () => void listeners.delete(listener) }
    },
  }
  let nAsked = 0
  const askAgain = new AskAgain(source, () => nAsked++)
  return {
    askAgain,
    nAsked: () => nAsked,
    becomes: (next: Status | undefined) => {
      source.status = next
      for (const listener of listeners) listener()
    },
  }
}

it('asks again once when every folder is complete', () => {
  const { askAgain, becomes, nAsked } = waiter(statusOf([false, 1], [false, 1]))
  askAgain.answered(false)
  becomes(statusOf([true, 2], [false, 1]))
  expect(nAsked()).toBe(0)
  becomes(statusOf([true, 2], [true, 2]))
  becomes(statusOf([true, 3], [true, 2]))
  expect(nAsked()).toBe(1)
})

it('asks at once when the index became complete while the answer was on its way', () => {
  const { askAgain, nAsked } = waiter(statusOf([true, 2]))
  askAgain.answered(false)
  expect(nAsked()).toBe(1)
})

it.each([
  ['a complete answer', true, statusOf([true, 2])],
  ['a server that has said nothing', false, undefined],
  ['a window without folders', false, statusOf()],
])('leaves %s alone', (_what, isComplete, status) => {
  const { askAgain, becomes, nAsked } = waiter(status)
  askAgain.answered(isComplete)
  becomes(status)
  expect(nAsked()).toBe(0)
})

it('does not ask the same state of the index twice', () => {
  const { askAgain, becomes, nAsked } = waiter(statusOf([true, 2]))
  askAgain.answered(false)
  askAgain.answered(false)
  expect(nAsked()).toBe(1)
  becomes(statusOf([true, 3]))
  expect(nAsked()).toBe(2)
})

it('forgets what nobody wants any more', () => {
  const { askAgain, becomes, nAsked } = waiter(statusOf([false, 1]))
  askAgain.answered(false)
  askAgain.forget()
  becomes(statusOf([true, 2]))
  expect(nAsked()).toBe(0)
})

it('listens until it is thrown away', () => {
  const { askAgain, becomes, nAsked } = waiter(statusOf([false, 1]))
  askAgain.answered(false)
  askAgain.dispose()
  becomes(statusOf([true, 2]))
  expect(nAsked()).toBe(0)
})
