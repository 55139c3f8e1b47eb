import { describe, expect, it } from 'vitest'
import { type SettingFiles, transformerSettings } from './transformer-settings.js'

const NO_FILES: SettingFiles = {
  'tokenizer_config.json': undefined,
  'sentence_bert_config.json': undefined,
  'config_sentence_transformers.json': undefined,
  '1_Pooling/config.json': undefined,
}

describe('transformerSettings', () => {
  it.each<[string, Partial<Record<keyof SettingFiles, object>>, object]>([
    ['nothing', {}, { pooling: 'mean', maxTokens: 512, queryPrefix: '', documentPrefix: '' }],
    ['the lower of two limits', limitsOf(512, 256), { maxTokens: 256 }],
    ['no limit', limitsOf(1e30, null), { maxTokens: 512 }],
    ['the first token', { '1_Pooling/config.json': { pooling_mode_cls_token: true } }, { pooling: 'first' }],
    [
      'prompts',
      { 'config_sentence_transformers.json': { prompts: { query: 'query: ', passage: 'passage: ' } } },
      { queryPrefix: 'query: ', documentPrefix: 'passage: ' },
    ],
  ])('reads %s', (_, files, expected) => {
    const texts = Object.entries(files).map(([name, value]) => [name, JSON.stringify(value)])
    expect(transformerSettings({ ...NO_FILES, ...Object.fromEntries(texts) })).toMatchObject(expected)
  })

  it.each<[string, string]>([
    ['no JSON', '{'],
    ['no object', '3'],
    ['another pooling', '{"pooling_mode_max_tokens":true}'],
  ])('refuses %s', (_, text) => {
    expect(() => transformerSettings({ ...NO_FILES, '1_Pooling/config.json': text })).toThrow(
      /transformer cannot be used/,
    )
  })
})

function limitsOf(tokenizer: number, sentence: number | null) {
  return {
    'tokenizer_config.json': { model_max_length: tokenizer },
    'sentence_bert_config.json': { max_seq_length: sentence },
  }
}
