import { describe, expect, it } from 'vitest'
import { type Outcome, workspace } from './cerca.js'
import { SAMPLE } from './sample.js'

/** A small library in English, one subject a file. */
const LIBRARY = {
  ...SAMPLE,
  'src/router.ts': `/** Registers the routes of the application and finds the handler of a request. */
export class Router {
  register(path: string, handler: Handler): void {
    this.routes.set(path, handler)
  }
}
`,
  'src/session.ts': `/** Keeps the sessions of users and closes those that expired. */
export function closeExpiredSessions(store: SessionStore, now: number): void {
  for (const session of store.all()) if (session.expires < now) session.close()
}
`,
  'src/cache.ts': `/** Remembers answers until they are too old. */
export class Cache {
  evictOldest(): void {
    this.entries.delete(this.oldestKey())
  }
}
`,
  'src/password.ts': `/** Checks that a password matches its stored hash. */
export function verifyPassword(password: string, hash: string): boolean {
  return compareHash(derive(password), hash)
}
`,
  'src/upload.ts': `/** Writes an uploaded file to disk piece by piece. */
export async function saveUpload(stream: ReadableStream, target: string): Promise<void> {
  for await (const piece of stream) await append(target, piece)
}
`,
  'src/thread_pool.c': `/* Runs jobs in a pool of worker threads. */
void thread_pool_submit(struct thread_pool *pool, job_t job) {
  queue_push(&pool->queue, job);
}
`,
}

const QUESTIONS = [
  ['¿dónde se registran las rutas de la aplicación?', 'src/router.ts'],
  ['cómo se cierran las sesiones caducadas de los usuarios', 'src/session.ts'],
  ['borrar de la caché las entradas más antiguas', 'src/cache.ts'],
  ['verificación de contraseñas', 'src/password.ts'],
  ['guardar en disco un archivo subido', 'src/upload.ts'],
  ['ejecutar tareas en un conjunto de hilos', 'src/thread_pool.c'],
  ['cobrar con tarjeta de crédito', 'shop/payment.go'],
  ['precio total de los productos', 'shop/cart.py'],
  ['temperatura media', 'weather/forecast.ts'],
] as const

describe('a Spanish question about English code', () => {
  it.each<[string, (question: string) => string]>([
    ['as it should be typed', (question) => question],
    ['without accents and marks', (question) => question.normalize('NFD').replace(/\p{M}|¿/gu, '')],
  ])('finds the file, %s', (_, typed) => {
    const { cerca } = workspace(LIBRARY)
    const input = QUESTIONS.map(([question]) => `${typed(question)}\n`).join('')
    const answers = answersOf(cerca(['search', '--batch', '-', '--code'], { input }))
    const found = answers.map(({ language, results }, idx) => [
      language,
      QUESTIONS[idx]?.[0],
      results[0]?.path,
    ])
    expect(found).toEqual(QUESTIONS.map(([question, path]) => ['es', question, path]))
  })

  it('is told from an English one, or by --language', () => {
    const { cerca } = workspace(LIBRARY)
    const input = 'close the session\ncerrar la sesión\nhilos\n'
    const ask = (...more: string[]) =>
      answersOf(cerca(['search', '--batch', '-', ...more], { input })).map(
        ({ language, results }) => `${language} ${results[0]?.path}`,
      )
    expect(ask()).toEqual(['en src/session.ts', 'es src/session.ts', 'en undefined'])
    expect(ask('--language', 'ES')[2]).toBe('es src/thread_pool.c')
    expect(ask('--language', 'en')[1]).not.toBe('es src/session.ts')
    expect(cerca(['search', 'x', '--language', 'fr'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('en or es'),
    })
  })

  it('has the English words that it found marked', () => {
    const { cerca } = workspace(LIBRARY)
    const { out } = cerca(['search', 'verificar contraseñas', '--color', 'always', '-k', '1'])
    expect(out).toMatch(/\u001b\[[\d;]*mpassword\u001b/)
  })
})

interface Answer {
  readonly language: string
  readonly results: readonly { readonly path: string }[]
}

function answersOf({ out }: Outcome): Answer[] {
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}
