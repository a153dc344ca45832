import { posixZone } from '../records/posix-zone.js';
import { LOCAL } from '../records/time-zone.js';
import { tell } from './tell.js';

/** Names of UTC, and what Node reads of POSIX: a name and an offset. */
const PLAIN = /^(?:(?:Etc\/)?(?:UTC|UCT|GMT|Zulu|Universal|Greenwich)|(?:[A-Za-z]{3,16}|<[A-Za-z0-9+-]{1,16}>)[+-]?\d{1,3}(?::\d\d){0,2})$/;

/** The zone of this system. Node takes UTC for a TZ with rules of summer time, as for any that it does not know. */
export function localZone(quiet: boolean): string {
  const { TZ = '' } = process.env;
  if (posixZone(TZ)) return TZ;
  if (!quiet && isUnknown(TZ)) tell(`TZ=${TZ} is not known here: times without a zone are taken for UTC; give their zone with --timezone, as in --timezone Europe/Berlin`);
  return LOCAL;
}

function isUnknown(zone: string): boolean {
  const year = new Date().getUTCFullYear();
  const isUtc = [0, 6].every((month) => new Date(Date.UTC(year, month)).getTimezoneOffset() === 0);
  // A path is that of a file of the system.
  if (zone === '' || !isUtc || /^[:/]/.test(zone) || PLAIN.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions();
    return false;
  } catch {
    return true;
  }
}
