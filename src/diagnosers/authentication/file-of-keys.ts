import type { Fix } from '../../finding.js';
import { runOnServer, type Whereabouts } from '../server-change.js';
import { quotePath } from '../shell.js';
import { shellName } from '../user-name.js';

/** Systems that keep SELinux labels, which refuse where modes look right. */
export function relabel({ family }: Whereabouts, path: string): string[] {
  return family === 'redhat' ? [`restorecon -Rv ${path}`] : [];
}

/**
 * Whose the path is to be: the user's, where it is his home or his .ssh. What is above a home is not his, nor is a file that
 * is called like him: it lies where the administrator keeps the keys of all users.
 */
export function ownerOf(path: string, isFile: boolean, user: string | undefined): string | undefined {
  const name = shellName(user);
  return name !== undefined && ((!isFile && path.endsWith(`/${name}`)) || path.includes(`/${name}/.ssh`)) ? name : undefined;
}

/** Commands for a path of the log; none where the path is not one to put into a shell. */
export function pathFix(path: string, summary: string, commands: (quoted: string) => string[], caution?: string): Fix[] {
  const quoted = quotePath(path);
  return quoted === undefined ? [] : [runOnServer(summary, commands(quoted), caution)];
}

/** Shows one line of a file of keys. */
export function showLine(path: string, line: number): Fix[] {
  return pathFix(path, `look at line ${line}`, (quoted) => [`sed -n ${line}p ${quoted}`]);
}
