import { describe, expect, it } from 'vitest'
import { createTermAnalyzer } from '../tokenize/terms.js'
import { createMatcher } from './matches.js'
import { UNTRANSLATED } from './parse.js'

const analyzer = createTermAnalyzer()

describe('createMatcher', () => {
  it.each([
    ['open file', 'Opens the files of a folder', '[Opens] the [files] of a folder'],
    ['HandlerStack', 'stack = new HandlerStack()', '[stack] = new [HandlerStack]()'],
    ['handler stack', 'handler_stack.push(x)', '[handler_stack].push(x)'],
    ['handlerstack', 'new HandlerStack()', 'new [HandlerStack]()'],
    ['¿dónde está la configuración?', 'las configuraciones del usuario', 'las [configuraciones] del usuario'],
    ['"read timeout"', 'readTimeout = 5', '[readTimeout] = 5'],
    ['where is the router', 'the router is here', 'the [router] is here'],
    ['lang:go', 'package go', 'package go'],
    ['', 'anything', 'anything'],
    ['kind:banana x', 'x', 'x'],
    ['router', '', ''],
  ])('%j in %j', (query, line, expected) => {
    const spans = createMatcher(query, analyzer, UNTRANSLATED)(line)
    const marked = spans.reduceRight(
      (text, { start, end }) => `${text.slice(0, start)}[${text.slice(start, end)}]${text.slice(end)}`,
      line,
    )
    expect(marked).toBe(expected)
  })
})
