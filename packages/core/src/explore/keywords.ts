/** The words that languages reserve: two pieces of code that differ in them differ in more than names. */
import type { LanguageId } from '../types.js'
import { hashOfSlice } from './hashes.js'

// What nearly all languages with braces share.
const BRACES = 'break case continue default do else false for if return switch true while'
const C =
  'const extern goto static struct enum union typedef sizeof void int char long short float double signed unsigned volatile inline register auto bool'
const OBJECTS =
  'class new this throw try catch finally null super static public private protected abstract final'
const JAVASCRIPT =
  'class new this throw try catch finally null super static function var let const import export extends typeof instanceof in of delete void yield async await undefined get set'
const TYPESCRIPT = `${JAVASCRIPT} public private protected abstract readonly interface type enum namespace as implements keyof`

const WORDS: Readonly<Record<LanguageId, string>> = {
  javascript: JAVASCRIPT,
  typescript: TYPESCRIPT,
  tsx: TYPESCRIPT,
  vue: TYPESCRIPT,
  svelte: TYPESCRIPT,
  c: C,
  'objective-c': `${C} self super nil id`,
  cpp: `${C} ${OBJECTS} template typename namespace using virtual override constexpr noexcept nullptr operator delete friend explicit mutable`,
  java: `${OBJECTS} void int char long short float double boolean byte import package extends implements interface enum instanceof throws synchronized transient volatile var record`,
  csharp: `${OBJECTS} void int char long short float double bool byte string object var using namespace struct enum interface in out ref is as params readonly const override virtual sealed async await foreach yield lock base get set where typeof`,
  kotlin: `${OBJECTS} fun val var object interface companion data sealed override open lateinit by in is as when suspend inline internal import`,
  scala: `${OBJECTS} def val var object trait type extends with implicit given using lazy override match yield sealed import case then`,
  swift: `func let var guard self Self init deinit extension protocol struct enum class nil in is as throw throws try catch defer where inout static private public internal fileprivate open override mutating weak lazy import repeat some any async await`,
  dart: `${OBJECTS} void var const late required factory mixin extends implements with import as is in async await yield get set dynamic int double bool`,
  go: 'func var const type struct interface map chan go defer select range package import nil fallthrough goto make len append string int bool error',
  rust: 'fn let mut pub struct enum impl trait mod use crate self Self super match loop in as ref move dyn async await unsafe const static type where extern',
  zig: 'fn const var pub struct enum union error try catch defer errdefer orelse and or comptime inline export extern test unreachable undefined null usingnamespace anytype',
  php: `${OBJECTS} function fn use namespace trait interface extends implements foreach as elseif echo isset unset empty array instanceof insteadof global const match yield print require include`,
  python:
    'def class lambda self cls None True False and or not is in elif except finally raise try with as pass import from global nonlocal assert async await yield del match',
  ruby: 'def class module end self nil then elsif unless until when and or not in begin rescue ensure raise yield super lambda proc require',
  elixir:
    'def defp defmodule defmacro defimpl defprotocol defstruct end fn cond when with unless rescue raise after receive nil and or not in use import alias quote unquote',
  lua: 'function local end then elseif repeat until nil and or not in goto self',
  haskell: 'data newtype type class instance where let in of then module import deriving qualified forall',
  bash: 'then elif fi esac done function local export readonly declare in until select shift exit set unset echo printf test source eval',
  r: 'function NULL TRUE FALSE NA in next repeat library',
  perl: 'my our sub use package foreach elsif unless until last next undef ref bless shift print die local',
}

const BY_LANGUAGE: ReadonlyMap<LanguageId, ReadonlySet<number>> = new Map(
  Object.entries(WORDS).map(([language, words]) => [language, hashesOf(`${BRACES} ${words}`)] as const),
)
const ELSEWHERE: ReadonlySet<number> = hashesOf(BRACES)

/** Hashes of the reserved words of a language. */
export function keywordHashes(language: LanguageId): ReadonlySet<number> {
  return BY_LANGUAGE.get(language) ?? ELSEWHERE
}

function hashesOf(words: string): Set<number> {
  return new Set(words.split(' ').map((word) => hashOfSlice(word, 0, word.length)))
}
