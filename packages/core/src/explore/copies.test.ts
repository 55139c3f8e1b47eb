import { expect, it } from 'vitest'
import { copyLikeness, sketchOf } from './copies.js'

const WALK = `function total(items, rate) {
  let sum = 0
  for (const item of items.filter((each) => each.isOpen)) {
    if (item.price > 0) sum += item.price * item.count
    else audit.report(item, "free")
  }
  return sum + sum * rate
}`
const TWIN = `def total(items, rate):
    sum = 0
    for item in items:
        if item.is_open and item.price > 0:
            sum += item.price * item.count
    return sum * (1 + rate)`
const OTHER = `function open(path, options) {
  try {
    const handle = system.open(path, options.mode)
    handle.seek(options.offset)
    return { handle, close: () => system.close(handle) }
  } catch (error) {
    if (error.code === "ENOENT") return undefined
    throw error
  }
}`
const GETTER = 'function getName() {\n  return this.name\n}'

it.each<[name: string, asked: string, other: string, language: string, least: number, most: number]>([
  ['itself', WALK, WALK, 'javascript', 1, 1],
  ['with other names', WALK, WALK.replaceAll('sum', 'found').replaceAll('item', 'row'), 'javascript', 1, 1],
  ['with a line more', WALK, WALK.replace('  return', '  log(sum)\n  return'), 'javascript', 0.8, 0.99],
  ['in another language, which words tell better', WALK, TWIN, 'python', 0, 0.3],
  ['other work', WALK, OTHER, 'javascript', 0, 0],
  ['two getters', GETTER, GETTER.replaceAll('ame', 'umber'), 'javascript', 0, 0],
])('says how far it is a copy: %s', (_, asked, other, language, least, most) => {
  const likeness = copyLikeness(
    sketchOf({ text: asked, language: 'javascript' }),
    sketchOf({ text: other, language }),
  )
  expect(likeness).toBeGreaterThanOrEqual(least)
  expect(likeness).toBeLessThanOrEqual(most)
})
