/** What touches the editor is in one folder, so that everything else can be tested without it. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

const usesEditor = (source: string): boolean => /from '(vscode|vscode-languageclient\/node)'/.test(source)

it.each([
  ["import * as vscode from 'vscode'", true],
  ["import { LanguageClient } from 'vscode-languageclient/node'", true],
  ["import type { Hit } from '@cerca/server/protocol'", false],
])('sees through %j', (source, expected) => {
  expect(usesEditor(source)).toBe(expected)
})

it('keeps the editor out of everything but editor/ and the entry', () => {
  const sources = readdirSync(at('.'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  const touching = sources.filter((path) => usesEditor(readFileSync(at(path), 'utf8')))
  expect(touching.filter((path) => !path.startsWith('editor/'))).toEqual(['extension.ts'])
})
