import type { AlgorithmKind, EventFields, Peer } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { parseAlgorithms } from './lists.js';
import { about, group, peerAt, peerWho } from './peer.js';

type Failure = EventFields['negotiation.failed'];

const KINDS: Record<string, AlgorithmKind> = {
  'key exchange method': 'kex',
  'host key type': 'hostkey',
  cipher: 'cipher',
  MAC: 'mac',
  'compression method': 'compression',
  mac: 'mac',
  comp: 'compression',
};

function failure(what: string, peer: Peer = {}): Failure | undefined {
  const kind = KINDS[what];
  return kind === undefined ? undefined : about(peer, { kind });
}

function withOffer(what: string, peer: Peer, offer: string): Failure | undefined {
  const fields = failure(what, peer);
  if (fields === undefined) return undefined;
  const { algorithms, pseudo } = parseAlgorithms(offer);
  return about(fields, pseudo === undefined ? { clientOffer: algorithms } : { clientOffer: algorithms, pseudo });
}

const SERVER = ' server ';

/** Both lists to 6.7. The server's holds no space, so the last ` server ` is sshd's own. */
function bothLists(match: RegExpExecArray): Failure | undefined {
  const lists = group(match, 2);
  const end = lists.lastIndexOf(SERVER);
  if (end >= 0) {
    const fields = withOffer(group(match, 1), {}, lists.slice(0, end));
    const serverOffer = parseAlgorithms(lists.slice(end + SERVER.length)).algorithms;
    return fields && about(fields, { serverOffer });
  }
  // Syslog text ends after 500 bytes: the server's list, or even the word before it, can be missing.
  let length = SERVER.length;
  while (length > 1 && !lists.endsWith(SERVER.slice(0, length))) length--;
  return withOffer(group(match, 1), {}, length > 1 ? lists.slice(0, -length) : lists);
}

const withAddress = (m: RegExpExecArray): Failure | undefined => withOffer(group(m, 2), peerAt(group(m, 1)), group(m, 3));
const withPort = (m: RegExpExecArray): Failure | undefined =>
  withOffer(group(m, 3), peerAt(group(m, 1), group(m, 2)), group(m, 4));

/** An account that does not exist can be called anything: where the words stand twice, nothing tells whose address sshd wrote. */
function withUser(match: RegExpExecArray): Failure | undefined {
  const standing = group(match, 1);
  const offer = group(match, 6);
  const doubtful = standing.startsWith('invalid') && SECOND_PEER.test(offer);
  return withOffer(group(match, 5), doubtful ? {} : peerWho(standing, group(match, 2), group(match, 3), group(match, 4)), offer);
}

const SECOND_PEER = / \S+ port \d{1,5}: no matching /;
const UNMATCHED = 'no matching (key exchange method|host key type|cipher|MAC|compression method) found';
/** The offer is the client's: everything behind these words belongs to it. */
const OFFER = String.raw`${UNMATCHED}\. Their offer: ?(.*)`;
const PORT = new RegExp(String.raw`^Unable to negotiate with (\S+) port (\d{1,5}): ${OFFER}$`, 's');

export const negotiationFailure: readonly Pattern[] = [
  definePattern({
    id: 'no-match-kex',
    emits: 'negotiation.failed',
    until: '6.7',
    level: 'fatal',
    heads: ['Unable'],
    regex: /^Unable to negotiate a key exchange method$/,
    decode: () => failure('key exchange method'),
    samples: [{ text: 'Unable to negotiate a key exchange method', level: 'fatal', fields: { kind: 'kex' } }],
  }),
  definePattern({
    id: 'no-match-hostkey',
    emits: 'negotiation.failed',
    until: '6.7',
    level: 'fatal',
    heads: ['no'],
    regex: /^no hostkey alg$/,
    decode: () => failure('host key type'),
    samples: [{ text: 'no hostkey alg', level: 'fatal', fields: { kind: 'hostkey' } }],
  }),
  definePattern({
    id: 'no-match-both-lists',
    emits: 'negotiation.failed',
    until: '6.7',
    level: 'fatal',
    heads: ['no'],
    regex: /^no matching (cipher|mac|comp) found: client ?(.*)$/s,
    decode: bothLists,
    samples: [
      {
        text: 'no matching mac found: client hmac-md5,hmac-sha1-96 server hmac-sha2-256,hmac-sha2-512',
        level: 'fatal',
        fields: { kind: 'mac', clientOffer: ['hmac-md5', 'hmac-sha1-96'], serverOffer: ['hmac-sha2-256', 'hmac-sha2-512'] },
      },
      {
        text: 'no matching cipher found: client x server aes128-ctr',
        level: 'fatal',
        fields: { kind: 'cipher', clientOffer: ['x'], serverOffer: ['aes128-ctr'] },
      },
      {
        text: 'no matching comp found: client zlib server none,zlib@openssh.com',
        level: 'fatal',
        fields: { kind: 'compression', clientOffer: ['zlib'], serverOffer: ['none', 'zlib@openssh.com'] },
      },
      {
        text: 'no matching cipher found: client aes128-cbc,3des-cbc serv',
        level: 'fatal',
        fields: { kind: 'cipher', clientOffer: ['aes128-cbc', '3des-cbc'] },
      },
      {
        text: 'no matching cipher found: client aes128-cbc,3des-c',
        level: 'fatal',
        fields: { kind: 'cipher', clientOffer: ['aes128-cbc', '3des-c'] },
      },
    ],
  }),
  definePattern({
    id: 'no-match-dispatch',
    emits: 'negotiation.failed',
    since: '6.8',
    until: '6.8',
    level: 'fatal',
    heads: ['ssh_dispatch_run_fatal:'],
    regex: new RegExp(`^ssh_dispatch_run_fatal: ${UNMATCHED}$`),
    decode: (m) => failure(group(m, 1)),
    samples: [
      { text: 'ssh_dispatch_run_fatal: no matching MAC found', level: 'fatal', fields: { kind: 'mac' } },
      { text: 'ssh_dispatch_run_fatal: no matching compression method found', level: 'fatal', fields: { kind: 'compression' } },
    ],
  }),
  definePattern({
    id: 'no-match-dispatch-address',
    emits: 'negotiation.failed',
    since: '6.9',
    until: '6.9',
    level: 'fatal',
    heads: ['ssh_dispatch_run_fatal:'],
    regex: new RegExp(String.raw`^ssh_dispatch_run_fatal: Connection to (\S+): ${UNMATCHED}$`),
    decode: (m) => failure(group(m, 2), peerAt(group(m, 1))),
    samples: [
      {
        text: 'ssh_dispatch_run_fatal: Connection to 192.0.2.10: no matching host key type found',
        level: 'fatal',
        fields: { kind: 'hostkey', ip: '192.0.2.10' },
      },
      {
        text: 'ssh_dispatch_run_fatal: Connection to 2001:db8::17: no matching cipher found',
        level: 'fatal',
        fields: { kind: 'cipher', ip: '2001:db8::17' },
      },
    ],
  }),
  definePattern({
    id: 'no-match-address',
    emits: 'negotiation.failed',
    since: '7.0',
    until: '7.1',
    level: 'fatal',
    heads: ['Unable'],
    regex: new RegExp(String.raw`^Unable to negotiate with (\S+): ${OFFER}$`, 's'),
    decode: withAddress,
    samples: [
      {
        text: 'Unable to negotiate with 192.0.2.10: no matching MAC found. Their offer: hmac-md5,hmac-sha1-96',
        level: 'fatal',
        fields: { kind: 'mac', ip: '192.0.2.10', clientOffer: ['hmac-md5', 'hmac-sha1-96'] },
      },
    ],
  }),
  definePattern({
    id: 'no-match-port-fatal',
    emits: 'negotiation.failed',
    since: '7.2',
    until: '7.2',
    level: 'fatal',
    heads: ['Unable'],
    regex: PORT,
    decode: withPort,
    samples: [
      {
        text: 'Unable to negotiate with 192.0.2.10 port 50022: no matching cipher found. Their offer: aes128-cbc,3des-cbc',
        level: 'fatal',
        fields: { kind: 'cipher', ip: '192.0.2.10', port: 50022, clientOffer: ['aes128-cbc', '3des-cbc'] },
      },
    ],
  }),
  definePattern({
    id: 'no-match-port',
    emits: 'negotiation.failed',
    since: '7.3',
    level: 'info',
    heads: ['Unable'],
    regex: PORT,
    decode: withPort,
    samples: [
      {
        text: 'Unable to negotiate with 192.0.2.10 port 50022: no matching host key type found. Their offer: ssh-rsa,ssh-dss',
        fields: { kind: 'hostkey', ip: '192.0.2.10', port: 50022, clientOffer: ['ssh-rsa', 'ssh-dss'] },
      },
      {
        text: 'Unable to negotiate with 192.0.2.10 port 50022: no matching key exchange method found. Their offer: x,ext-info-c',
        fields: { kind: 'kex', ip: '192.0.2.10', port: 50022, clientOffer: ['x'], pseudo: ['ext-info-c'] },
      },
      {
        text: 'Unable to negotiate with 192.0.2.10 port 50022: no matching compression method found. Their offer: ',
        fields: { kind: 'compression', ip: '192.0.2.10', port: 50022, clientOffer: [] },
      },
      {
        text: 'Unable to negotiate with 2001:db8::17 port 50022: no matching MAC found. Their offer: hmac-foo',
        fields: { kind: 'mac', ip: '2001:db8::17', port: 50022, clientOffer: ['hmac-foo'] },
      },
    ],
  }),
  // Within a rekey. The name of an account that exists is none of the client's choosing, the offer is: the first address is sshd's.
  definePattern({
    id: 'no-match-user',
    emits: 'negotiation.failed',
    since: '7.5',
    level: 'info',
    heads: ['Unable'],
    regex: new RegExp(
      String.raw`^Unable to negotiate with (authenticating ?|invalid |)user (.*?) (\S+) port (\d{1,5}): ${OFFER}$`,
      's',
    ),
    decode: withUser,
    samples: [
      {
        text: 'Unable to negotiate with user fred 192.0.2.10 port 50022: no matching cipher found. Their offer: 3des-cbc',
        fields: { kind: 'cipher', ip: '192.0.2.10', port: 50022, user: 'fred', validUser: true, clientOffer: ['3des-cbc'] },
      },
      {
        text: 'Unable to negotiate with invalid user x 192.0.2.66 port 1: no matching MAC found. Their offer: a 192.0.2.10 port 50022: no matching MAC found. Their offer: b',
        fields: { kind: 'mac', clientOffer: ['a 192.0.2.10 port 50022: no matching MAC found. Their offer: b'] },
      },
    ],
  }),
];
