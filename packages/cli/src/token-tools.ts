/** The part of the core that `cerca tokens` needs; only that command loads it. */
import {
  createBytePairEncoding,
  isGptEncodingName,
  loadGptEncoding,
  readTokenizerJson,
  slidingWindows,
  trainBytePairs,
  writeTokenizerJson,
} from '@cerca/core'
import { readTexts } from '@cerca/core/node'

export const tokenTools = {
  createBytePairEncoding,
  isGptEncodingName,
  loadGptEncoding,
  readTexts,
  readTokenizerJson,
  slidingWindows,
  trainBytePairs,
  writeTokenizerJson,
}

export type TokenTools = typeof tokenTools
