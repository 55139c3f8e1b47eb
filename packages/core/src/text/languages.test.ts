import { describe, expect, it } from 'vitest'
import { LANGUAGES, languageById, languageOf } from './languages.js'

describe('languageOf', () => {
  it.each([
    // by extension, whatever the case
    ['src/app.py', '', 'python'],
    ['a.TSX', '', 'tsx'],
    ['a.jsx', '', 'javascript'],
    ['a.kts', '', 'kotlin'],
    ['my notes 🎉.md', '', 'markdown'],
    ['deep/er/x.mdx', '', 'markdown'],
    ['x.ipynb', '', 'notebook'],
    // by file name
    ['Makefile', '', 'makefile'],
    ['docker/Dockerfile', '', 'dockerfile'],
    ['Dockerfile.dev', '', 'dockerfile'],
    ['CMakeLists.txt', '', 'cmake'],
    ['Gemfile', '', 'ruby'],
    ['README', '', 'plaintext'],
    ['README.es', '', 'plaintext'],
    ['.bashrc', '', 'bash'],
    // by the first line
    ['bin/run', '#!/bin/sh', 'bash'],
    ['bin/run', '#!/usr/bin/env python3.11', 'python'],
    ['bin/run', '#! /usr/bin/env -S node --flag', 'javascript'],
    ['bin/run', '#!/usr/bin/env FOO=1 ruby -w', 'ruby'],
    ['bin/run', '#!/opt/unknown', 'plaintext'],
    // headers by what they hold
    ['a.h', '', 'c'],
    ['a.h', '#include <stdio.h>\nint f(void);', 'c'],
    ['a.h', '#pragma once\nnamespace a {\n', 'cpp'],
    ['a.h', '  template <typename T>\n', 'cpp'],
    ['a.h', '#import <A/B.h>\n@interface A\n', 'objective-c'],
    // nothing known
    ['x.unknown', '', 'plaintext'],
    ['noext', '', 'plaintext'],
  ])('%s starting with %j is %s', (path, head, expected) => {
    expect(languageOf(path, head)).toBe(expected)
  })

  it('gives each extension and file name to one language only', () => {
    const keys = LANGUAGES.flatMap(({ extensions, filenames }) => [...extensions, ...filenames])
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  it('answers an unknown id with plain text', () => {
    expect(languageById('klingon').id).toBe('plaintext')
  })
})
