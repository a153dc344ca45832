import { type Attempt, eventsOf, lastOf } from '../attempts/attempt.js';
import type { Connection } from '../connections/connection.js';
import { asUnicode } from '../connections/text.js';
import type { ClientKey } from '../events/client/index.js';
import { describeDifference, type Difference } from './difference.js';

/** Keys that are named; an agent may hold any number. */
const MAX_KEYS = 5;

/** What the client's log tells of a connection, for a finding of the server's. */
export function sayClient(attempt: Attempt, byExclusion: boolean): string {
  const keys = eventsOf(attempt, 'client.key-offered');
  const methods = lastOf(attempt, 'client.permission-denied')?.fields.methods ?? lastOf(attempt, 'client.methods')?.fields.methods ?? [];
  const said = [
    ...(keys.length > 0 ? [`it offered ${keys.length === 1 ? 'the key' : `${keys.length} keys, in this order:`} ${listed(keys.map(({ fields }) => nameKey(fields)))}`] : []),
    ...(methods.length > 0 && !attempt.authenticated ? [`the server would go on with ${methods.join(', ')}`] : []),
  ];
  const shown = said.length > 0 ? `shows: ${said.join('; ')}.` : 'has the other end of this connection.';
  return `The client's log (${placeOf(attempt)}) ${shown}${byExclusion ? ' Little ties the two but that nothing else in the logs can be it.' : ''}`;
}

/** What the server's log tells of a connection, for a finding of the client's. @param title of the finding that says it, if any does */
export function sayServer({ file, firstLine, pid, ip, port }: Connection, byExclusion: boolean, title: string | undefined): string {
  const from = ip === undefined ? '' : `, from ${ip}${port === undefined ? '' : ` port ${port}`}`;
  return `The server's log (${file}:${firstLine}${pid === undefined ? '' : `, process ${pid}`}) has ${byExclusion ? 'one connection that this can be' : 'this connection'}${from}${title === undefined ? '' : `, and says of it: ${asUnicode(title)}`}.`;
}

/** What does not agree, and what that means. */
export function sayDifferences(differences: readonly Difference[]): string[] {
  return differences.map((difference) => `The two logs differ: ${describeDifference(difference)}.`);
}

/** @param skew by how many milliseconds the clock of the server is ahead */
export function saySkew(skew: number | undefined): string[] {
  if (skew === undefined) return [];
  const seconds = Math.round(Math.abs(skew) / 1000);
  const hours = seconds / 3600;
  const zone = seconds >= 3600 && Math.abs(hours - Math.round(hours)) < 0.01 ? ' (whole hours: more likely two time zones; --timezone tells which one the log without offset has)' : '';
  return [`By these two logs the server's clock is ${seconds} seconds ${skew > 0 ? 'ahead of' : 'behind'} the client's${zone}.`];
}

function placeOf({ file, firstLine, software }: Attempt): string {
  return `${file}:${firstLine}${software === undefined ? '' : `, ${software}`}`;
}

function nameKey({ keyName, key }: ClientKey): string {
  return key?.fingerprint === undefined ? keyName : `${keyName} (${key.type} ${key.fingerprint})`;
}

function listed(names: readonly string[]): string {
  const rest = names.length - MAX_KEYS;
  return rest > 0 ? `${names.slice(0, MAX_KEYS).join(', ')} and ${rest} more` : names.join(', ');
}
