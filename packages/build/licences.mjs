// The licences of what is bundled, which their authors ask to be passed on with the code.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

/**
 * The licence texts of the packages that these files belong to, in order of their names. Files outside node_modules
 * are our own. Throws when a package brings no licence text and does not say which one it has.
 * @param {readonly string[]} paths absolute
 */
export function licencesOf(paths) {
  const folders = new Set(
    paths.filter((path) => path.includes(`${sep}node_modules${sep}`)).map(packageFolderOf),
  )
  const texts = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
    if (file === undefined && license === undefined) throw new Error(`${name} does not say its licence.`)
    const text = file === undefined ? `Licence: ${license}` : readFileSync(join(folder, file), 'utf8').trim()
    return `${name} ${version}\n\n${text}\n`
  })
  return texts.sort().join(`\n${'-'.repeat(78)}\n\n`)
}

/** @param {string} path of a file inside node_modules */
function packageFolderOf(path) {
  let folder = dirname(path)
  // The folders inside a package may have a package.json that only says how to read their files.
  while (!existsSync(join(folder, 'package.json')) || !isNamed(folder)) folder = dirname(folder)
  return folder
}

/** @param {string} folder */
function isNamed(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version !== undefined
}
