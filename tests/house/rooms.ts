/**
 * Who may import whom: the picture of ARCHITECTURE.md as data. A new package or room is added here and there.
 */

/** Rooms of core in the order in which data flows. A room sees the rooms of earlier rows, not its neighbours. */
export const ROOM_ORDER: readonly (readonly string[])[] = [
  ['text'],
  ['chunk', 'tokenize', 'vector'],
  ['embed'],
  ['segment'],
  ['query'],
  ['engine'],
  // These see all of the above; nothing above may know them.
  ['train', 'explore', 'stores'],
  // The only door to the machine.
  ['node'],
]

/** Files of core/src that stand beside the rooms: everybody may import them, and they import no room. */
export const SHARED_FILES: readonly string[] = ['types.ts', 'errors.ts', 'web-assembly.ts']

/** Entry files of core, which only list names. */
export const CORE_ENTRIES: readonly string[] = [
  'packages/core/src/index.ts',
  'packages/core/src/train/index.ts',
  'packages/core/src/explore/index.ts',
  'packages/core/src/node/index.ts',
]

/** Packages from outside that pure rooms may use: they too touch neither the machine nor a clock. */
export const PURE_DEPENDENCIES: readonly string[] = [
  'web-tree-sitter',
  '@orama/stemmers',
  'stemmer',
  'gpt-tokenizer',
]

const CORE_DOORS = [
  '@cerca/core',
  '@cerca/core/node',
  '@cerca/core/train',
  '@cerca/core/explore',
  '@cerca/core/stores',
]

/** Folder of a package → what it may import of ours. Only public entries can be named. */
export const PACKAGE_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  'packages/core': [],
  'packages/model': [],
  // Used by build files only.
  'packages/build': [],
  'packages/server': [
    '@cerca/core',
    '@cerca/core/node',
    '@cerca/core/explore',
    '@cerca/model',
    '@cerca/build',
  ],
  'packages/cli': [...CORE_DOORS, '@cerca/model', '@cerca/server', '@cerca/build'],
  // Types and names of the protocol, and the schema from which its package.json is generated.
  'packages/extension': ['@cerca/server/protocol', '@cerca/server/settings', '@cerca/build'],
  tests: [...CORE_DOORS, '@cerca/model', '@cerca/server', '@cerca/server/protocol', '@cerca/server/settings'],
  bench: [...CORE_DOORS, '@cerca/model', '@cerca/server', '@cerca/server/protocol'],
  // These run before anything is built.
  scripts: [],
}
