import { type Attempt, eventsOf, hasReached } from '../../../attempts/attempt.js';
import { connectionReset } from '../../protocol/connection-reset.js';
import { asError } from '../as-error.js';
import type { Fix } from '../../../finding.js';
import { CLIENT_WEIGHT, type ClientContext, defineClientDiagnoser } from '../diagnoser.js';
import { askServer } from '../advice.js';
import { describeTarget, hostWord, targetKey } from '../target.js';
import { runOnClient } from '../../run-on-client.js';

type When = 'identification' | 'key-exchange' | 'login' | 'unknown';

function stageOf(attempt: Attempt): When {
  if (eventsOf(attempt, 'client.connection-reset').some(({ fields }) => fields.duringIdentification)) return 'identification';
  if (hasReached(attempt, 'authentication')) return 'login';
  if (hasReached(attempt, 'key-exchange')) return 'key-exchange';
  return hasReached(attempt, 'connecting') ? 'identification' : 'unknown';
}

const WHEN: Readonly<Record<When, string>> = {
  identification: 'before it had said that it is an SSH server',
  'key-exchange': 'during the key exchange',
  login: 'during the login',
  unknown: 'before anybody had logged in',
};

const CAUSES: Readonly<Record<When, string[]>> = {
  identification: ['sshd turns connections away (MaxStartups, PerSourcePenalties)', 'TCP wrappers or a ban refuse the client\'s address', 'a firewall or intrusion prevention system that resets SSH'],
  'key-exchange': ['packets too large for the path (MTU): the key exchange sends the first large ones', 'a firewall or intrusion prevention system that looks into the key exchange', 'sshd\'s process for this connection crashed'],
  login: ['sshd\'s process for this connection was killed or crashed', 'a firewall or NAT that forgot the connection while a password was awaited'],
  unknown: ['sshd turns connections away, or its process crashed', 'TCP wrappers or a ban refuse the client\'s address', 'a firewall or intrusion prevention system that resets SSH', 'packets too large for the path (MTU)'],
};

export const connectionResetSeen = defineClientDiagnoser({
  meta: asError(connectionReset.meta),
  look(attempt, context) {
    const [event] = eventsOf(attempt, 'client.connection-reset');
    if (!event || attempt.authenticated) return undefined;
    const when = stageOf(attempt);
    return {
      weight: CLIENT_WEIGHT.ending,
      key: targetKey(attempt),
      title: 'the connection is reset before a login',
      proofs: [{ record: event.record }],
      advise: () => ({
        summary: `The connection to ${describeTarget(attempt)} was reset ${WHEN[when]}.`,
        causes: CAUSES[when],
        fixes: fixes(attempt, when),
        unknowns: unknowns(when, attempt, context),
      }),
    };
  },
});

function fixes(attempt: Attempt, when: When): Fix[] {
  const host = hostWord(attempt);
  const server: Fix = { side: 'server', summary: 'see what sshd says of this connection, and whether it turns the address away', action: 'run',
    commands: ['journalctl -u ssh -u sshd --since -1h', "sshd -T | grep -iE '^(maxstartups|persource)'", 'grep -v ^# /etc/hosts.allow /etc/hosts.deny'] };
  if (when === 'unknown') return [runOnClient('see how far it comes', [`ssh -vvv ${host}`]), server];
  const mtu: Fix = { side: 'network', summary: 'try a smaller MTU on the client, as a test', action: 'run', commands: ['ip link set dev eth0 mtu 1400'], caution: 'Put in the name of the interface (ip link). It lasts until the next boot.' };
  return [...(when === 'key-exchange' ? [mtu] : [runOnClient('wait a minute and try again; try from another network', [`ssh -v ${host}`])]), server];
}

function unknowns(when: When, attempt: Attempt, context: ClientContext): string[] {
  return [
    ...(when === 'unknown' ? ['How far the connection had come: ssh -v shows it.'] : []),
    askServer(attempt, context, 'Whether the server sent the reset or something on the way, and why'),
  ];
}
