import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

const setupFiles = [at('tests/support/quiet-console.ts')]

// Unit tests stand beside the code and see the sources; those in tests/ see what was built, as users do.
export default defineConfig({
  test: {
    projects: [
      {
        resolve: {
          alias: [
            { find: /^@cerca\/core$/, replacement: at('packages/core/src/index.ts') },
            { find: /^@cerca\/core\/train$/, replacement: at('packages/core/src/train/index.ts') },
            { find: /^@cerca\/core\/explore$/, replacement: at('packages/core/src/explore/index.ts') },
            { find: /^@cerca\/core\/node$/, replacement: at('packages/core/src/node/index.ts') },
          ],
        },
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'bench/lib/**/*.test.ts'],
          setupFiles,
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/vscode/**'],
          setupFiles,
          // Milliseconds. These tests start processes and build indexes, and machines of CI are slow and shared.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'vscode',
          include: ['tests/vscode/**/*.test.ts'],
          globalSetup: at('tests/vscode/setup/prepare.ts'),
          setupFiles,
          // One editor for all of them, and nothing beside it: what people wait for is not measured, but waited for.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          // Milliseconds; many steps make a test, and each has its own patience.
          testTimeout: 240_000,
          hookTimeout: 240_000,
          expect: { poll: { timeout: 60_000, interval: 100 } },
        },
      },
    ],
  },
})
