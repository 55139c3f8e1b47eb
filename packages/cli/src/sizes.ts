/** Bytes in each unit; bare letters count in 1024 as `du` and `dd` do, `kB` and `MB` in 1000 as SI does. */
const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1024,
  kib: 1024,
  kb: 1000,
  m: 1024 ** 2,
  mib: 1024 ** 2,
  mb: 1000 ** 2,
  g: 1024 ** 3,
  gib: 1024 ** 3,
  gb: 1000 ** 3,
}

/** Whole bytes of a size such as `1MiB`, `500k` or `1.5 MB`; `undefined` when it is none or less than a byte. */
export function parseSize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim())
  if (!match) return undefined
  const unit = match[2].toLowerCase()
  if (!Object.hasOwn(UNITS, unit)) return undefined
  const bytes = Math.floor(Number(match[1]) * UNITS[unit])
  return bytes >= 1 && Number.isSafeInteger(bytes) ? bytes : undefined
}
