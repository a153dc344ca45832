/** An input that cannot be read. The message is one sentence with the way out, for the user. */
export class InputError extends Error {}

/** Why the system refuses a file, and what to do about it. */
export function explainReadError(path: string, error: unknown): InputError {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new InputError(`${path} does not exist; name the log file, or pipe it in`);
    case 'EACCES':
    case 'EPERM':
      return new InputError(`${path} may not be read by this user; run with sudo, or as a member of the group that owns it (adm on Debian)`);
    case 'EISDIR':
      return new InputError(`${path} is a directory; name a file in it`);
    default:
      return new InputError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
