/** Source files made up from a seed: the same arguments give the same files. */

// Few enough for twenty files to hold most of them.
const NOUNS =
  words(`account archive batch budget cursor gateway invoice ledger order payment profile record refund
  session snapshot token`)
const VERBS = words('cancel compress merge notify publish reject renew retry rotate select store verify')

/** Asked of every workspace. */
export const QUESTIONS = [
  'where is the session renewed',
  'retry payment',
  'compress the archive before it is stored',
  'merge two records and notify the worker',
  '"balance of the account"',
  'lang:go verify token',
  'path:docs/ refund an invoice',
  'kind:function publish -docs',
]

const TEMPLATES: readonly {
  readonly folder: string
  readonly extension: string
  readonly write: Template
}[] = [
  { folder: 'api', extension: 'py', write: python },
  { folder: 'cmd', extension: 'go', write: go },
  { folder: 'web', extension: 'ts', write: typescript },
  { folder: 'lib', extension: 'rs', write: rust },
  { folder: 'app', extension: 'java', write: java },
  { folder: 'docs', extension: 'md', write: markdown },
  { folder: 'config', extension: 'json', write: json },
]

interface Topic {
  readonly noun: string
  readonly other: string
  readonly verbs: readonly string[]
}

type Template = (topic: Topic, idx: number) => string

/** Path → text of `nFiles` files in seven languages, `nParts` definitions or sections each. */
export function generateFiles(nFiles: number, seed: number, nParts = 3): Record<string, string> {
  const random = randomOf(seed)
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item
  const files: Record<string, string> = {}
  for (let idx = 0; idx < nFiles; idx++) {
    const { folder, extension, write } = TEMPLATES[idx % TEMPLATES.length] as (typeof TEMPLATES)[number]
    const noun = pick(NOUNS)
    const topic = { noun, other: pick(NOUNS), verbs: Array.from({ length: nParts }, () => pick(VERBS)) }
    files[`${folder}/${pick(NOUNS)}/${noun}_${idx}.${extension}`] = write(topic, idx)
  }
  return files
}

/** A generator of numbers from 0 to 1: mulberry32, by Tommy Ettinger, in the public domain. */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function python({ noun, other, verbs }: Topic): string {
  const methods = verbs.map(
    (verb) => `
    def ${verb}_${noun}(self, ${other}, limit=10):
        """${capital(verb)} the ${noun} of the ${other}."""
        for attempt in range(limit):
            if self.${other}s.get(attempt) == ${other}:
                return self.${noun}s[attempt]
        raise LookupError("no ${noun}")
`,
  )
  return `"""Everything about the ${noun}."""\n\n\nclass ${capital(noun)}Store:\n${methods.join('')}`
}

function go({ noun, other, verbs }: Topic, idx: number): string {
  const functions = verbs.map(
    (verb, part) => `
// ${capital(verb)}${capital(noun)}${part} waits for the ${other}.
func ${capital(verb)}${capital(noun)}${part}(${other} string, count int) (int, error) {
	for attempt := 0; attempt < count; attempt++ {
		if ${other} == "${noun}" {
			return attempt, nil
		}
	}
	return 0, errNo${capital(noun)}${idx}
}
`,
  )
  return `package ${noun}\n\nimport "errors"\n\nvar errNo${capital(noun)}${idx} = errors.New("no ${noun}")\n${functions.join('')}`
}

function typescript({ noun, other, verbs }: Topic): string {
  const functions = verbs.map(
    (verb, part) => `
/** ${capital(verb)}s every ${noun} and keeps the ${other}. */
export function ${verb}${capital(noun)}${part}(${noun}s: readonly string[], ${other}: string): string[] {
  const kept = ${noun}s.filter((${noun}) => ${noun} !== ${other})
  return kept.map((${noun}) => \`\${${noun}}/\${${other}}\`)
}
`,
  )
  return functions.join('')
}

function rust({ noun, other, verbs }: Topic): string {
  const functions = verbs.map(
    (verb, part) => `
    /// ${capital(verb)} the ${noun}; the ${other} stays as it was.
    pub fn ${verb}_${noun}_${part}(&self, ${other}: &str) -> Option<usize> {
        self.${noun}s.iter().position(|${noun}| ${noun} == ${other})
    }
`,
  )
  return `pub struct ${capital(noun)} {\n    ${noun}s: Vec<String>,\n}\n\nimpl ${capital(noun)} {${functions.join('')}}\n`
}

function java({ noun, other, verbs }: Topic, idx: number): string {
  const methods = verbs.map(
    (verb, part) => `
    /** ${capital(verb)} the balance of the ${noun} with its ${other}. */
    public int ${verb}${capital(noun)}${part}(int ${other}) {
        return ${other} * ${idx} + ${part};
    }
`,
  )
  return `public class ${capital(noun)}${idx} {${methods.join('')}}\n`
}

function markdown({ noun, other, verbs }: Topic): string {
  const sections = verbs.map(
    (verb) => `
## How to ${verb} ${article(noun)}

Before you ${verb} the ${noun}, look at the ${other}. The balance of the account
decides whether ${article(other)} may follow.
`,
  )
  return `# About the ${noun}\n${sections.join('')}`
}

function json({ noun, other, verbs }: Topic, idx: number): string {
  return `${JSON.stringify({ name: noun, [other]: { steps: verbs, version: idx } }, undefined, 2)}\n`
}

function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function words(text: string): string[] {
  return text.split(/\s+/)
}
