/** The manifest names what the code has. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { COMMAND_IDS } from './command-ids.js'

interface Manifest {
  readonly activationEvents: readonly string[]
  readonly icon: string
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[]
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when?: string }[]>>
    readonly keybindings: readonly {
      readonly command: string
      readonly key: string
      readonly when?: string
    }[]
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>
    readonly walkthroughs: readonly {
      readonly steps: readonly { readonly media: { readonly svg: string } }[]
    }[]
  }
}

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))
const text = readFileSync(at('package.json'), 'utf8')
const { activationEvents, contributes, icon }: Manifest = JSON.parse(text)
const known = new Set<string>(COMMAND_IDS)

it('contributes every command once', () => {
  expect(contributes.commands.map(({ command }) => command).sort()).toEqual([...COMMAND_IDS].sort())
})

it('has menus, keys and links for known commands only', () => {
  const inMenus = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command))
  const onKeys = contributes.keybindings.map(({ command }) => command)
  const linked = [...readFileSync(at('package.nls.json'), 'utf8').matchAll(/\(command:([\w.]+)\)/g)].map(
    ([, id]) => id,
  )
  const walked = [...text.matchAll(/"onCommand:([\w.]+)"/g)].map(([, id]) => id)
  expect([...inMenus, ...onKeys, ...linked, ...walked].filter((id) => !known.has(id ?? ''))).toEqual([])
})

it('hides from the palette what needs something to be clicked on', () => {
  const hidden = contributes.menus.commandPalette
    ?.filter(({ when }) => when === 'false')
    .map(({ command }) => command)
  const needsTree = COMMAND_IDS.filter((id) => /^cerca\.(result|duplicate|\w+View)\./.test(id))
  expect(hidden?.sort()).toEqual([...needsTree].sort())
})

it('has no key that works everywhere but the one for search', () => {
  const everywhere = contributes.keybindings.filter(({ when }) => when === undefined)
  expect(everywhere.map(({ command }) => command)).toEqual(['cerca.search'])
})

it('wakes up only when the editor has started', () => {
  expect(activationEvents).toEqual(['onStartupFinished'])
})

it('has its pictures', () => {
  const icons = Object.values(contributes.views).flatMap((views) => views.map((view) => view.icon))
  const drawings = contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg))
  expect([icon, ...icons, ...drawings].filter((path) => !existsSync(at(path)))).toEqual([])
})

it('has a gallery icon of 128 by 128 pixels', () => {
  // Width and height are the first fields of a PNG's first chunk.
  const png = readFileSync(at(icon))
  expect([png.toString('latin1', 12, 16), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
    'IHDR',
    128,
    128,
  ])
})
