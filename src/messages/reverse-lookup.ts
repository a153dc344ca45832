import { definePattern, type Pattern } from './define.js';
import { about, group, peerAt } from './peer.js';

const SHOUT = ' - POSSIBLE BREAK-IN ATTEMPT!';
const client = { ip: '192.0.2.10', host: 'client.example.net' };

/** A PTR record belongs to whoever owns the address: these names are his words. To 7.2 sshd suspected a break-in. */
const lookups = (id: string, ending: string, range: { since: string } | { until: string }): readonly Pattern[] => [
  definePattern({
    id: `reverse-lookup-no-address${id}`,
    emits: 'reverse-lookup.mismatch',
    ...range,
    level: 'info',
    heads: ['reverse'],
    regex: new RegExp(String.raw`^reverse mapping checking getaddrinfo for (\S*) \[(\S+)\] failed${ending}$`),
    decode: (m) => about(peerAt(group(m, 2)), { host: group(m, 1), mismatch: 'name-has-no-address' as const }),
    samples: [
      {
        text: `reverse mapping checking getaddrinfo for client.example.net [192.0.2.10] failed${ending.replace('\\', '')}`,
        fields: { ...client, mismatch: 'name-has-no-address' },
      },
    ],
  }),
  definePattern({
    id: `reverse-lookup-other-address${id}`,
    emits: 'reverse-lookup.mismatch',
    ...range,
    level: 'info',
    heads: ['Address'],
    regex: new RegExp(String.raw`^Address (\S+) maps to (\S*), but this does not map back to the address${ending}$`),
    decode: (m) => about(peerAt(group(m, 1)), { host: group(m, 2), mismatch: 'name-has-other-address' as const }),
    samples: [
      {
        text:
          'Address 192.0.2.10 maps to client.example.net, ' +
          `but this does not map back to the address${ending.replace('\\', '')}`,
        fields: { ...client, mismatch: 'name-has-other-address' },
      },
    ],
  }),
];

/** UseDNS: the name of an address and the addresses of that name do not agree. */
export const reverseLookup: readonly Pattern[] = [
  ...lookups('', String.raw`\.`, { since: '7.3' }),
  ...lookups('-shouting', SHOUT, { until: '7.2' }),
  definePattern({
    id: 'reverse-lookup-numeric',
    emits: 'reverse-lookup.mismatch',
    level: 'info',
    heads: ['Nasty'],
    regex: /^Nasty PTR record "(.*)" is set up for (\S+), ignoring$/s,
    decode: (m) => about(peerAt(group(m, 2)), { host: group(m, 1), mismatch: 'name-is-an-address' as const }),
    samples: [
      {
        text: 'Nasty PTR record "198.51.100.7" is set up for 192.0.2.10, ignoring',
        fields: { ip: '192.0.2.10', host: '198.51.100.7', mismatch: 'name-is-an-address' },
      },
    ],
  }),
];
