import { readFileSync } from 'node:fs';

/** The name of a group of this system, where it keeps one in /etc/group. */
export function groupName(id: number): string | undefined {
  try {
    return readFileSync('/etc/group', 'utf8').split('\n').map((line) => line.split(':')).find((fields) => fields[2] === String(id))?.[0];
  } catch {
    return undefined;
  }
}
