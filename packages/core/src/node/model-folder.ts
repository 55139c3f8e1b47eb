/** A static model ↔ the folder of its files. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeModel, encodeModel, MODEL_FILE_NAMES, type ModelFiles } from '../embed/model-files.js'
import type { StaticModel } from '../embed/static-model.js'
import { CercaError } from '../errors.js'
import { replaceFile } from './durable-files.js'

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

/**
 * Writes the files of a model, each replaced as a whole, and returns the model as others will open it. Throws what
 * the system throws when the folder cannot be written.
 */
export function writeModel(folder: string, model: StaticModel): StaticModel {
  mkdirSync(folder, { recursive: true })
  const files = encodeModel(model)
  for (const name of MODEL_FILE_NAMES) {
    const content = files[name]
    const bytes = typeof content === 'string' ? Buffer.from(content) : content
    replaceFile(join(folder, name), join(folder, `${name}.${process.pid}.tmp`), bytes)
  }
  return openModel(folder)
}

function readModelFile(folder: string, name: string): Buffer {
  try {
    return readFileSync(join(folder, name))
  } catch (cause) {
    throw new CercaError('model-damaged', `there is no ${name} in ${folder}`, { cause })
  }
}
