import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { LANGUAGES } from '../text/languages.js'
import { LineIndex } from '../text/lines.js'
import type { Chunk, SourceFile } from '../types.js'
import { type ChunkedFile, chunkFile } from './chunk-file.js'
import type { ChunkOptions } from './chunk-options.js'
import { GRAMMAR_RULES } from './grammars/grammar-rules.js'
import { createSyntaxParser, type SyntaxParser } from './syntax-parser.js'
import type { SyntaxRuntime } from './syntax-runtime.js'
import { openTestParser } from './testing/test-parser.js'

let syntax: SyntaxParser

beforeAll(async () => {
  syntax = await openTestParser(GRAMMAR_RULES.keys())
}, 60_000)

const NORMAL: ChunkOptions = { targetChars: 1500, maxChars: 2400, minChars: 200 }
/** Every definition in a chunk of its own, whatever its size. */
const ONE_EACH: ChunkOptions = { targetChars: 1, maxChars: 100_000, minChars: 0 }
const TINY: ChunkOptions = { targetChars: 60, maxChars: 90, minChars: 20 }

function chunk(language: string, text: string, options = NORMAL, path = 'src/file'): ChunkedFile {
  return chunkFile({ path, text, language }, syntax, options)
}

/** `1-3 scope: kind name, kind name [trait]` for each chunk, lines as people count them. */
function describeChunks({ chunks }: ChunkedFile): string[] {
  return chunks.map(({ lines, scope, symbols, traits }) => {
    const names = symbols.map(({ kind, name }) => `${kind} ${name}`).join(', ')
    const marks = traits.length > 0 ? ` [${traits.join()}]` : ''
    return `${lines.start + 1}-${lines.end} ${scope}: ${names}${marks}`
  })
}

/** Definitions as `kind scope.name`, one chunk a line; traits in brackets. */
function outline(language: string, text: string, path: string): string[] {
  return chunk(language, text, ONE_EACH, path)
    .chunks.map(({ symbols, traits }) => {
      const names = symbols.map(
        ({ kind, scope, name }) => `${kind} ${scope === '' ? name : `${scope}.${name}`}`,
      )
      return names.join(', ') + (traits.length > 0 && names.length > 0 ? ` [${traits.join()}]` : '')
    })
    .filter((line) => line !== '')
}

function expectEachLineOnce(file: SourceFile, chunks: readonly Chunk[], options: ChunkOptions): void {
  const lines = new LineIndex(file.text)
  let line = 0
  let end = 0
  for (const { span, lines: range, symbols } of chunks) {
    expect(range.start).toBeGreaterThanOrEqual(line)
    expect(lines.slice({ start: line, end: range.start }).trim()).toBe('')
    expect(span).toEqual({ start: lines.start(range.start), end: lines.end(range.end - 1) })
    expect(span.start).toBeGreaterThanOrEqual(end)
    if (range.end - range.start > 1) expect(span.end - span.start).toBeLessThanOrEqual(options.maxChars)
    for (const symbol of symbols) {
      expect(symbol.span.start).toBeGreaterThanOrEqual(span.start)
      expect(symbol.span.start).toBeLessThan(span.end)
      expect(symbol.extent.start).toBeLessThanOrEqual(symbol.span.start)
      expect(symbol.extent.end).toBeGreaterThanOrEqual(symbol.span.end)
    }
    line = range.end
    end = span.end
  }
  expect(lines.slice({ start: line, end: lines.count }).trim()).toBe('')
}

const FIXTURES: readonly [language: string, expected: readonly string[], path?: string, fixture?: string][] =
  [
    [
      'python',
      [
        'constant LIMIT',
        'class Stack, field Stack.size, field Stack.name, method Stack.top, method Stack.push',
        'function load',
        'function only_windows',
      ],
    ],
    [
      'javascript',
      [
        'constant LIMIT',
        'function add',
        'function twice',
        'class Queue, field Queue.#items, method Queue.create, method Queue.handle',
        'method run, function stop',
        'function parse',
        'method Queue.push',
        'test Queue [test]',
      ],
    ],
    [
      'typescript',
      [
        'interface Shape, method Shape.scale [declaration]',
        'type Name [declaration]',
        'enum Color',
        'module geo, function geo.near',
        'function native [declaration]',
        'function over',
        'class Circle, field Circle.radius, method Circle.grow, method Circle.scale',
        'function main',
      ],
    ],
    ['tsx', ['function Button', 'function App']],
    [
      'go',
      [
        'constant Small, constant Large',
        'variable a, variable b',
        'interface Pusher, method Pusher.Push [declaration]',
        'class Stack',
        'type ID',
        'method Stack.Push',
        'function New',
      ],
    ],
    [
      'java',
      [
        'class Shop, field Shop.MAX, field Shop.MIN, method Shop.Shop, method Shop.sell, enum Shop.Size, ' +
          'method Shop.Size.big, interface Shop.Listener, method Shop.Listener.on, method Shop.Listener.off, class Shop.Point',
      ],
    ],
    [
      'php',
      [
        'interface HasName, method HasName.name [declaration]',
        'class User, constant User.ROLE, field User.email, field User.phone, method User.name, method User.save',
        'class Notifies, method Notifies.notify',
        'enum Suit, method Suit.color',
        'function helper',
      ],
    ],
    [
      'ruby',
      [
        'module Shop, class Shop.Cart.Item, constant Shop.Cart.Item.LIMIT, field Shop.Cart.Item.price, ' +
          'field Shop.Cart.Item.name, method Shop.Cart.Item.initialize, method Shop.Cart.Item.total?, ' +
          'method Shop.Cart.Item.build, method Shop.Cart.Item.find, method Shop.Cart.Item.secret, ' +
          'class Shop.Cart.Item.Point, method Shop.Cart.Item.Point.norm',
        'test Cart [test]',
      ],
    ],
    [
      'csharp',
      [
        'module App.Core, class App.Core.Store, field App.Core.Store.count, field App.Core.Store.size, ' +
          'field App.Core.Store.Name, field App.Core.Store.Changed, method App.Core.Store.Store, method App.Core.Store.Get, ' +
          'interface App.Core.IStore, method App.Core.IStore.Save, enum App.Core.Level, class App.Core.Pair, ' +
          'field App.Core.Pair.A, class App.Core.Person, type App.Core.Handler',
      ],
    ],
    [
      'kotlin',
      [
        'class Box, field Box.size, method Box.empty, method Box.open',
        'interface Shape, method Shape.area [declaration]',
        'class Registry, field Registry.all',
        'enum Color, method Color.mix',
        'type Name',
        'method List.second',
        'constant MAX',
        'function main',
      ],
    ],
    [
      'swift',
      [
        'class Session, field Session.queue, field Session.count, method Session.init, method Session.start',
        'method Session.Task.cancel',
        'interface Runner, method Runner.run, field Runner.name [declaration]',
        'enum State, method State.flip',
        'class Pair, field Pair.a',
        'type Handler',
        'class Bank, method Bank.pay',
        'function free',
      ],
    ],
    [
      'cpp',
      [
        'macro MAX',
        'module geo.flat, class geo.flat.Point, type geo.flat.Point.value_type, method geo.flat.Point.Point, ' +
          'method geo.flat.Point.~Point, method geo.flat.Point.norm, method geo.flat.Point.draw, ' +
          'method geo.flat.Point.operator==, enum geo.flat.Color',
        'method geo.Shape.area',
        'method Shape.Shape',
        'function pointer',
        'variable square',
      ],
    ],
    [
      'c',
      [
        'macro LIMIT',
        'class node',
        'class list, class list_t',
        'type compare',
        'enum color',
        'variable counter',
        'function name_of',
      ],
    ],
    [
      'c',
      ['function sample_open [declaration]', 'function sample_close [declaration]'],
      'src/api.h',
      'c-header',
    ],
    [
      'elixir',
      [
        'module Shop.Cart, type Shop.Cart.t, method Shop.Cart.total, function Shop.Cart.add, function Shop.Cart.valid?, ' +
          'macro Shop.Cart.__using__, function Shop.Cart.String.Chars.to_string',
      ],
    ],
    [
      'rust',
      [
        'class Point',
        'enum Shape',
        'interface Area, constant Area.N, method Area.area',
        'method Point.fmt',
        'constant MAX',
        'type Id',
        'macro shout',
        'class Made',
        'function run',
        'module tests, function tests.works [test]',
      ],
    ],
    [
      'scala',
      [
        'interface Cart, method Cart.total [declaration]',
        'class Item, field Item.tax, type Item.Self, method Item.total, method Item.++',
        'class Item, method Item.show',
      ],
    ],
    [
      'haskell',
      [
        'function foo',
        'class Tree',
        'class Id',
        'type Name',
        'interface Shape, method Shape.area',
        'method Shape.area',
        'function <+>',
      ],
    ],
    [
      'lua',
      [
        'variable M',
        'method M.open',
        'method M.inner.close',
        'function helper',
        'method M.read',
        'variable handlers, method handlers.start',
      ],
    ],
    ['bash', ['constant VERSION', 'function log', 'function install_all', 'function nested']],
    [
      'zig',
      [
        'class List, method List.push, class List.Node, test List.push',
        'enum Kind',
        'constant limit',
        'variable state',
        'function Map, function Map.get',
        'constant text',
        'test List [test]',
      ],
    ],
    [
      'markdown',
      [
        'section Sample, section Sample.Install now, section Sample.Setext two, section Sample.Setext two.Deep link',
        'section Last',
      ],
    ],
    ['asciidoc', ['section Manual, section Manual.First, section Manual.First.Inner, section Manual.Second']],
    [
      'restructuredtext',
      ['section Manual, section Manual.First, section Manual.First.Inner, section Manual.Second'],
    ],
    ['org', ['section First, section First.Inner', 'section Second']],
    ['latex', ['section First, section First.Inner', 'section Second']],
    ['html', ['section Manual bold, section Manual bold.First, section Manual bold.Second']],
    ['sql', ['class users', 'function public.total']],
    ['proto', ['class User, class User.Address', 'interface Users, method Users.Get']],
  ]

function fixture(name: string): string {
  return readFileSync(new URL(`./fixtures/${name}.txt`, import.meta.url), 'utf8')
}

describe('chunkFile finds the definitions of', () => {
  it.each(FIXTURES)('%s', (language, expected, path = 'src/file', name = language) => {
    const text = fixture(name)
    expect(outline(language, text, path)).toEqual(expected)
    expect(chunk(language, text).problem).toBeUndefined()
  })
})

describe('chunkFile covers every line once', () => {
  it.each(FIXTURES)(
    'of the %s fixture, with and without syntax',
    (language, _, path = 'src/file', name = language) => {
      const file = { path, text: fixture(name), language }
      for (const options of [NORMAL, TINY, ONE_EACH]) {
        expectEachLineOnce(file, chunkFile(file, syntax, options).chunks, options)
        expectEachLineOnce(file, chunkFile(file, undefined, options).chunks, options)
      }
    },
  )

  const languages = LANGUAGES.filter(({ outline }) => outline !== 'cells').map(({ id }) => id)
  const fixtureLines = FIXTURES.flatMap(([language, , , name = language]) => fixture(name).split('\n'))
  const line = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...fixtureLines) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.constantFrom('', '  ', '\t', '}', 'end', '\0', '🎉'.repeat(60)) },
  )
  const text = fc
    .array(fc.tuple(line, fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '')), { maxLength: 60 })
    .map((lines) => lines.flat().join(''))

  it('of any text in any language', () => {
    fc.assert(
      fc.property(fc.constantFrom(...languages), text, fc.boolean(), (language, source, withSyntax) => {
        const file = { path: 'src/file', text: source, language }
        const { chunks } = chunkFile(file, withSyntax ? syntax : undefined, TINY)
        expectEachLineOnce(file, chunks, TINY)
      }),
      { numRuns: 300 },
    )
  }, 60_000)

  it.each([
    ['an empty text', '', 0],
    ['blank lines', '\n  \r\n\t\n', 0],
    ['a line without its end', 'const a = 1', 1],
    ['NUL characters', 'a\0b\n\0', 1],
    ['one enormous line', `const a = "${'x'.repeat(1_000_000)}"`, 1],
    ['deep nesting around an error', `let a = ${'['.repeat(4000)}(${']'.repeat(4000)}\n`, 1],
    ['an enormous line between others', `let a\n${'x'.repeat(5000)}\nlet b\n`, 3],
  ])('of %s', (_, source, count) => {
    const file = { path: 'a.js', text: source, language: 'javascript' }
    const { chunks } = chunkFile(file, syntax, NORMAL)
    expect(chunks.length).toBe(count)
    expectEachLineOnce(file, chunks, NORMAL)
  })
})

describe('chunkFile cuts', () => {
  it('a class that does not fit into its header and members', () => {
    const text =
      'import a\n\nclass Big:\n    """Doc."""\n\n    def first(self):\n        return 1\n\n    def second(self):\n        return 2\n'
    expect(describeChunks(chunk('python', text, { targetChars: 50, maxChars: 60, minChars: 5 }))).toEqual([
      '1-1 : ',
      '3-4 : class Big',
      '6-7 Big: method first',
      '9-10 Big: method second',
    ])
  })

  it('a function that does not fit at blank lines and little indentation', () => {
    const text = 'function f() {\n  a()\n  if (b) {\n    c()\n  }\n\n  d()\n  if (e) {\n    g()\n  }\n}\n'
    expect(describeChunks(chunk('javascript', text, { targetChars: 45, maxChars: 60, minChars: 5 }))).toEqual(
      ['1-5 : function f', '7-11 f: '],
    )
  })

  it('packs small neighbours, and keeps comments and attributes with what follows them', () => {
    const text = '// A.\nfunction a() {}\n\n// B.\n@dec\nclass B {}\n'
    expect(describeChunks(chunk('typescript', text))).toEqual(['1-6 : function a, class B'])
    expect(describeChunks(chunk('typescript', text, ONE_EACH))).toEqual(['1-2 : function a', '4-6 : class B'])
  })

  it('a banner between definitions belongs to what follows', () => {
    const text = 'func a() { return 1 }\n\n// MARK: Second\n\nfunc b() { return 2 }\n'
    expect(describeChunks(chunk('swift', text, { ...ONE_EACH, targetChars: 20, minChars: 18 }))).toEqual([
      '1-1 : function a',
      '3-5 : function b',
    ])
  })

  it('tests apart from code', () => {
    const text = 'pub fn a() void {}\n\ntest "a works" {}\n'
    expect(describeChunks(chunk('zig', text, { ...ONE_EACH, targetChars: 1000 }))).toEqual([
      '1-1 : function a',
      '3-3 : test a works [test]',
    ])
  })

  it('by lines, and says so, when the grammar does not understand the file', () => {
    const text = `${'%%% ((( ]]] ;;; <<<\n'.repeat(40)}\nclass Found {\n}\n`
    const { chunks, problem } = chunk('java', text, ONE_EACH)
    expect(problem).toMatch(/syntax not understood/)
    expect(chunks.flatMap(({ symbols }) => symbols.map(({ name }) => name))).toEqual(['Found'])
  })

  it('by lines, and says so, when its grammar does not load, but not when there is none', () => {
    const runtime: SyntaxRuntime = { keep: () => Promise.reject(new Error()), isolate: () => undefined }
    const parser = createSyntaxParser({ runtime, loadGrammar: () => Promise.reject(new Error()) })
    const problemOf = (path: string, language: string) =>
      chunkFile({ path, text: 'a {\n}\n', language }, parser, NORMAL).problem
    expect(problemOf('a.go', 'go')).toBe('its grammar does not load: cut by lines')
    expect(problemOf('a.css', 'css')).toBeUndefined()
  })
})

describe('chunkFile knows', () => {
  const docOf = (language: string, text: string) => {
    const { chunks } = chunk(language, text, ONE_EACH)
    return chunks.map(({ docComment }) => docComment && text.slice(docComment.start, docComment.end))
  }

  it.each([
    ['go', '// Use adds.\n// More.\nfunc (g *Group) Use() {}\n', ['// Use adds.\n// More.']],
    ['java', '/** Doc. */\n@Deprecated\nclass A {}\n', ['/** Doc. */']],
    ['rust', '/// Doc.\n#[derive(Debug)]\nstruct A;\n', ['/// Doc.']],
    ['python', 'class A:\n    """Doc."""\n\n    x = 1\n', ['"""Doc."""']],
    ['python', 'def a(\n    b,\n):\n    "no"\n    """no"""\n', [undefined]],
    ['elixir', 'defmodule A do\n  @moduledoc """\n  Doc.\n  """\nend\n', ['"""\n  Doc.\n  """']],
    ['javascript', 'let a // no\nfunction b() {}\n', [undefined, undefined]],
  ])('the doc comment in %s: %j', (language, text, expected) => {
    expect(docOf(language, text)).toEqual(expected)
  })

  it('positions in UTF-16 code units, whatever stands before', () => {
    const text = '// 🎉🎉 ñ 漢\nconst face = "😀"; function after() {}\n'
    const [{ symbols }] = chunk('javascript', text).chunks
    expect(symbols.map(({ span }) => text.slice(span.start, span.end))).toEqual(['face', 'after'])
  })

  it('traits of the path and of the header', () => {
    const text = '// Code generated by x. DO NOT EDIT.\npackage a\n'
    expect(chunk('go', text, NORMAL, 'a_test.go').chunks[0].traits).toEqual(['test', 'generated'])
  })

  it('the scope of a Go method although nothing encloses it', () => {
    expect(describeChunks(chunk('go', 'package a\n\nfunc (s *S[T]) F() {}\n', ONE_EACH))).toEqual([
      '1-1 : ',
      '3-3 S: method F',
    ])
  })
})
