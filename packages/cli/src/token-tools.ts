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
import { DEFAULT_MAX_FILE_BYTES, readTexts } from '@cerca/core/node'

export const tokenTools = {
  DEFAULT_MAX_FILE_BYTES,
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
