import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { smallModel } from '../embed/testing/small-model.js'
import { decodeManifest, type Manifest } from '../engine/manifest.js'
import type { IndexOptions } from './api.js'
import { ensureIndex } from './ensure-index.js'
import { writeModel } from './model-folder.js'
import { readStatus } from './read-status.js'
import { temporaryFolder } from './testing/disk.js'
import { indexOptions } from './testing/index-options.js'
import { writeTree } from './testing/tree.js'
import { updateIndex } from './update-index.js'

/** Longer than a file looks as if it was still being written. Milliseconds. */
const SETTLED_MS = 60

const TERMS = ['puppi', 'dog', 'car', 'engin', 'wheel', 'rout', 'handler', 'bark']
const MODEL = smallModel(TERMS, { puppi: 'dog' })
const FILES = {
  'a.txt': 'the car has an engine\n',
  'b.txt': 'a puppy that barks\n',
  'c.txt': 'wheel\n',
  'd.txt': 'route to a handler\n',
}

describe('an index with a model', () => {
  it('finds what means the same, and no longer without the model', async () => {
    const { find } = place()
    expect(await find('dog')).toEqual(['b.txt'])
    expect(await find('dog', { modelFolder: undefined })).toEqual([])
  })

  it('writes vectors once, and only those of what is new', async () => {
    const { root, update, manifest } = place()
    await update()
    const before = manifest()
    expect(before.embedding?.vectors).toHaveLength(1)
    writeFileSync(join(root, 'e.txt'), 'a dog\n')
    await update()
    expect(manifest().embedding?.vectors).toContain(before.embedding?.vectors[0])
    expect(manifest().embedding?.vectors.length).toBe(manifest().segments.length)
  })

  it('is embedded again by another model, without reading a file', async () => {
    const { update, manifest, find, options } = place()
    await update()
    const { segments, embedding } = manifest()
    const modelFolder = modelFolderOf(smallModel(TERMS, { puppi: 'car' }))
    await sleep(SETTLED_MS)
    expect(await statusOf({ ...options, modelFolder })).toBe('stale')
    await update({ modelFolder })
    expect(manifest().segments).toEqual(segments)
    expect(manifest().embedding?.vectors).not.toEqual(embedding?.vectors)
    expect((await find('car', { modelFolder })).slice(0, 2).sort()).toEqual(['a.txt', 'b.txt'])
    expect(await statusOf({ ...options, modelFolder })).toBe('current')
  })

  it('says what is wrong with a model', async () => {
    await expect(place().update({ modelFolder: temporaryFolder() })).rejects.toMatchObject({
      code: 'model-damaged',
    })
  })

  it('is built again when its vectors are gone', async () => {
    const { update, manifest, find, folder } = place()
    const { indexPath } = await update()
    writeFileSync(join(indexPath, `${manifest().embedding?.vectors[0]}.blob`), 'noise')
    expect(readdirSync(folder)).toHaveLength(1)
    expect(await find('dog')).toEqual(['b.txt'])
  })
})

describe('adaptation', () => {
  const words = ['alpha', 'beta', 'gamma', 'delta', 'omega', 'sigma', 'theta', 'kappa']
  const source = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, idx) => [
        `src/${words[idx % 8]}${idx}.js`,
        `/** Opens the ${words[idx % 8]} of customer ${idx}. */\nfunction ${words[(idx * 3) % 8]}Of${idx}(request) {\n  // send the ${words[(idx * 5) % 8]} back\n  const reply = request.${words[(idx * 7) % 8]}()\n  return reply.close(${idx})\n}\n`,
      ]),
    )

  it('follows the index, is kept by small edits and renewed by large ones', async () => {
    const { root, update, manifest } = place(source(80))
    const first = await update({ adapt: 'auto' })
    expect(first.adaptation?.pairs).toBeGreaterThan(50)
    const { adaptation, vectors } = manifest().embedding ?? {}
    expect(adaptation).toMatchObject({ chunks: first.chunks, chunksSince: 0 })
    expect((await update({ adapt: 'auto' })).adaptation).toBeUndefined()

    const fresh = { 'src/new.js': 'function fresh() {}\n' }
    writeTree(root, fresh)
    expect((await update({ adapt: 'auto' })).adaptation).toBeUndefined()
    expect(manifest().embedding).toMatchObject({ adaptation: { patch: adaptation?.patch, chunksSince: 1 } })
    expect(manifest().embedding?.vectors).toContain(vectors?.[0])

    const more = Object.fromEntries(Object.entries(source(30)).map(([path, text]) => [`more/${path}`, text]))
    writeTree(root, more)
    expect((await update({ adapt: 'auto' })).adaptation?.pairs).toBeGreaterThan(50)
    expect(manifest().embedding?.adaptation).toMatchObject({ chunksSince: 0 })
    expect(manifest().embedding?.adaptation?.patch).not.toBe(adaptation?.patch)

    const cold = place({ ...source(80), ...fresh, ...more })
    await cold.update({ adapt: 'auto' })
    expect(cold.manifest().embedding?.adaptation).toEqual(manifest().embedding?.adaptation)
  })

  it('gives the same model for the same files', async () => {
    const [one, other] = [place(source(80)), place(source(80))]
    await one.update({ adapt: 'auto' })
    await other.update({ adapt: 'full' })
    expect(one.manifest().embedding).toEqual(other.manifest().embedding)
  })

  it('does not happen without being asked for, nor for a few chunks', async () => {
    const { update, find, manifest } = place(source(80))
    await find('alpha', { adapt: 'auto' })
    expect(manifest().embedding?.adaptation).toBeUndefined()
    expect((await update({ adapt: 'off' })).adaptation).toBeUndefined()
    expect((await place(source(5)).update({ adapt: 'auto' })).adaptation).toBeUndefined()
  })
})

function place(files: Readonly<Record<string, string>> = FILES) {
  const root = temporaryFolder()
  writeTree(root, files)
  const folder = temporaryFolder()
  const options: IndexOptions = { ...indexOptions(root, folder), modelFolder: modelFolderOf(MODEL) }
  const update = (changes: Partial<IndexOptions> = {}) => updateIndex({ ...options, ...changes })
  const find = async (query: string, changes: Partial<IndexOptions> = {}) => {
    const { index } = await ensureIndex({ ...options, ...changes })
    const scope = {
      k: 3,
      languages: [],
      paths: [],
      content: 'all',
      explain: false,
      queryLanguage: undefined,
    } as const
    return index.search(query, scope).map(({ path }) => path)
  }
  const manifest = (): Manifest => {
    const [name] = readdirSync(folder).filter((entry) => !entry.startsWith('.'))
    return decodeManifest(new Uint8Array(readFileSync(join(folder, name, 'manifest'))))
  }
  return { root, folder, options, update, find, manifest }
}

function modelFolderOf(model: typeof MODEL): string {
  const folder = temporaryFolder()
  writeModel(folder, model)
  return folder
}

async function statusOf(options: IndexOptions): Promise<string> {
  return (await readStatus(options.root, options.indexDir, undefined, options.modelFolder)).state
}
