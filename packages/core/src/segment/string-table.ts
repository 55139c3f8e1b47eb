/** Distinct strings with dense ids, stored as bytes and found without decoding. */
import { isAscii } from '../text/identifiers.js'
import { GrowingUint32 } from './growing.js'

/**
 * Strings by id in order of first use. `bytes` is their UTF-8 end to end, string i at
 * `offsets[i]` to `offsets[i + 1]`; `slots` is an open-addressing hash table of id + 1, 0 when empty.
 */
export interface StringTable {
  readonly bytes: Uint8Array
  readonly offsets: Uint32Array
  readonly hashes: Uint32Array
  readonly slots: Uint32Array
}

const ENCODER = new TextEncoder()
/** A string may begin with what would be a byte order mark in a file. */
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true })

/** Half of a surrogate pair without the other half; with the flag `u` whole pairs do not match. */
const LONE_SURROGATE = /\p{Surrogate}/gu

/** Slots a string: half full at most keeps probe runs short. */
const SLOTS_PER_STRING = 2

const HASH_START = 0x811c9dc5
const HASH_PRIME = 0x01000193

/** FNV-1a, 32 bits (Fowler, Noll, Vo: draft-eastlake-fnv), with a final mix for the low bits. */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = HASH_START
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at], HASH_PRIME)
  return mixed(hash)
}

/** The same of the UTF-8 of a string, which is not made where it is ASCII. */
export function hashString(text: string): number {
  if (!isAscii(text)) {
    const bytes = ENCODER.encode(text)
    return hashBytes(bytes, 0, bytes.length)
  }
  let hash = HASH_START
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), HASH_PRIME)
  return mixed(hash)
}

function isAsciiAt({ bytes, offsets }: StringTable, id: number, text: string): boolean {
  const start = offsets[id]
  if (offsets[id + 1] - start !== text.length) return false
  for (let at = 0; at < text.length; at++) if (bytes[start + at] !== text.charCodeAt(at)) return false
  return true
}

function mixed(hash: number): number {
  return (hash ^ (hash >>> 15)) >>> 0
}

/** Number of strings. */
export function tableSize(table: StringTable): number {
  return table.offsets.length - 1
}

/** The string of an id. */
export function stringAt(table: StringTable, id: number): string {
  return DECODER.decode(table.bytes.subarray(table.offsets[id], table.offsets[id + 1]))
}

/** Id of a string, or -1. */
export function findString(table: StringTable, text: string): number {
  if (table.slots.length === 0) return -1
  if (!isAscii(text)) {
    const wanted = ENCODER.encode(text)
    return findBytes(table, hashBytes(wanted, 0, wanted.length), wanted, 0, wanted.length)
  }
  const hash = hashString(text)
  const mask = table.slots.length - 1
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const id = table.slots[slot] - 1
    if (id < 0) return -1
    if (table.hashes[id] === hash && isAsciiAt(table, id, text)) return id
  }
}

/**
 * Collects strings into a table. Ids follow the order of first use. A lone surrogate, which UTF-8 cannot
 * write, counts as the replacement character that it becomes.
 */
export class StringTableBuilder {
  readonly #ids = new Map<string, number>()

  get size(): number {
    return this.#ids.size
  }

  /** Id of a string, new when it was not there yet. */
  intern(text: string): number {
    const known = this.#ids.get(text)
    if (known !== undefined) return known
    const wellFormed = text.replace(LONE_SURROGATE, '\ufffd')
    if (wellFormed !== text) return this.intern(wellFormed)
    const id = this.#ids.size
    this.#ids.set(text, id)
    return id
  }

  finish(): StringTable {
    const encoded = ENCODER.encode([...this.#ids.keys()].join(''))
    const offsets = new Uint32Array(this.#ids.size + 1)
    let id = 0
    for (const text of this.#ids.keys()) {
      offsets[id + 1] = offsets[id] + utf8Length(text)
      id++
    }
    const hashes = new Uint32Array(id)
    for (let idx = 0; idx < id; idx++) hashes[idx] = hashBytes(encoded, offsets[idx], offsets[idx + 1])
    return { bytes: encoded, offsets, hashes, slots: fillSlots(hashes) }
  }
}

/** Id in `table` of the string that has `id` in `other`, or -1. */
export function findSame(table: StringTable, other: StringTable, id: number): number {
  if (table.slots.length === 0) return -1
  return findBytes(table, other.hashes[id], other.bytes, other.offsets[id], other.offsets[id + 1])
}

function findBytes(table: StringTable, hash: number, bytes: Uint8Array, start: number, end: number): number {
  const mask = table.slots.length - 1
  for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
    const id = table.slots[slot] - 1
    if (id < 0) return -1
    if (table.hashes[id] === hash && sameBytes(table, id, bytes, start, end)) return id
  }
}

/** Joins tables: `remap[t][i]` is the joined id of string i of table t. Order: table by table, then id. */
export function joinTables(
  tables: readonly StringTable[],
  keep: readonly (Uint8Array | undefined)[],
): { table: StringTable; remap: Uint32Array[] } {
  let capacity = 16
  let nBytes = 0
  for (const table of tables) {
    capacity += tableSize(table)
    nBytes += table.bytes.length
  }
  const bytes = new Uint8Array(nBytes)
  const offsets = new GrowingUint32()
  const hashes = new GrowingUint32()
  offsets.push(0)
  const slots = new Uint32Array(slotCount(capacity))
  const mask = slots.length - 1
  const remap: Uint32Array[] = []
  for (const [tableIdx, table] of tables.entries()) {
    const size = tableSize(table)
    const ids = new Uint32Array(size).fill(NOT_KEPT)
    const kept = keep[tableIdx]
    for (let id = 0; id < size; id++) {
      if (kept && !kept[id]) continue
      const hash = table.hashes[id]
      let slot = hash & mask
      for (;;) {
        const other = slots[slot] - 1
        if (other < 0) break
        if (
          hashes.at(other) === hash &&
          equalRanges(
            bytes,
            offsets.at(other),
            offsets.at(other + 1),
            table.bytes,
            table.offsets[id],
            table.offsets[id + 1],
          )
        ) {
          break
        }
        slot = (slot + 1) & mask
      }
      if (slots[slot] === 0) {
        const start = offsets.at(offsets.length - 1)
        bytes.set(table.bytes.subarray(table.offsets[id], table.offsets[id + 1]), start)
        offsets.push(start + table.offsets[id + 1] - table.offsets[id])
        hashes.push(hash)
        slots[slot] = hashes.length
      }
      ids[id] = slots[slot] - 1
    }
    remap.push(ids)
  }
  const finalHashes = hashes.toArray()
  const used = offsets.at(offsets.length - 1)
  return {
    table: {
      bytes: bytes.slice(0, used),
      offsets: offsets.toArray(),
      hashes: finalHashes,
      slots: fillSlots(finalHashes),
    },
    remap,
  }
}

/** Marks a string that `joinTables` was told to leave out. */
export const NOT_KEPT = 0xffffffff

function fillSlots(hashes: Uint32Array): Uint32Array {
  const slots = new Uint32Array(slotCount(hashes.length))
  const mask = slots.length - 1
  for (let id = 0; id < hashes.length; id++) {
    let slot = hashes[id] & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = id + 1
  }
  return slots
}

function slotCount(nStrings: number): number {
  let count = 16
  while (count < nStrings * SLOTS_PER_STRING) count *= 2
  return count
}

function sameBytes(table: StringTable, id: number, other: Uint8Array, start: number, end: number): boolean {
  return equalRanges(table.bytes, table.offsets[id], table.offsets[id + 1], other, start, end)
}

function equalRanges(
  a: Uint8Array,
  aStart: number,
  aEnd: number,
  b: Uint8Array,
  bStart: number,
  bEnd: number,
): boolean {
  if (aEnd - aStart !== bEnd - bStart) return false
  for (let at = aStart, bt = bStart; at < aEnd; at++, bt++) if (a[at] !== b[bt]) return false
  return true
}

/** Bytes of a well-formed string in UTF-8. */
function utf8Length(text: string): number {
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code < 0x80) length += 1
    else if (code < 0x800) length += 2
    else if (code >= 0xd800 && code <= 0xdbff) {
      length += 4
      at++
    } else length += 3
  }
  return length
}
