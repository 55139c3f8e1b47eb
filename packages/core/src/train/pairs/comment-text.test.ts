import { describe, expect, it } from 'vitest'
import { readComment } from './comment-text.js'
import { commentNoise, isLicence, queryNoise } from './noise.js'

describe('readComment', () => {
  it.each<[what: string, raw: string, summary: string, rest: string]>([
    ['slashes', '// Reads a file.\n// Closes it, too.', 'Reads a file.', 'Closes it, too.'],
    ['a block', '/**\n * Reads a file.\n *\n * Closes it, too.\n */', 'Reads a file.', 'Closes it, too.'],
    ['a docstring', '"""Reads a file.\n\n    Closes it, too.\n    """', 'Reads a file.', 'Closes it, too.'],
    ['hashes', '# Reads a file\n# as one string.', 'Reads a file as one string.', ''],
    [
      'Lua',
      '--- Reads a file.\n-- @param path where it lies on disk',
      'Reads a file.',
      'where it lies on disk',
    ],
    ['Haskell', '-- | Reads a file.\n--   Closes it.', 'Reads a file.', 'Closes it.'],
    [
      'XML',
      '/// <summary>\n/// Reads a <c>file</c>.\n/// </summary>\n/// <returns>All of its text.</returns>',
      'Reads a file .',
      'All of its text.',
    ],
    ['Doxygen', '/** @brief Reads a file.\n * @param[in] path x */', 'Reads a file.', ''],
    [
      'Sphinx',
      '"""Reads :class:`~io.File`.\n\n:param path: where it lies on disk\n"""',
      'Reads io.File.',
      'where it lies on disk',
    ],
    [
      'NumPy',
      '"""Reads a file.\n\nParameters\n----------\npath : str\n    Where it lies on disk.\n"""',
      'Reads a file.',
      'Where it lies on disk.',
    ],
    [
      'an example',
      '/// Reads a file.\n///\n/// ```\n/// read("a")\n/// ```\n/// Closes it.',
      'Reads a file.',
      'Closes it.',
    ],
    ['a doctest', '"""Reads a file.\n\n>>> read("a")\n\'b\'\n"""', 'Reads a file.', ''],
    ['a box', '/*****************\n * Reads a file.  *\n *****************/', 'Reads a file.', ''],
    [
      'links',
      '// See [the manual](https://example.org/a), {@link read} and https://example.org.',
      'See the manual, read and',
      '',
    ],
    ['abbreviations', '// Reads e.g. a file. Closes it.', 'Reads e.g. a file.', 'Closes it.'],
    ['only decoration', '// ---------------', '', ''],
    [
      'fields of a header',
      '{- |\nModule      : Data.File\nLicense     : BSD3\n\nReads files.\n-}',
      'Reads files.',
      '',
    ],
    [
      'other tags',
      '/** Reads a file.\n * @since 1.2 of all\n * @see Other things here */',
      'Reads a file.',
      '',
    ],
    [
      'lists',
      '/* Reads\n * - one file of many\n * - all of them */',
      'Reads',
      'one file of many all of them',
    ],
    [
      'headings of Markdown',
      '"""\nReads a file.\n\n## Examples\n\n    iex> read("a")\n    %File{}\n\n## Notes\n\nCloses it, too.\n"""',
      'Reads a file.',
      'Closes it, too.',
    ],
    [
      'types of PHP',
      '/** Reads.\n * @return array{0: int}|null all of its lines */',
      'Reads.',
      'all of its lines',
    ],
    ['members in Javadoc', '/** Reads as {@link #open(String)} does. */', 'Reads as open(String) does.', ''],
    [
      'what is left to do',
      '// Reads a file.\n// TODO: close it when\n// it was read\n//\n// Locks it, too.',
      'Reads a file.',
      'Locks it, too.',
    ],
  ])('%s', (_what, raw, summary, rest) => {
    const { summary: actualSummary, rest: actualRest } = readComment(raw)
    expect([actualSummary, actualRest]).toEqual([summary, rest])
  })

  it('does not slow down on decoration and blanks', () => {
    // Quadratic patterns would take minutes here rather than milliseconds, and the test would time out.
    for (const piece of ['*', ' ', '- ', '=', '{', '<a ', '[', '`', '(((', '@a ', '/*', '--', '\t*'])
      expect(readComment(`/* ${piece.repeat(200_000)} */`).rest.length).toBeLessThan(10_000)
  })
})

describe('noise', () => {
  it.each<[comment: string, reason: string | undefined]>([
    ['Adds one to the counter of all requests.', undefined],
    ['TODO(ana): think about this again', 'todo'],
    ['FIXME later', 'todo'],
    ['eslint-disable-next-line no-console', 'directive'],
    ['type: ignore', 'directive'],
    ['#region Helpers of the parser', 'directive'],
    ['Created by Ana on 1/2/2024', 'directive'],
    ['package org.example.shop', 'directive'],
    ['package names are written in lower case', undefined],
    ['x = compute(y);', 'commented-out code'],
    ['if (a > b) {\n  return a;\n}', 'commented-out code'],
    ['self.assertEqual(a, b)', 'commented-out code'],
    ['If the value is set (as it should be), return it', undefined],
    ['calls foo.bar() to flush all that was written', undefined],
    ['   ', 'too short'],
  ])('%j is %s', (comment, reason) => {
    expect(commentNoise(comment.split('\n'))).toBe(reason)
  })

  it.each<[query: string, reason: string | undefined]>([
    ['opens files', undefined],
    ['opens the', 'too short'],
    ['', 'too short'],
    ['1 2 3 4 5', 'too short'],
    ['abre el fichero', undefined],
    ['打开 文件 系统 目录', 'not English or Spanish'],
    ['a=1, b=2; c=[3,4,5] => {"d":6, "ee":7} ##', 'too short'],
  ])('the query %j is %s', (query, reason) => {
    expect(queryNoise(query)).toBe(reason)
  })

  it.each([
    ['Copyright (c) 2024 Somebody', true],
    ['SPDX-License-Identifier: MIT', true],
    ['This program is free software: you can redistribute it', true],
    [
      'Use of this source code is governed by a BSD-style license that can be found in the LICENSE file.',
      true,
    ],
    ['Checks whether the driver has a licence to drive', false],
    ['Reads the licence of a package', false],
  ])('%j is a licence: %s', (text, expected) => {
    expect(isLicence(text)).toBe(expected)
  })
})
