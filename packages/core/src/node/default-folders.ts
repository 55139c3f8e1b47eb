/**
 * Folders that nobody wants to find: the built-in defaults, weaker than `.ignore` and `.cercaignore`.
 * A name that is also used for source (`build`, `vendor`, `target`) needs evidence beside it or inside it.
 */
import { builtIn, type Exclusion, type LeftOutReason } from './left-out.js'
import { createNameTable, type NameTable, patternsIn } from './name-table.js'

/** Folders whose name alone says it all. `parent/name` is a pair of names. */
const BY_NAME: Partial<Record<LeftOutReason, string>> = {
  'version-control': '.git .hg .svn .bzr .jj .pijul _darcs .sl .fossil',
  dependency: `
    node_modules bower_components jspm_packages .pnpm-store .yarn .pnp site-packages dist-packages __pypackages__
    .bundle vendor/bundle elm-stuff .stack-work .cabal-sandbox .cpcache .eggs *.egg-info *.dist-info .pub-cache
    .m2 .ivy2 .coursier .swiftpm .spago .julia
  `,
  vendored: `
    third_party third-party thirdparty 3rdparty 3rd_party 3rd-party third_parties godeps
  `,
  'build-output': `
    dist-newstyle _build _site .next .nuxt .svelte-kit .output .docusaurus .vuepress/dist .vitepress/dist .angular
    .astro .expo storybook-static .build deriveddata zig-cache .zig-cache zig-out buck-out .dart_tool .cxx
    .externalnativebuild .serverless .aws-sam cdk.out .vercel .netlify .wrangler .nitro .webpack .vscode-test
  `,
  cache: `
    __pycache__ .tox .nox .mypy_cache .pytest_cache .ruff_cache .pytype .pyre .hypothesis .ipynb_checkpoints .cache
    .*-cache .*_cache .nyc_output htmlcov .gradle .turbo .nx .rush .parcel-cache .npm .sass-cache .terraform
    .terragrunt-cache .vagrant .direnv .devenv .metals .bloop .bsp .ccls-cache .idea .vs .history .fleet
    .ionide .elixir_ls .lexical .expert .phpunit.cache .kotlin .trash .trashes .spotlight-v100 .fseventsd
  `,
  generated: '__generated__ __snapshots__',
  media: '*.xcassets *.imageset *.appiconset *.doccarchive',
}

interface EvidenceRow {
  readonly name: string
  readonly reason: LeftOutReason
  /** Names in the same folder and in the folder itself; one of each list must be there. Empty asks for nothing. */
  readonly beside: string
  readonly inside: string
}

const BY_EVIDENCE: readonly EvidenceRow[] = [
  { name: 'cvs', reason: 'version-control', beside: '', inside: 'entries' },
  // Written by `go mod vendor`, Composer and govendor.
  { name: 'vendor', reason: 'vendored', beside: '', inside: 'modules.txt autoload.php vendor.json' },
  { name: 'pods', reason: 'dependency', beside: 'podfile', inside: '' },
  { name: 'pods', reason: 'dependency', beside: '', inside: 'manifest.lock' },
  { name: 'carthage', reason: 'dependency', beside: 'cartfile cartfile.private', inside: '' },
  // Elixir and Erlang fetch packages there; other languages keep sources in `deps`.
  { name: 'deps', reason: 'dependency', beside: 'mix.exs rebar.config', inside: '' },
  { name: 'target', reason: 'build-output', beside: 'cargo.toml pom.xml build.sbt project.clj', inside: '' },
  {
    name: 'target',
    reason: 'build-output',
    beside: '',
    inside: '.rustc_info.json scala-* classes test-classes streams maven-status surefire-reports',
  },
  {
    name: 'build',
    reason: 'build-output',
    beside: 'build.gradle build.gradle.kts pom.xml',
    inside:
      'classes libs tmp reports kotlin generated intermediates outputs resources test-results distributions',
  },
  {
    name: 'build',
    reason: 'build-output',
    beside: 'setup.py setup.cfg pyproject.toml',
    inside: 'lib lib.* bdist.*',
  },
  // A web application's output; scripts in `build` beside a package.json are source.
  {
    name: 'build',
    reason: 'build-output',
    beside: 'package.json',
    inside: 'index.html asset-manifest.json *.node',
  },
  {
    name: 'build',
    reason: 'build-output',
    beside: '',
    inside: 'cmakefiles build.ninja .ninja_log meson-info config.status xcbuilddata .last_build_id _deps',
  },
  {
    name: 'dist',
    reason: 'build-output',
    beside: 'package.json bower.json setup.py setup.cfg pyproject.toml *.cabal angular.json',
    inside: '',
  },
  {
    name: 'dist',
    reason: 'build-output',
    beside: '.goreleaser.yml .goreleaser.yaml',
    inside: 'artifacts.json metadata.json',
  },
  {
    name: 'out',
    reason: 'build-output',
    beside: 'package.json',
    inside: 'extension.js _next *.js.map *.d.ts index.html',
  },
  { name: 'out', reason: 'build-output', beside: '*.iml .idea', inside: 'production test artifacts' },
  { name: 'out', reason: 'build-output', beside: 'foundry.toml', inside: '' },
  { name: 'obj', reason: 'build-output', beside: '*.csproj *.fsproj *.vbproj *.vcxproj', inside: '' },
  { name: 'bin', reason: 'build-output', beside: '*.csproj *.fsproj *.vbproj', inside: 'debug release' },
  {
    name: 'site',
    reason: 'build-output',
    beside: 'mkdocs.yml mkdocs.yaml',
    inside: 'sitemap.xml sitemap.xml.gz search',
  },
  {
    name: 'coverage',
    reason: 'cache',
    beside: '',
    inside: 'lcov.info lcov-report clover.xml coverage-final.json .last_run.json',
  },
  { name: 'library', reason: 'cache', beside: 'projectsettings', inside: '' },
  { name: 'intermediate', reason: 'cache', beside: '*.uproject', inside: '' },
  { name: 'saved', reason: 'cache', beside: '*.uproject', inside: '' },
  { name: 'deriveddatacache', reason: 'cache', beside: '*.uproject', inside: '' },
  { name: 'binaries', reason: 'build-output', beside: '*.uproject', inside: '' },
  { name: 'packages', reason: 'dependency', beside: '*.sln', inside: 'repositories.config' },
]

// A file that its tool writes into a folder to say what the folder is, whatever its name.
const MARKERS: ReadonlyMap<string, LeftOutReason> = new Map([
  ['pyvenv.cfg', 'dependency'],
  ['conda-meta', 'dependency'],
  ['.cargo-checksum.json', 'vendored'],
  ['.package-lock.json', 'dependency'],
  // https://bford.info/cachedir/
  ['CACHEDIR.TAG', 'cache'],
  ['CMakeCache.txt', 'build-output'],
])

const NAMES: NameTable<Exclusion> = createNameTable(
  Object.entries(BY_NAME).flatMap(([reason, names]) =>
    patternsIn(names).map((name) => [name, builtIn(reason as LeftOutReason, `${name}/`)] as const),
  ),
)

const EVIDENCE = new Map<string, ReturnType<typeof compileEvidence>[]>()
for (const row of BY_EVIDENCE)
  EVIDENCE.set(row.name, [...(EVIDENCE.get(row.name) ?? []), compileEvidence(row)])

/** Built-in rule that leaves a folder out by its name, in any case. */
export function defaultFolderNameRule(name: string, parentName: string): Exclusion | undefined {
  return NAMES.find(name.toLowerCase(), parentName.toLowerCase())
}

/** Built-in rule that leaves a folder out by the names beside it and inside it. */
export function defaultFolderEvidenceRule(
  name: string,
  beside: readonly string[],
  inside: readonly string[],
): Exclusion | undefined {
  const rows = EVIDENCE.get(name.toLowerCase())
  return markerRule(inside) ?? rows?.find((row) => row.beside(beside) && row.inside(inside))?.exclusion
}

function markerRule(inside: readonly string[]): Exclusion | undefined {
  const marker = inside.find((name) => MARKERS.has(name))
  const reason = marker === undefined ? undefined : MARKERS.get(marker)
  if (reason === undefined) return undefined
  // CMake run inside a source folder leaves its cache among the sources.
  if (marker === 'CMakeCache.txt' && inside.includes('CMakeLists.txt')) return undefined
  return builtIn(reason, `a folder that holds ${marker}`)
}

function compileEvidence(row: EvidenceRow) {
  const parts = [row.beside && `beside ${row.beside}`, row.inside && `with ${row.inside} inside`].filter(
    Boolean,
  )
  return {
    beside: someNameIn(row.beside),
    inside: someNameIn(row.inside),
    exclusion: builtIn(row.reason, `${row.name}/ ${parts.join(', ')}`),
  }
}

function someNameIn(patterns: string): (names: readonly string[]) => boolean {
  if (patterns === '') return () => true
  const table = createNameTable(patternsIn(patterns).map((pattern) => [pattern, true] as const))
  return (names) => names.some((name) => table.find(name.toLowerCase(), '') === true)
}
