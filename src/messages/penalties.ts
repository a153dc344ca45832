import type { EventFields, Penalty } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group } from './peer.js';
import { penaltyReason } from './penalty-reasons.js';

type Places = { network: number; family: number };

/** Network, family and reason, wherever the wording puts them. */
function penalised(match: RegExpExecArray, places: Places, words?: string): Omit<Penalty, 'duration'> {
  const fields: Omit<Penalty, 'duration'> = {
    network: group(match, places.network),
    family: group(match, places.family) === 'ipv6' ? 'ipv6' : 'ipv4',
  };
  const reason = words === undefined ? undefined : penaltyReason(words);
  if (reason !== undefined) fields.reason = reason;
  return fields;
}

const SECONDS = String.raw`(\d{1,10}(?:\.\d{1,6})?)`;
const REASON = '(?:penalty: )?([A-Za-z ]{1,80})';
const NEW = new RegExp(
  String.raw`^srclimit_penalise: (ipv[46]): new ([\da-f:.]+/\d{1,3}) (active|deferred) penalty of ${SECONDS} seconds ` +
    `for ${REASON}$`,
);
const ACTIVATING = new RegExp(
  String.raw`^srclimit_penalise: ([\da-f:.]+/\d{1,3}): activating (ipv[46]) penalty of ${SECONDS} seconds for ${REASON}$`,
);

const added = (m: RegExpExecArray): EventFields['penalty.added'] =>
  about(penalised(m, { network: 2, family: 1 }, group(m, 5)), { duration: Number(m[4]), active: m[3] === 'active' });
const activated = (m: RegExpExecArray): Penalty =>
  about(penalised(m, { network: 1, family: 2 }, group(m, 4)), { duration: Number(m[3]) });

/** PerSourcePenalties (9.8): VERBOSE, from 10.3 INFO and with fractions of a second where the penalty is active. */
export const penalties: readonly Pattern[] = [
  definePattern({
    id: 'penalty-added',
    emits: 'penalty.added',
    since: '9.8',
    level: 'info',
    heads: ['srclimit_penalise:'],
    regex: NEW,
    decode: added,
    samples: [
      {
        text: 'srclimit_penalise: ipv4: new 192.0.2.10/32 deferred penalty of 5 seconds for penalty: failed authentication',
        fields: { network: '192.0.2.10/32', family: 'ipv4', reason: 'authfail', duration: 5, active: false },
      },
      {
        text: 'srclimit_penalise: ipv4: new 192.0.2.10/32 active penalty of 5.000 seconds for penalty: failed authentication',
        fields: { network: '192.0.2.10/32', family: 'ipv4', reason: 'authfail', duration: 5, active: true },
      },
      {
        text:
          'srclimit_penalise: ipv6: new 2001:db8::/64 deferred penalty of 1.000 seconds ' +
          'for penalty: connections without attempting authentication',
        fields: { network: '2001:db8::/64', family: 'ipv6', reason: 'noauth', duration: 1, active: false },
      },
    ],
  }),
  definePattern({
    id: 'penalty-activated',
    emits: 'penalty.activated',
    since: '9.8',
    level: 'info',
    heads: ['srclimit_penalise:'],
    regex: ACTIVATING,
    decode: activated,
    samples: [
      {
        text: 'srclimit_penalise: 192.0.2.10/32: activating ipv4 penalty of 15 seconds for penalty: failed authentication',
        fields: { network: '192.0.2.10/32', family: 'ipv4', reason: 'authfail', duration: 15 },
      },
    ],
  }),
  definePattern({
    id: 'penalty-table-full',
    emits: 'penalty.table-full',
    since: '9.8',
    heads: ['srclimit_penalise:'],
    regex: new RegExp(
      String.raw`^srclimit_penalise: (ipv[46]) penalty table full, cannot penalise ([\da-f:.]+/\d{1,3}) for ${REASON}$`,
    ),
    decode: (m) => penalised(m, { network: 2, family: 1 }, group(m, 3)),
    samples: [
      {
        text: 'srclimit_penalise: ipv4 penalty table full, cannot penalise 192.0.2.10/32 for penalty: failed authentication',
        fields: { network: '192.0.2.10/32', family: 'ipv4', reason: 'authfail' },
      },
    ],
  }),
  definePattern({
    id: 'penalty-waiting',
    emits: 'penalty.waiting',
    since: '9.8',
    level: 'debug1',
    heads: ['srclimit_penalise:'],
    regex: new RegExp(
      String.raw`^srclimit_penalise: (active|inactive) penalty for (ipv[46]) ([\da-f:.]+/\d{1,3}) already exists, ` +
        String.raw`${SECONDS} seconds remaining$`,
    ),
    decode: (m) => about(penalised(m, { network: 3, family: 2 }), { duration: Number(m[4]), active: m[1] === 'active' }),
    samples: [
      {
        text: 'srclimit_penalise: inactive penalty for ipv4 192.0.2.10/32 already exists, 10 seconds remaining',
        level: 'debug1',
        fields: { network: '192.0.2.10/32', family: 'ipv4', duration: 10, active: false },
      },
    ],
  }),
  definePattern({
    id: 'penalty-exempt',
    emits: 'penalty.exempt',
    since: '9.8',
    level: 'debug3',
    heads: ['srclimit_penalise:'],
    regex: /^srclimit_penalise: address ([\da-f:.]+(?:\/\d{1,3})?) is exempt$/,
    decode: (m) => ({ network: group(m, 1) }),
    samples: [
      {
        text: 'srclimit_penalise: address 192.0.2.10/32 is exempt',
        level: 'debug3',
        fields: { network: '192.0.2.10/32' },
      },
    ],
  }),
];
