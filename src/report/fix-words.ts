import type { Fix } from '../finding.js';
import { printable } from './safe-text.js';

/** Where a fix is to be made. */
export const WHERE: Record<Fix['side'], string> = {
  server: 'on the server',
  client: 'on the client',
  ca: 'at the CA',
  network: 'in the network',
};

/** What to do with the lines of a fix: `set in FILE:`. */
export function task({ action, file }: Fix): string {
  const name = file === undefined ? '' : ` ${printable(file)}`;
  if (action === 'append') return `append${name === '' ? '' : ` to${name}`}:`;
  if (action === 'create') return `create${name} with:`;
  return name === '' ? 'set:' : `set in${name}:`;
}
