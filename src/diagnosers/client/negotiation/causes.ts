import type { ListMismatch } from '../../../finding.js';
import { findAlgorithm } from '../../../openssh/algorithms.js';
import { describeRange } from '../../../openssh/version.js';
import { enumerate, NAMES } from '../../negotiation/words.js';
import { directiveFor } from '../../../openssh/configuration.js';
import { judge, newerNames, serverIsOutdated, type View } from './view.js';

/** Why the two lists do not meet. Every sentence follows from the lists in the log and the tables of releases. */
export function causes(view: View): string[] {
  const { negotiation } = view;
  if (negotiation.rekey) return ['The session was working: this happened when its keys were renewed, so the login itself is in order.'];
  return [...ofList(negotiation, view), ...negotiation.next.map((next) => `The ${NAMES[next.kind]} would fail next: the server has only ${enumerate(next.serverOffer ?? [])}.`)];
}

function ofList(list: ListMismatch, { range, client, server }: View): string[] {
  const { kind, serverOffer = [] } = list;
  const who = client === undefined ? 'the client' : `this client (OpenSSH ${client})`;
  const it = server === undefined ? 'The server' : `The server (${server})`;
  const { why, best } = judge(list, range);
  if (kind === 'compression' && why !== 'unseen') return [`${it} offers no compression method that OpenSSH knows, not even "none".`];
  switch (why) {
    case 'narrowed':
      return [`By default ${who} offers ${best}, which the server has: a ${directiveFor(kind)} line in ssh_config, a crypto policy, or an option of the command takes it away.`];
    case 'switched-off':
      return [
        ...(serverIsOutdated(list) ? [`${it} has fallen behind: it has only ${enumerate(serverOffer)}.`] : []),
        ...serverOffer.slice(0, 3).flatMap((name) => reason(list, name)),
      ];
    case 'gone':
      return [`${it} has only ${enumerate(serverOffer)}, which OpenSSH has removed: no setting of ${who} brings it back.`];
    case 'too-new':
      return newerNames(list, range).slice(0, 1).map(({ name, since }) => `${capital(who)} is older than ${name}, which came with OpenSSH ${since}. The server may have been hardened, or is of a later release.`);
    case 'foreign':
      return [`${it} offers ${serverOffer.length === 0 ? 'nothing' : `only ${enumerate(serverOffer)}`}, which OpenSSH ${describeRange(range) === 'unknown' ? '' : `${describeRange(range)} `}does not have.`];
    case 'unseen':
      return ['One side is too old for the other, or one of them was told to insist on something.'];
  }
}

function reason({ kind }: ListMismatch, name: string): string[] {
  const why = findAlgorithm(kind, name)?.why;
  return why === undefined ? [] : [`OpenSSH does not offer ${name} by itself (any more): ${why.endsWith('.') ? why.slice(0, -1) : why}.`];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
