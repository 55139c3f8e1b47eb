import { describe, expect, it } from 'vitest'
import { patternsIn } from './name-table.js'
import { beginsLikePrivateKey, secretFile, secretFolder } from './secrets.js'

describe('secretFile', () => {
  const secret = `
    .env .env.local .env.production .ENV .envrc prod.env docker.env server.pem key.PEM tls.key app.p12 app.pfx
    debug.keystore store.jks id_rsa id_ed25519 deploy_rsa server.crt ca.cer .npmrc .pypirc .netrc .git-credentials
    .htpasswd credentials.json service-account.json service-account-prod.json service_account.json serviceAccountKey.json
    secrets.yml secrets.yaml secrets.json .aws/credentials .kube/config .docker/config.json terraform.tfstate
    terraform.tfstate.backup prod.tfvars prod.auto.tfvars.json vault.kdbx .bash_history client_secret_1.json
    example.pem example.key id_rsa.env
  `
  it.each(patternsIn(secret))('%s is one', (path) =>
    expect(secretFile(...split(path))?.reason).toBe('secret'),
  )

  const open = `
    .env.example .env.sample .env.template .env.local.example example.env sample.env terraform.example.tfvars
    environment.ts env.ts env.go secrets.py secret.rs secrets.go credentials.ts config.json config key.ts keys.md
    pem.go aws/credentials docker/config.json id_rsa_test.go rsa.rs rsa tokenizer.json .eslintrc .editorconfig
  `
  it.each(patternsIn(open))('%s is none', (path) => expect(secretFile(...split(path))).toBeUndefined())

  function split(path: string): [name: string, folder: string] {
    const [name = '', folder = ''] = path.split('/').reverse()
    return [name, folder]
  }
})

describe('secretFolder', () => {
  it.each(['.ssh', '.SSH', '.gnupg'])('%s is one', (name) =>
    expect(secretFolder(name)?.rule).toBe(`${name.toLowerCase()}/`),
  )
  it.each(['ssh', 'secrets', '.github', '.env'])('%s is none', (name) =>
    expect(secretFolder(name)).toBeUndefined(),
  )
})

describe('beginsLikePrivateKey', () => {
  it.each([
    ['-----BEGIN PRIVATE KEY-----\nMII', true],
    ['-----BEGIN RSA PRIVATE KEY-----', true],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\n', true],
    ['-----BEGIN PGP PRIVATE KEY BLOCK-----\n', true],
    ['-----BEGIN PUBLIC KEY-----\n', false],
    ['const key = `-----BEGIN PRIVATE KEY-----`', false],
    ['---\ntitle: BEGIN PRIVATE KEY\n', false],
    ['', false],
  ])('%j: %s', (text, expected) => expect(beginsLikePrivateKey(Buffer.from(text))).toBe(expected))
})
