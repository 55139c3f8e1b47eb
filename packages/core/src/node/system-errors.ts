/** What Node's system errors mean for people. */
import { CercaError } from '../errors.js'

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a file of that name is in the way',
  EFBIG: 'the file would be too large',
  EIO: 'the disk reports an error',
  EISDIR: 'a folder is in its place',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENFILE: 'too many files are open',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'no space is left on the disk',
  ENOTDIR: 'a part of the path is not a folder',
  EPERM: 'permission denied',
  EROFS: 'the disk is read-only',
}

/** The code of a failed system call, such as `ENOSPC`; `''` for any other error. */
export function systemCodeOf(error: unknown): string {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

/** `index-unreadable` for a failed system call on `path`; any other error is a defect and comes back as is. */
export function unreadable(path: string, error: unknown): unknown {
  return systemCodeOf(error) === '' ? error : describe('index-unreadable', path, error)
}

/** `index-dir-unwritable` for a failed system call on `path`; any other error comes back as is. */
export function unwritable(path: string, error: unknown): unknown {
  return systemCodeOf(error) === '' ? error : describe('index-dir-unwritable', path, error)
}

function describe(
  code: 'index-unreadable' | 'index-dir-unwritable',
  path: string,
  error: unknown,
): CercaError {
  const systemCode = systemCodeOf(error)
  return new CercaError(code, `${path}: ${REASONS[systemCode] ?? systemCode}`, { cause: error })
}
