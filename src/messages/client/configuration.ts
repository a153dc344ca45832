import type { EventFields } from '../../events.js';
import { configuration as ofServer } from '../configuration.js';
import type { ProblemWording } from '../configuration-problems.data.js';
import { configurationRefused } from '../configuration-refused.js';
import { CONFIG_HEADS, PLACE } from '../configuration-place.js';
import { oneOf, problem as problemOf } from '../configuration-problem.js';
import type { Pattern } from '../define.js';
import { group } from '../peer.js';
import { systemError } from '../system-errors.js';
import { CLIENT_PLAIN_PROBLEMS, CLIENT_VALUE_PROBLEMS } from './configuration-problems.data.js';
import { type ClientPattern, defineClientPattern } from './define.js';

/** What only sshd can say: its Match, its subsystems, its listening sockets. */
const OF_SERVER_ALONE = new Set(['config-not-in-match', 'config-subsystem-twice', 'config-bad-listen-address', 'config-too-many-sockets', 'config-too-large', 'config-setting']);
/** Where only sshd reads; it has the same parser and the same words. */
const READ_BY_SERVER = /sshd|^rexec$|^reprocess config$/;

const AT = '/home/fred/.ssh/config line 12: ';
const place = { path: '/home/fred/.ssh/config', line: 12 };

/** A wording of both sides; a line about a file of the server's is none of the client's. */
function shared(patterns: readonly Pattern[]): ClientPattern[] {
  return patterns.filter(({ id }) => !OF_SERVER_ALONE.has(id)).map((pattern) => {
    const of = pattern as unknown as ClientPattern<'config.bad-option'>;
    return defineClientPattern({
      ...of,
      id: `client-${of.id}`,
      decode(match) {
        const fields = of.decode(match);
        return fields && READ_BY_SERVER.test(fields.path) ? undefined : fields;
      },
      samples: of.samples.map((sample) => ({
        ...sample, text: asClient(sample.text), fields: { ...sample.fields, ...('path' in sample.fields && { path: asClient(sample.fields.path) }) },
      })),
    });
  });
}

function asClient(text: string): string {
  return text.replace(/^(?:\/etc\/ssh\/sshd_config|rexec|reprocess config)(?!\.d)/, '/home/fred/.ssh/config');
}

function problem(table: readonly ProblemWording[]): (match: RegExpExecArray) => EventFields['config.bad-value'] | undefined {
  const read = problemOf(table);
  return (match) => (READ_BY_SERVER.test(group(match, 1)) ? undefined : read(match));
}

/** A value on the command line that has an option of its own (-p, -c, -L), not -o. */
const commandLine = (option: string, value: string): EventFields['config.bad-value'] => ({ path: 'command-line', line: 0, reason: 'malformed-value', option, value });

const FORWARDS: Readonly<Record<string, string>> = { local: 'LocalForward', remote: 'RemoteForward', dynamic: 'DynamicForward', stdio: 'ProxyJump' };

/** Lines of ssh_config, and files of it, that ssh does not accept. */
export const configuration: readonly ClientPattern[] = [
  ...shared(ofServer.filter(({ id }) => id !== 'config-problem-old')),
  ...shared(configurationRefused),
  defineClientPattern({
    id: 'client-config-own-problem',
    emits: 'config.bad-value',
    heads: CONFIG_HEADS,
    regex: new RegExp(`^${PLACE}: ${oneOf(CLIENT_PLAIN_PROBLEMS)}$`),
    decode: problem(CLIENT_PLAIN_PROBLEMS),
    samples: CLIENT_PLAIN_PROBLEMS.map(({ words, reason, option }) => ({ text: AT + words, fields: { ...place, reason, ...(option !== undefined && { option }) } })),
  }),
  defineClientPattern({
    id: 'client-config-own-value',
    emits: 'config.bad-value',
    heads: CONFIG_HEADS,
    regex: new RegExp(`^${PLACE}: ${oneOf(CLIENT_VALUE_PROBLEMS)} ["'](.{0,1024}?)["']\\.?$`, 's'),
    decode: problem(CLIENT_VALUE_PROBLEMS),
    samples: CLIENT_VALUE_PROBLEMS.map(({ words, reason, option }) => ({
      text: `${AT}${words} 'ssh22'.`, fields: { ...place, reason, value: 'ssh22', ...(option !== undefined && { option }) },
    })),
  }),
  defineClientPattern({
    id: 'client-bad-port',
    emits: 'config.bad-value',
    heads: ['Bad'],
    ends: 'either',
    regex: /^Bad port '(.{0,256})'\.?$/s,
    decode: (m) => commandLine('Port', group(m, 1)),
    samples: [{ text: "Bad port 'ssh22'", fields: { path: 'command-line', line: 0, reason: 'malformed-value', option: 'Port', value: 'ssh22' } }],
  }),
  defineClientPattern({
    id: 'client-bad-algorithm',
    emits: 'config.bad-value',
    heads: ['Unknown'],
    ends: 'either',
    regex: /^Unknown (cipher|mac) type '(.{0,1024})'$/s,
    decode: (m) => ({ ...commandLine(m[1] === 'mac' ? 'MACs' : 'Ciphers', group(m, 2)), reason: 'unknown-value' as const }),
    samples: [{ text: "Unknown cipher type 'rot13'", fields: { path: 'command-line', line: 0, reason: 'unknown-value', option: 'Ciphers', value: 'rot13' } }],
  }),
  defineClientPattern({
    id: 'client-bad-forward',
    emits: 'config.bad-value',
    heads: ['Bad'],
    ends: 'either',
    regex: /^Bad (local|remote|dynamic|stdio) forwarding specification '(.{0,1024})'$/s,
    decode: (m) => commandLine(FORWARDS[group(m, 1)] ?? 'LocalForward', group(m, 2)),
    samples: [{ text: "Bad local forwarding specification '8080'", fields: { path: 'command-line', line: 0, reason: 'malformed-value', option: 'LocalForward', value: '8080' } }],
  }),
  defineClientPattern({
    id: 'client-configuration-missing',
    emits: 'client.configuration-missing',
    heads: ["Can't"],
    ends: 'either',
    regex: /^Can't open user config file (.{1,1024}): ([^:]{1,100})$/s,
    decode(m) {
      const { errno } = systemError(group(m, 2));
      return { path: group(m, 1), ...(errno !== undefined && { errno }) };
    },
    samples: [{ text: "Can't open user config file /home/fred/.ssh/work: No such file or directory", fields: { path: '/home/fred/.ssh/work', errno: 'ENOENT' } }],
  }),
  defineClientPattern({
    id: 'client-configuration-permissions',
    emits: 'client.configuration-permissions',
    heads: ['Bad'],
    regex: /^Bad owner or permissions on (.{1,1024})$/s,
    decode: (m) => ({ path: group(m, 1) }),
    samples: [{ text: 'Bad owner or permissions on /home/fred/.ssh/config', fields: { path: '/home/fred/.ssh/config' } }],
  }),
];
