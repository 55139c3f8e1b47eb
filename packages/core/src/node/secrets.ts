/** What may hold a secret: always left out, and no ignore file can bring it back. */
import { builtIn, type Exclusion } from './left-out.js'
import { createNameTable, patternsIn } from './name-table.js'

// Keys, certificates and password stores: an example of one is still left out.
const KEY_FILES = `
  *.pem *.key *.p8 *.p12 *.pfx *.pkcs8 *.pkcs12 *.p7b *.p7c *.der *.crt *.cer *.csr *.ppk *.gpg *.pgp
  *.jks *.keystore *.truststore *.bks *.kdb *.kdbx *.psafe3 *.keychain *.keychain-db *.agilekeychain
  *.mobileprovision *.ovpn *.secret *.secrets
  id_rsa id_dsa id_ecdsa id_ecdsa_sk id_ed25519 id_ed25519_sk *_rsa *_dsa *_ecdsa *_ed25519
  .htpasswd .netrc _netrc .git-credentials .npmrc .pypirc .pgpass .my.cnf .mylogin.cnf .dockercfg .s3cfg .boto
  .vault-token .vault-pass .vault_pass .terraformrc terraform.rc .secrets .*_history
  .aws/credentials .aws/config .kube/config .docker/config.json .cargo/credentials .cargo/credentials.toml
  .gem/credentials .composer/auth.json .config/hub gh/hosts.yml gcloud/credentials.db
`

// Settings with values filled in: a file that calls itself an example of one is indexed.
const SETTINGS_FILES = `
  .env .env* *.env *.tfvars *.tfvars.json *.tfstate *.tfstate.*
  secrets.yml secrets.yaml secrets.json secrets.toml credentials.json credentials.yml credentials.yaml
  credentials.toml credentials.xml credentials.csv credentials.yml.enc
  service-account*.json service_account*.json serviceaccount*.json client_secret*.json
  application_default_credentials.json *-firebase-adminsdk-*.json local.settings.json
`

const SECRET_FOLDERS = new Set(['.ssh', '.gnupg', '.password-store'])

// .env.example, .env.local.sample, example.env, terraform.example.tfvars
const EXAMPLE_NAME =
  /(^|[._-])(example|sample|template|tmpl|tpl|dist|defaults?)(\.(env|tfvars|tfvars\.json))?$/

const FILES = createNameTable([
  ...patternsIn(KEY_FILES).map((pattern) => [pattern, secretRow(pattern, 'key')] as const),
  ...patternsIn(SETTINGS_FILES).map((pattern) => [pattern, secretRow(pattern, 'settings')] as const),
])

/** Rule that makes a file secret by its name and its folder's name, in any case. */
export function secretFile(name: string, folder: string): Exclusion | undefined {
  const found = FILES.find(name.toLowerCase(), folder.toLowerCase())
  if (found === undefined) return undefined
  return found.kind === 'settings' && EXAMPLE_NAME.test(name.toLowerCase()) ? undefined : found.exclusion
}

/** Rule that makes a whole folder secret. */
export function secretFolder(name: string): Exclusion | undefined {
  const lower = name.toLowerCase()
  return SECRET_FOLDERS.has(lower) ? secretRow(`${lower}/`, 'key').exclusion : undefined
}

/**
 * Whether the file is a private key under a name that does not say so.
 * Only the first line counts: source code with a test key in a string is not a key file.
 */
export function beginsLikePrivateKey(bytes: Uint8Array): boolean {
  // '-' first, because this is asked of every file.
  if (bytes[0] !== 0x2d) return false
  const head = String.fromCharCode(...bytes.subarray(0, 64))
  return /^-----BEGIN [A-Z0-9 ]*PRIVATE KEY/.test(head)
}

function secretRow(rule: string, kind: 'key' | 'settings') {
  return { kind, exclusion: builtIn('secret', rule) }
}
