import type { Attempt } from '../../../attempts/attempt.js';
import { releaseOf } from '../../../attempts/release.js';
import type { ConfigPlace } from '../../../events/configuration.js';
import type { Fix } from '../../../finding.js';
import { canShowOptions } from '../ask-ssh.js';
import { hostPattern, pathOr, shortened } from '../names.js';
import { runOnClient } from '../../run-on-client.js';

/** ssh read it from -o, or from an option of its own such as -p. */
export function isCommandLine({ path }: Pick<ConfigPlace, 'path'>): boolean {
  return path === 'command-line';
}

/** `/home/fred/.ssh/config line 3`, or where else it stands. */
export function whereIs(place: ConfigPlace): string {
  return isCommandLine(place) ? 'the command line' : `${shortened(place.path)} line ${place.line}`;
}

/** Shows the line; it has to be looked at before it is changed. */
export function showLine(place: ConfigPlace): Fix[] {
  if (isCommandLine(place)) return [];
  return [runOnClient('look at the line', [`sed -n '${place.line}p' ${pathOr(place.path, 'FILE')}`])];
}

/** Reads the configuration without connecting (6.8 and later). */
export function checkConfiguration(attempt: Attempt, place: ConfigPlace): Fix[] {
  const client = releaseOf(attempt);
  if (!canShowOptions(client)) return [];
  const file = isCommandLine(place) || place.path.startsWith('/etc/') ? '' : `-F ${pathOr(place.path, 'FILE')} `;
  return [runOnClient(`see whether ssh can read it now, without connecting${client === undefined ? ' (from 6.8 on)' : ''}`, [`ssh ${file}-G ${hostPattern(attempt)} > /dev/null`])];
}
