import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../text/languages.js'
import { defaultFileRule } from './default-files.js'
import { patternsIn } from './name-table.js'

describe('defaultFileRule', () => {
  it.each([
    ['.git', 'version-control'],
    ['package-lock.json', 'lock-file'],
    ['Cargo.lock', 'lock-file'],
    ['go.sum', 'lock-file'],
    ['api.pb.go', 'generated'],
    ['api_pb2.py', 'generated'],
    ['model.g.dart', 'generated'],
    ['Form1.Designer.cs', 'generated'],
    ['app.js.map', 'generated'],
    ['zz_generated.deepcopy.go', 'generated'],
    ['jquery.min.js', 'minified'],
    ['JQUERY.MIN.JS', 'minified'],
    ['npm-debug.log.1', 'log'],
    ['logo.svg', 'media'],
    ['font.woff2', 'media'],
    ['a.tar.gz', 'archive'],
    ['app.jar', 'archive'],
    ['cache.sqlite3', 'database'],
    ['model.safetensors', 'model-weights'],
    ['libfoo.so.1.2', 'binary'],
    ['paper.pdf', 'binary'],
    ['Main.class', 'binary'],
    ['.DS_Store', 'binary'],
    ['.eslintcache', 'cache'],
  ])('%s: %s', (name, reason) => expect(defaultFileRule(name)?.reason).toBe(reason))

  const kept = `
    min.js math-min.js lock.ts yarn.ts map.js pb.go designer.cs generated.ts gen.go snap.ts log.ts log.go logo.ts
    package.json Cargo.toml go.mod Makefile Dockerfile README.md LICENSE data.csv data.json a.dat model.mo app.res a.exp
    AssemblyInfo.cs .gitignore .gitlab-ci.yml sotest.so_test so.rs
  `
  it.each(patternsIn(kept))('%s is kept', (name) => expect(defaultFileRule(name)).toBeUndefined())

  it('keeps every file of code and prose', () => {
    const names = LANGUAGES.filter(({ kind }) => kind !== 'data').flatMap(({ extensions, filenames }) => [
      ...extensions.map((extension) => `x${extension}`),
      ...filenames,
    ])
    expect(names.length).toBeGreaterThan(100)
    const reasons = names.map((name) => defaultFileRule(name)?.reason)
    // Some languages name their lock files and logs, for those who bring them back.
    expect(new Set(reasons)).toEqual(new Set([undefined, 'lock-file', 'log']))
  })
})
