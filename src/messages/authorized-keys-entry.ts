import { definePattern, type Pattern } from './define.js';
import { about, group } from './peer.js';
import { isDamagedKey } from './key-blob.js';

/** Where the line stands: named from 7.7 on. On stderr the dump ends with the line, without its closing quote. */
const SOURCE = String.raw`(?:user_key_allowed|((?:[A-Za-z]:)?[^:]{1,1024}):(\d{1,9})): (?:check options|advance): '(.*)`;
const common = {
  level: 'debug2',
  heads: ['/…:', 'user_key_allowed:'],
  regex: new RegExp(`^${SOURCE}$`, 's'),
} as const;

const place = (match: RegExpExecArray): { path?: string; line?: number } =>
  match[1] === undefined ? {} : { path: match[1], line: Number(match[2]) };

const REASON = 'the encoded key is not of the type that the line names';
const DAMAGED = 'ssh-rsa AAAAB4NzaC1yc2EAAAADAQABAAABAQCgEz+Gjdm1h10m user_d@client';
const WHOLE = 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCgEz+Gjdm1h10m user_d@client';
const FILE = '/home/fred/.ssh/authorized_keys';

/** DEBUG2 shows each line that does not read as a key of the offered type: options may come first, or it is damaged. */
export const authorizedKeysEntry: readonly Pattern[] = [
  definePattern({
    ...common,
    id: 'authorized-keys-entry-damaged',
    emits: 'authorized-keys.garbled',
    decode: (m) => (isDamagedKey(group(m, 3)) ? about(place(m), { reason: REASON }) : undefined),
    samples: [
      {
        text: `${FILE}:3: check options: '${DAMAGED}\\n'`,
        level: 'debug2',
        fields: { path: FILE, line: 3, reason: REASON },
      },
      { text: `user_key_allowed: advance: '${DAMAGED}\\n'`, level: 'debug2', fields: { reason: REASON } },
    ],
  }),
  definePattern({
    ...common,
    id: 'authorized-keys-entry',
    emits: 'authorized-keys.line-examined',
    decode: (m) => (isDamagedKey(group(m, 3)) ? undefined : place(m)),
    samples: [
      { text: `${FILE}:3: check options: '${WHOLE}\\n'`, level: 'debug2', fields: { path: FILE, line: 3 } },
      { text: `user_key_allowed: check options: 'no-such-option ${WHOLE}`, level: 'debug2', fields: {} },
      { text: "user_key_allowed: advance: 'AAAAB3NzaC1yc2EAAAADAQABAAABAQCgEz'", level: 'debug2', fields: {} },
    ],
  }),
];
