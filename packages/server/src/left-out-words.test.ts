import { expect, it } from 'vitest'
import { leftOutWords } from './left-out-words.js'

const FILE = { path: 'a/', reason: 'build-output', sentence: 'A build makes it.', detail: '' } as const

it('leaves what core says as it is', () => {
  expect(leftOutWords(FILE, 'en')).toEqual({ label: 'build output', sentence: 'A build makes it.' })
})

it.each([
  ['dist/ (built-in default)', 'dist/ (regla incluida)'],
  ['*.log (/home/ann/shop/.gitignore:3)', '*.log (/home/ann/shop/.gitignore:3)'],
  ['2,000,000 bytes, the limit is 1,048,576', '2,000,000 bytes, el límite es 1,048,576'],
  ['points to ../b', 'apunta a ../b'],
  ['permission denied', 'permiso denegado'],
  ['EIO', 'EIO'],
])('says %s in Spanish', (detail, cause) => {
  expect(leftOutWords({ ...FILE, detail }, 'es')).toEqual({
    label: 'resultado de compilación',
    sentence: `Una compilación lo genera a partir del código. (${cause})`,
  })
})
