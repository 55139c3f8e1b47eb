// Sums of floating-point numbers fall short of 1 by less than this for the same code.
const ROUNDING_ERROR = 1e-4

/** A fraction from 0 to 1 as people of this locale write it, without decimals; never 100 % for less than that. */
export function percent(fraction: number, locale: string): string {
  const hundredths =
    fraction >= 1 - ROUNDING_ERROR ? 100 : Math.min(99, Math.round(Math.max(0, fraction) * 100))
  return new Intl.NumberFormat(locale, { style: 'percent' }).format(hundredths / 100)
}
