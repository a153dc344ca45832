import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { group, ipAddress, isAddress, peerAt } from './peer.js';

function opened(match: RegExpExecArray): EventFields['connection.opened'] | undefined {
  if (!isAddress(group(match, 1))) return undefined;
  const fields: EventFields['connection.opened'] = peerAt(group(match, 1), group(match, 2));
  const localIp = ipAddress(group(match, 3));
  if (localIp !== undefined) fields.localIp = localIp;
  if (match[4] !== undefined) fields.localPort = Number(match[4]);
  return fields;
}

const both = { ip: '192.0.2.10', port: 50022, localIp: '192.0.2.250', localPort: 22 };

export const connectionArrival: readonly Pattern[] = [
  definePattern({
    id: 'connection-from',
    emits: 'connection.opened',
    until: '6.4',
    level: 'info',
    heads: ['Connection'],
    regex: /^Connection from (\S+) port (\d{1,5})$/,
    decode: opened,
    samples: [
      { text: 'Connection from 192.0.2.10 port 50022', fields: { ip: '192.0.2.10', port: 50022 } },
      { text: 'Connection from ::ffff:192.0.2.10 port 50022', fields: { ip: '192.0.2.10', port: 50022 } },
      { text: 'Connection from UNKNOWN port 65535', fields: {} },
    ],
  }),
  // Systems without routing domains keep this form to this day.
  definePattern({
    id: 'connection-from-on',
    emits: 'connection.opened',
    since: '6.5',
    level: 'info',
    heads: ['Connection'],
    regex: /^Connection from (\S+) port (\d{1,5}) on (\S+) port (\d{1,5})$/,
    decode: opened,
    samples: [{ text: 'Connection from 192.0.2.10 port 50022 on 192.0.2.250 port 22', fields: both }],
  }),
  definePattern({
    id: 'connection-from-on-rdomain',
    emits: 'connection.opened',
    since: '7.7',
    level: 'info',
    heads: ['Connection'],
    regex: /^Connection from (\S+) port (\d{1,5}) on (\S+) port (\d{1,5}) rdomain "[^"]*"$/,
    decode: opened,
    samples: [
      { text: 'Connection from 192.0.2.10 port 50022 on 192.0.2.250 port 22 rdomain ""', fields: both },
      { text: 'Connection from 192.0.2.10 port 50022 on 192.0.2.250 port 22 rdomain "vrf-mgmt"', fields: both },
      {
        text: 'Connection from fe80::1%eth0 port 50022 on 2001:db8::17 port 22 rdomain ""',
        fields: { ip: 'fe80::1%eth0', port: 50022, localIp: '2001:db8::17', localPort: 22 },
      },
    ],
  }),
];
