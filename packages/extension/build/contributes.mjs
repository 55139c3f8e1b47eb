// Writes what the server knows into the extension's files: the settings into package.json and its texts, and the
// languages of the index into src/languages.ts. With --check nothing is written and the exit code says whether
// something would change.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const at = (/** @type {string} */ path) => fileURLToPath(new URL(`../${path}`, import.meta.url))

/** Texts of the settings have keys below this one; others are written by hand. */
const PREFIX = 'cerca.setting.'

const { SETTINGS } = await importSource(at('../server/src/settings.ts'))
const { LANGUAGES } = await importSource(at('../core/src/text/languages.ts'))

/** @type {[path: string, text: string][]} */
const files = [
  ['package.json', json(withSettings(readJson('package.json')))],
  ['package.nls.json', json(withTexts(readJson('package.nls.json'), 'en'))],
  ['package.nls.es.json', json(withTexts(readJson('package.nls.es.json'), 'es'))],
  ['src/languages.ts', languagesSource()],
]
const stale = files.filter(([path, text]) => readText(path) !== text)
if (process.argv.includes('--check')) {
  for (const [path] of stale)
    console.error(`${path} is not up to date: npm run contributes -w packages/extension`)
  process.exitCode = stale.length === 0 ? 0 : 1
} else {
  for (const [path, text] of stale) writeFileSync(at(path), text)
}

/** @param {any} manifest */
function withSettings(manifest) {
  const entries = Object.entries(SETTINGS).map(([key, setting], order) => [
    `cerca.${key}`,
    property(key, setting, order),
  ])
  const contributes = {
    ...manifest.contributes,
    configuration: { title: 'Cerca', properties: Object.fromEntries(entries) },
  }
  const machineKeys = Object.entries(SETTINGS).flatMap(([key, { scope }]) =>
    scope === 'machine' ? [`cerca.${key}`] : [],
  )
  const capabilities = {
    ...manifest.capabilities,
    untrustedWorkspaces: {
      ...manifest.capabilities.untrustedWorkspaces,
      restrictedConfigurations: machineKeys,
    },
  }
  return { ...manifest, capabilities, contributes }
}

/**
 * @param {string} key
 * @param {any} setting
 * @param {number} order
 */
function property(key, setting, order) {
  const values = Object.keys(setting.values ?? {})
  return {
    type: setting.type === 'string[]' ? 'array' : setting.type,
    ...(setting.type === 'string[]' ? { items: { type: 'string' } } : {}),
    default: setting.default,
    ...(values.length === 0
      ? {}
      : {
          enum: values,
          markdownEnumDescriptions: values.map((value) => `%${PREFIX}${key}.${value}%`),
        }),
    ...(setting.minimum === undefined ? {} : { minimum: setting.minimum }),
    ...(setting.maximum === undefined ? {} : { maximum: setting.maximum }),
    markdownDescription: `%${PREFIX}${key}%`,
    scope: setting.scope,
    order,
  }
}

/**
 * @param {Record<string, string>} texts
 * @param {'en' | 'es'} locale
 */
function withTexts(texts, locale) {
  const own = Object.entries(texts).filter(([key]) => !key.startsWith(PREFIX))
  const ofSettings = Object.entries(SETTINGS).flatMap(([key, { description, values = {} }]) => [
    [`${PREFIX}${key}`, description[locale]],
    ...Object.entries(values).map(([value, text]) => [`${PREFIX}${key}.${value}`, text[locale]]),
  ])
  return Object.fromEntries([...own, ...ofSettings])
}

function languagesSource() {
  const rows = [...LANGUAGES]
    .map(({ id, name, lineComments, blockComments }) => {
      const comment = lineComments[0] === undefined ? (blockComments[0] ?? ['//', '']) : [lineComments[0], '']
      return { id, name, comment }
    })
    .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
  const text = `/** The languages of the index, in order of their names. Written by build/contributes.mjs from core's table. */
export const INDEX_LANGUAGES: readonly {
  readonly id: string
  readonly name: string
  readonly comment: readonly [open: string, close: string]
}[] = ${JSON.stringify(rows, null, 2)}
`
  return formatted(text, 'languages.ts')
}

/** @param {unknown} value */
function json(value) {
  // The formatter has rules of its own for files of this name, and does the same to the others.
  return formatted(JSON.stringify(value, null, 2), 'package.json')
}

// As biome would write it, or the formatter and this script would never agree.
/**
 * @param {string} text
 * @param {string} name
 */
function formatted(text, name) {
  const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')
  const args = [biome, 'format', `--stdin-file-path=${name}`]
  return execFileSync(process.execPath, args, { input: text, encoding: 'utf8', cwd: at('../..') })
}

/** @param {string} path */
async function importSource(path) {
  const bundle = await build({ entryPoints: [path], bundle: true, format: 'esm', write: false })
  const code = bundle.outputFiles[0]?.text ?? ''
  return import(`data:text/javascript,${encodeURIComponent(code)}`)
}

/** @param {string} path */
function readJson(path) {
  return JSON.parse(readText(path))
}

/** @param {string} path */
function readText(path) {
  try {
    return readFileSync(at(path), 'utf8')
  } catch {
    return ''
  }
}
