import { statSync } from 'node:fs';
import { groupName } from './groups.js';

/** An input that cannot be read. The message is one sentence with the way out, for the user. */
export class InputError extends Error {
  override name = 'InputError';
}

/** Why the system refuses a file, and what to do about it. @param instead what to give in place of a file that does not exist */
export function explainReadError(path: string, error: unknown, instead = 'name the log file, or pipe it in'): InputError {
  if (error instanceof InputError) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new InputError(`${path} does not exist; ${instead}`);
    case 'EACCES':
    case 'EPERM':
      return new InputError(`${path} may not be read by this user; run with sudo${orAsMember(path)}`);
    case 'EISDIR':
      return new InputError(`${path} is a directory; name a file in it`);
    default:
      return new InputError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const GROUP_MAY_READ = 0o040;

/** The group whose members may read the file, if there is one. */
function orAsMember(path: string): string {
  try {
    const { gid, mode } = statSync(path);
    const group = mode & GROUP_MAY_READ && gid !== 0 ? groupName(gid) : undefined;
    return group === undefined ? '' : `, or as a member of the group ${group}`;
  } catch {
    // A directory above it is closed too.
    return '';
  }
}

/** That a file which is followed cannot be opened at present, and that this is waited out. */
export function explainMissing(path: string, error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? `there is no ${path}; waiting until there is`
    : `${explainReadError(path, error).message}; waiting until it can be read`;
}
