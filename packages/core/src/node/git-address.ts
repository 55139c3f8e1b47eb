/** Which texts are addresses of repositories. */

/**
 * Whether `text` is the address of a repository rather than a path: `https://`, `http://`, `ssh://`, `git://`,
 * `file://….git`, `user@host:path` or `github:owner/name`.
 */
export function isGitUrl(text: string): boolean {
  return addressOf(text) !== undefined
}

/** What git is given for `text`; `undefined` when `text` is no address, or one that git could misread. */
export function addressOf(text: string): string | undefined {
  const github = /^github:([\w-][\w.-]*)\/([\w.-]+)$/.exec(text)
  if (github) return `https://github.com/${github[1]}/${github[2]?.replace(/\.git$/, '')}.git`
  if (/[\s\p{Cc}]/u.test(text)) return undefined
  // Not a host that starts with a hyphen: ssh would take it for an option.
  if (/^(https?|ssh|git):\/\/([^-/@][^/@]*@)?[\w[][^/@]*\/[^/].*$/.test(text)) return text
  if (/^file:\/\/\/.+\.git\/?$/.test(text)) return text
  // Not with a second colon at once: that is the name of a transport program.
  return /^[\w][\w.-]*@[\w][\w.-]*:(?!:)[^-:].*$/.test(text) ? text : undefined
}
