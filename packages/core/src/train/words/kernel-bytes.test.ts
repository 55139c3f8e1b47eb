import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Milliseconds. The compiler alone takes seconds to load on a slow machine. */
const COMPILER_TIMEOUT_MS = 60_000

describe('kernel-bytes.ts', () => {
  it(
    'is what kernels/compile.mjs makes of the sources',
    async () => {
      const compiler: { compileKernels(path: string): Promise<string>; GENERATED: object } = await import(
        new URL('../../../kernels/compile.mjs', import.meta.url).href
      )
      const paths = Object.keys(compiler.GENERATED)
      expect(paths).toContain('src/train/words/kernel-bytes.ts')
      for (const path of paths) {
        const inGit = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
        expect(await compiler.compileKernels(path)).toBe(inGit)
      }
    },
    COMPILER_TIMEOUT_MS,
  )
})
