import { isAbsolute, normalize, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** How reports name standard input. */
export const STDIN = '-';

/**
 * The name of a file for a service that looks at a checkout: relative to it, with slashes, where the file is under it, whatever
 * the user called it; else as the user called it. The directory itself is never told: it may hold a user's name.
 * @param directory absolute path of the directory in which the program was run
 */
export function pathUnder(directory: string, file: string): string {
  const path = isAbsolute(file) ? relative(directory, file) : normalize(file);
  const leadsOut = isAbsolute(path) || path === '..' || path.startsWith(`..${sep}`);
  return (leadsOut && isAbsolute(file) ? file : path).split(sep).join('/');
}

/** The same as a URI reference (RFC 3986); absolute only where the file is elsewhere. Standard input is the device of that name. */
export function uriUnder(directory: string, file: string): string {
  if (file === STDIN) return 'file:///dev/stdin';
  const path = pathUnder(directory, file.toWellFormed());
  return isAbsolute(path) ? pathToFileURL(path).href : path.split('/').map(encodeURIComponent).join('/');
}
