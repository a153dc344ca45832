import { type Attempt, eventsOf, hasReached } from '../../../attempts/attempt.js';
import { releaseOf } from '../../../attempts/release.js';
import type { ClientEventOf, ForeignService } from '../../../events/client/index.js';
import { badIdentification } from '../../protocol/bad-identification.js';
import type { Proof } from '../../diagnoser.js';
import { showOptions } from '../ask-ssh.js';
import { asError } from '../as-error.js';
import { CLIENT_WEIGHT, defineClientDiagnoser } from '../diagnoser.js';
import { hostPattern } from '../names.js';
import { hostWord, targetFirst, targetKey } from '../target.js';
import { runOnClient } from '../../run-on-client.js';

const WORDS: Readonly<Record<ForeignService, string>> = {
  web: 'a web server (HTTP)', mail: 'a mail server (SMTP)', ftp: 'an FTP server', pop3: 'a mail server (POP3)', imap: 'a mail server (IMAP)', vnc: 'a VNC server', telnet: 'a telnet server',
};

interface Seen {
  proofs: [Proof, ...Proof[]];
  service: ForeignService | undefined;
  /** What came was not text: TLS, or another binary protocol. */
  isBinary: boolean;
  /** It announced an SSH identification and did not keep to its form. */
  isBroken: boolean;
}

/** Lines in front of the identification are allowed (RFC 4253 section 4.2): they tell something where none followed. */
function notSsh(attempt: Attempt): Seen | undefined {
  if (hasReached(attempt, 'key-exchange')) return undefined;
  const greeting = eventsOf(attempt, 'client.greeting-line');
  const known = greeting.find(({ fields }) => fields.service !== undefined);
  const invalid = eventsOf(attempt, 'client.identification-invalid');
  const [first] = invalid;
  const service = known?.fields.service;
  if (!first && !known) return undefined;
  const proof = (event: ClientEventOf<'client.greeting-line' | 'client.identification-invalid'>): Proof => ({ record: event.record });
  const [one, ...rest] = [...(known ? [proof(known)] : []), ...invalid.slice(0, 2).map(proof)];
  if (!one) return undefined;
  return {
    proofs: [one, ...rest],
    service,
    isBinary: service === undefined && invalid.some(({ fields }) => fields.fault === 'characters'),
    isBroken: invalid.some(({ fields }) => fields.fault === 'version'),
  };
}

export const badIdentificationSeen = defineClientDiagnoser({
  meta: asError(badIdentification.meta),
  look(attempt) {
    const seen = notSsh(attempt);
    if (!seen) return undefined;
    const { proofs, service, isBinary, isBroken } = seen;
    return {
      weight: CLIENT_WEIGHT.named,
      key: `${targetKey(attempt)} ${service ?? ''}`,
      title: service === undefined ? (isBroken ? 'what answers does not identify itself as an SSH server does' : 'what answers is no SSH server') : `what answers is ${WORDS[service]}`,
      proofs,
      advise: () => ({
        summary: `${targetFirst(attempt)} ${isBroken && service === undefined ? 'announces SSH, but its first line is no SSH identification that ssh can read.' : `is ${service === undefined ? 'no SSH server' : WORDS[service]}: its first line is no SSH identification.`}${isBinary ? ' It sent binary data, as a TLS server does.' : ''}`,
        causes: isBroken
          ? ['an SSH server, or something in front of it, that sends a damaged first line']
          : ['the port is that of another service', 'the name or address leads to another machine', 'a proxy, load balancer or port forwarding that leads to the wrong port'],
        fixes: [
          runOnClient('see where the name leads and which port is used', [showOptions(releaseOf(attempt), hostWord(attempt), ['hostname', 'port'])]),
          { side: 'client', summary: 'give the port on which sshd listens', action: 'set', file: '~/.ssh/config', lines: [`Host ${hostPattern(attempt)}`, '    Port NUMBER'] },
        ],
        unknowns: [
          ...(service === undefined && !isBroken ? [attempt.verbosity === 0 ? 'What the other side said: ssh -v shows it, where it is text.' : 'What the other side is: ssh does not show binary data.'] : []),
          'On which port sshd listens: on the server, sshd -T | grep -i ^port or ss -ltnp shows it.',
        ],
      }),
    };
  },
});
