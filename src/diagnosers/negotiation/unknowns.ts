import { describeRange } from '../../openssh/version.js';
import { directiveFor, directiveKnown } from '../../openssh/configuration.js';
import type { Seen } from '../diagnoser.js';
import type { Setting } from './setting.js';
import { NAMES } from './words.js';

/** What this log cannot tell about the failure, and which LogLevel would. */
export function listUnknowns(found: Setting, seen: Seen): string[] {
  const { negotiation, range, hasPids } = found;
  const { kind, clientOffer, serverOffer, direction, offerTruncated, rekey } = negotiation;
  const unknowns: string[] = [];
  if (!clientOffer) unknowns.push(`Which ${NAMES[kind]}s the two sides offer: sshd logs both lists at LogLevel DEBUG2 only.`);
  else if (!serverOffer && kind === 'hostkey') unknowns.push('Which host keys the server has: it logs that at LogLevel DEBUG1. sshd -T | grep -i ^hostkey shows the files.');
  else if (!serverOffer) unknowns.push(`What the server accepts: it logs its own list at LogLevel DEBUG2 only. sshd -T | grep -i ^${directiveFor(kind)} shows it.`);
  if (offerTruncated) unknowns.push('The end of a list: sshd cuts a line of syslog at 500 bytes, and a logger perhaps sooner, so more may have been offered. sshd -E FILE cuts at 1020.');
  if (direction === 'unknown' && !rekey) unknowns.push('Whether one direction fails or both, and which lists would fail next: sshd reports the first only. Both proposals, at LogLevel DEBUG2, would tell.');
  else if (!serverOffer && !rekey) unknowns.push('Which lists would fail next: sshd reports the first only. Both proposals, at LogLevel DEBUG2, would tell.');
  if (seen.ips.length === 0) {
    unknowns.push(!hasPids
      ? 'Who it was: the lines carry no pid, so nothing ties them to an address.'
      : 'Who it was: the line names no address. LogLevel VERBOSE logs "Connection from" for every connection.');
  }
  if (seen.clients.length === 0) unknowns.push('Which software the client runs: sshd logs it at LogLevel DEBUG1.');
  if (kind === 'kex' && directiveKnown('kex', range) !== 'yes' && found.configured !== true) {
    unknowns.push(`Whether KexAlgorithms can be set: it came with OpenSSH 5.7, this server is ${describeRange(range)}. Some vendors brought it to older releases (RHEL 6 to 5.3): man sshd_config tells.`);
  }
  if (range.min === undefined && range.max === undefined) unknowns.push('Which OpenSSH release wrote this log: --openssh VERSION would make the advice exact.');
  return unknowns;
}
