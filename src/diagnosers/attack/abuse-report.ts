import type { LogRecord } from '../../events.js';
import type { Fix } from '../../finding.js';
import type { Seen } from '../diagnoser.js';
import { howMany } from '../how-many.js';

/** Lines of the list of connections; an abuse desk wants examples, not everything. */
const MAX_CONNECTIONS = 20;

/** The owner finds the machine by address and time alone: behind NAT only the second tells which customer it was. */
const CLOCK = 'Addresses change hands: the times count as much as they do. timedatectl shows whether NTP keeps this clock.';
const ZONE_ASSUMED = 'The log does not say its time zone: the times are taken for UTC unless --timezone names another.';

/**
 * What the owner of a network needs to act: the address, exact times with their zone, and lines of the log. Lines with
 * other than printable ASCII are left out: what is sent on should not carry an attacker's control characters.
 * @param record any line of it, whose time stamp tells what is assumed
 */
export function abuseReport({ ips, moreIps, affected, evidence, attempts, firstSeen, lastSeen }: Seen, { timeAssumed }: Pick<LogRecord, 'timeAssumed'>): Fix {
  const [ip] = ips;
  const only = ips.length === 1 && ip !== undefined;
  const times = firstSeen === undefined || lastSeen === undefined ? '' : firstSeen === lastSeen ? `, at ${firstSeen} (UTC)` : `, from ${firstSeen} to ${lastSeen} (UTC)`;
  return {
    side: 'network',
    summary: `tell the owner of the network${only ? '' : 's'}: ${only ? 'whois names' : 'for each address whois names'} the address for abuse reports`,
    action: 'create',
    file: only ? `abuse-${ip.replaceAll(':', '-')}.txt` : 'abuse.txt',
    lines: [
      `Attempts to log in over SSH from ${only ? ip : `${howMany(ips, moreIps)} addresses`}: ${attempts}${times}.`,
      ...affected.slice(0, MAX_CONNECTIONS).flatMap(({ time, ip: source, port }) =>
        (source === undefined ? [] : [`${time ?? 'no time in the log'}  source ${source}${port === undefined ? '' : ` port ${port}`}, destination TCP port of SSH`])),
      'From the log of the server:',
      ...evidence.map(({ text }) => text).filter((text) => /^[ -~]{1,600}$/.test(text)),
    ],
    ...(only && { commands: [`whois ${ip} | grep -i abuse`] }),
    caution: 'Add the public address of the server, and see first that the lines hold nothing of your own users. '
      + CLOCK + (timeAssumed.includes('zone') ? ` ${ZONE_ASSUMED}` : ''),
  };
}
