/** The folder of a static model → the model. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeModel, MODEL_FILE_NAMES, type ModelFiles } from '../embed/model-files.js'
import type { StaticModel } from '../embed/static-model.js'
import { CercaError } from '../errors.js'

/** Throws `model-damaged` and `model-unsupported`. */
export function openModel(folder: string): StaticModel {
  const [config, tokenizer, tensors] = MODEL_FILE_NAMES.map((name) => readModelFile(folder, name))
  const hash = createHash('sha256')
  for (const bytes of [config, tokenizer, tensors]) hash.update(bytes)
  const files: ModelFiles = {
    'config.json': config.toString('utf8'),
    'tokenizer.json': tokenizer.toString('utf8'),
    'model.safetensors': tensors,
  }
  return decodeModel(files, hash.digest('hex').slice(0, 32))
}

function readModelFile(folder: string, name: string): Buffer {
  try {
    return readFileSync(join(folder, name))
  } catch (cause) {
    throw new CercaError('model-damaged', `there is no ${name} in ${folder}`, { cause })
  }
}
