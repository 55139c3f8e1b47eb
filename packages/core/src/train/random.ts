/** Seeded chance: the same seed gives the same numbers on every machine. */

/** A stream of pseudo-random numbers; not for secrets. */
export interface Random {
  /** In [0, 1), with 32 random bits. */
  next(): number
  /** An integer in [0, n), all equally likely; n is a positive integer up to 2^32. */
  nextInt(n: number): number
  /** Normal with mean 0 and variance 1. */
  nextGaussian(): number
  /** Four words, all that the next numbers depend on: kept and put back, they come again. */
  readonly state: Uint32Array
}

/** 2^32: how many values one draw of 32 bits can have. */
const N_VALUES = 0x1_0000_0000

/**
 * xoshiro128** 1.1 by Blackman and Vigna (https://prng.di.unimi.it/xoshiro128starstar.c). Any safe integer is a seed.
 */
export function createRandom(seed: number): Random {
  const state = randomState(seed)
  const next = () => nextUint32(state) / N_VALUES
  return {
    state,
    next,
    nextInt(n) {
      // Values above the last whole multiple of n would make small results likelier.
      const limit = N_VALUES - (N_VALUES % n)
      let value = nextUint32(state)
      while (value >= limit) value = nextUint32(state)
      return value % n
    },
    nextGaussian() {
      // Box and Muller (1958). 1 - u lies in (0, 1], so the logarithm is finite.
      const radius = Math.sqrt(-2 * Math.log(1 - next()))
      return radius * Math.cos(2 * Math.PI * next())
    },
  }
}

/** Four words that are not all zero, the state of `nextUint32`, from splitmix32 over both halves of the seed. */
export function randomState(seed: number): Uint32Array {
  let counter = seed >>> 0
  const high = Math.floor(seed / N_VALUES) >>> 0
  const state = new Uint32Array(4)
  for (let at = 0; at < 4; at++) {
    counter = (counter + 0x9e37_79b9) >>> 0
    state[at] = mix(counter) ^ mix(high + at)
  }
  if (state.every((word) => word === 0)) state[0] = 1
  return state
}

/** The next 32 bits; moves the state on. */
export function nextUint32(state: Uint32Array): number {
  const result = Math.imul(rotateLeft(Math.imul(state[1], 5), 7), 9) >>> 0
  const shifted = state[1] << 9
  state[2] ^= state[0]
  state[3] ^= state[1]
  state[1] ^= state[2]
  state[0] ^= state[3]
  state[2] ^= shifted
  state[3] = rotateLeft(state[3], 11)
  return result
}

// The finalizer of splitmix32: the 32-bit variant of MurmurHash3's, with constants by Chris Wellons' prospector
// (https://nullprogram.com/blog/2018/07/31/).
function mix(value: number): number {
  let mixed = value >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0_aaad)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a_2d97)
  return (mixed ^ (mixed >>> 15)) >>> 0
}

function rotateLeft(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by))
}
