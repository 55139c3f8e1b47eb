import { describe, expect, it } from 'vitest'
import { defaultFolderEvidenceRule, defaultFolderNameRule } from './default-folders.js'
import { patternsIn } from './name-table.js'

describe('defaultFolderNameRule', () => {
  it.each([
    ['.git', '', 'version-control'],
    ['node_modules', '', 'dependency'],
    ['Node_Modules', '', 'dependency'],
    ['site-packages', 'python3.12', 'dependency'],
    ['bundle', 'vendor', 'dependency'],
    ['third_party', '', 'vendored'],
    ['.next', '', 'build-output'],
    ['__pycache__', '', 'cache'],
    ['.foo-cache', '', 'cache'],
    ['pkg.egg-info', '', 'dependency'],
  ])('%s in %j: %s', (name, parent, reason) =>
    expect(defaultFolderNameRule(name, parent)?.reason).toBe(reason),
  )

  const kept = `src lib bin obj out build dist target vendor env venv deps external packages cache tmp test fixtures docs
    generated gen public static assets coverage bundle logs data .github .vscode .config .husky .changeset`
  it.each(patternsIn(kept))('the name %s alone says nothing', (name) => {
    expect(defaultFolderNameRule(name, 'src')).toBeUndefined()
  })
})

describe('defaultFolderEvidenceRule', () => {
  it.each([
    ['vendor', 'go.mod', 'modules.txt github.com', 'vendored'],
    ['vendor', 'composer.json', 'autoload.php monolog', 'vendored'],
    ['vendor', 'go.mod', 'gin.go', undefined],
    ['serde-1.0', '', 'Cargo.toml .cargo-checksum.json src', 'vendored'],
    ['Pods', 'Podfile', 'AFNetworking', 'dependency'],
    ['deps', 'mix.exs', 'phoenix', 'dependency'],
    ['deps', 'CMakeLists.txt', 'uv', undefined],
    ['target', 'Cargo.toml src', 'debug', 'build-output'],
    ['target', 'build.gradle', 'classes', 'build-output'],
    ['target', 'host', 'arm.zig x86.zig', undefined],
    ['build', 'build.gradle.kts', 'classes libs', 'build-output'],
    ['build', 'build.gradle.kts', 'Versions.kt', undefined],
    ['build', 'package.json', 'webpack.config.js', undefined],
    ['build', 'package.json', 'index.html static', 'build-output'],
    ['build', 'setup.py', 'lib.linux-x86_64', 'build-output'],
    ['build', 'setup.py', 'wheel.py', undefined],
    ['build', 'CMakeLists.txt', 'CMakeCache.txt', 'build-output'],
    ['build', 'go.mod', 'build.go', undefined],
    ['cmake-build-debug', 'CMakeLists.txt', 'CMakeCache.txt CMakeFiles', 'build-output'],
    ['app', 'README', 'CMakeCache.txt CMakeLists.txt main.c', undefined],
    ['dist', 'package.json', 'axios.js', 'build-output'],
    ['dist', 'dist.go', 'ring.go', undefined],
    ['out', 'package.json', 'extension.js', 'build-output'],
    ['out', 'package.json', 'writer.ts', undefined],
    ['obj', 'App.csproj', 'Debug', 'build-output'],
    ['obj', 'main.c', 'loader.c', undefined],
    ['bin', 'App.csproj', 'Debug', 'build-output'],
    ['bin', 'package.json', 'cli.js', undefined],
    ['env', 'app.py', 'pyvenv.cfg bin lib', 'dependency'],
    ['env', 'index.js', 'data.js', undefined],
    ['any', '', 'CACHEDIR.TAG', 'cache'],
    ['coverage', '', 'lcov.info', 'cache'],
    ['coverage', '', 'report.go', undefined],
    ['Library', 'Assets ProjectSettings', 'PackageCache', 'cache'],
    ['library', 'README', 'core', undefined],
    ['CVS', '', 'Entries Root', 'version-control'],
    ['cvs', 'git svn', 'cvs.go', undefined],
  ])('%s beside %s with %s: %s', (name, beside, inside, reason) => {
    expect(defaultFolderEvidenceRule(name, patternsIn(beside), patternsIn(inside))?.reason).toBe(reason)
  })
  it('says what gave it away', () => {
    expect(defaultFolderEvidenceRule('vendor', [], ['modules.txt'])).toEqual({
      reason: 'vendored',
      rule: 'vendor/ with modules.txt autoload.php vendor.json inside',
      source: 'built-in default',
      line: undefined,
    })
  })
})
