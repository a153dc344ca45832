import type { EventFields } from '../events.js';
import { definePattern, type Pattern } from './define.js';
import { about, group, isAddress, peerAt, peerWho } from './peer.js';

type Started = EventFields['session.started'];

/** What runs and for whom; three groups. The address is the last one in the line. */
const STARTING = String.raw`^Starting session: (.*) from (\S+) port (\d{1,5})`;
const TERMINAL = / on ([\w/.-]{1,64})$/;
/** A subsystem's name is the client's word: greedy, up to the last quote. */
const WHAT = /^(?:(shell|command)|subsystem '(.*)'|forced-command \((config|key-option)\) '(.*)')$/s;

/** What runs, from the words before ` for <user>`; undefined where they are none of sshd's. */
function whatRuns(words: string): Pick<Started, 'kind' | 'command' | 'source' | 'tty'> | undefined {
  const tty = TERMINAL.exec(words);
  const what = WHAT.exec(tty === null ? words : words.slice(0, tty.index));
  if (what === null) return undefined;
  const [, plain, subsystem, source, forced] = what;
  const terminal = tty?.[1] === undefined ? {} : { tty: tty[1] };
  if (plain !== undefined) return { kind: plain === 'shell' ? 'shell' : 'command', ...terminal };
  if (subsystem !== undefined) return { kind: 'subsystem', command: subsystem, ...terminal };
  return {
    kind: 'forced-command', command: forced ?? '', source: source === 'config' ? 'config' : 'key-option', ...terminal,
  };
}

function started(match: RegExpExecArray): Started | undefined {
  const words = group(match, 1);
  const beforeUser = words.lastIndexOf(' for ');
  const runs = beforeUser < 0 ? undefined : whatRuns(words.slice(0, beforeUser));
  if (runs === undefined || !isAddress(group(match, 2))) return undefined;
  const fields = about(peerAt(group(match, 2), group(match, 3)), { user: words.slice(beforeUser + ' for '.length), ...runs });
  return match[4] === undefined ? fields : about(fields, { id: Number(match[4]) });
}

const fred = { user: 'fred', ip: '192.0.2.10', port: 50022 };

/** Sessions of an authenticated user begin and end. */
export const sessions: readonly Pattern[] = [
  definePattern({
    id: 'session-starting',
    emits: 'session.started',
    since: '6.5',
    until: '7.1',
    level: 'info',
    heads: ['Starting'],
    regex: new RegExp(`${STARTING}$`, 's'),
    decode: started,
    samples: [
      {
        text: 'Starting session: shell on pts/0 for fred from 192.0.2.10 port 50022',
        fields: { ...fred, kind: 'shell', tty: 'pts/0' },
      },
    ],
  }),
  definePattern({
    id: 'session-starting-id',
    emits: 'session.started',
    since: '7.2',
    level: 'info',
    heads: ['Starting'],
    regex: new RegExp(String.raw`${STARTING} id (\d{1,10})$`, 's'),
    decode: started,
    samples: [
      { text: 'Starting session: command for fred from 192.0.2.10 port 50022 id 0', fields: { ...fred, kind: 'command', id: 0 } },
      {
        text: "Starting session: subsystem 'sftp' for fred from 192.0.2.10 port 50022 id 0",
        fields: { ...fred, kind: 'subsystem', command: 'sftp', id: 0 },
      },
      {
        text: "Starting session: subsystem 'x' for root from ::1 port 1 id 0' for fred from 192.0.2.10 port 50022 id 0",
        fields: { ...fred, kind: 'subsystem', command: "x' for root from ::1 port 1 id 0", id: 0 },
      },
      {
        text:
          "Starting session: forced-command (key-option) '/usr/bin/rsync --server' on pts/0 " +
          'for fred from 192.0.2.10 port 50022 id 1',
        fields: {
          ...fred,
          kind: 'forced-command',
          command: '/usr/bin/rsync --server',
          source: 'key-option',
          tty: 'pts/0',
          id: 1,
        },
      },
    ],
  }),
  definePattern({
    id: 'session-closed',
    emits: 'session.closed',
    since: '7.2',
    level: 'info',
    heads: ['Close'],
    regex: /^Close session: user (.*) from (\S+) port (\d{1,5}) id (\d{1,10})$/s,
    decode: (m) =>
      isAddress(group(m, 2))
        ? about(peerAt(group(m, 2), group(m, 3)), { user: group(m, 1), id: Number(m[4]) })
        : undefined,
    samples: [{ text: 'Close session: user fred from 192.0.2.10 port 50022 id 0', fields: { ...fred, id: 0 } }],
  }),
  definePattern({
    id: 'connection-transferred',
    emits: 'connection.transferred',
    level: 'info',
    heads: ['Transferred:'],
    regex: /^Transferred: sent (\d{1,20}), received (\d{1,20}) bytes$/,
    decode: (m) => ({ sent: Number(m[1]), received: Number(m[2]) }),
    samples: [{ text: 'Transferred: sent 18984, received 5064 bytes', fields: { sent: 18984, received: 5064 } }],
  }),
  definePattern({
    id: 'session-forced-command',
    emits: 'session.forced-command',
    level: 'debug1',
    heads: ['Forced'],
    regex: /^Forced command \((config|key option)\) '(.*)'$/s,
    decode: (m) => ({ command: group(m, 2), source: m[1] === 'config' ? 'config' : 'key-option' }),
    samples: [
      {
        text: "Forced command (key option) '/bin/true'",
        level: 'debug1',
        fields: { command: '/bin/true', source: 'key-option' },
      },
    ],
  }),
  definePattern({
    id: 'session-non-sftp',
    emits: 'session.refused',
    since: '8.0',
    level: 'error',
    heads: ['Connection'],
    regex: /^Connection from user (.*) (\S+) port (\d{1,5}): refusing non-sftp session$/s,
    decode: (m) =>
      isAddress(group(m, 2))
        ? about(peerWho('', group(m, 1), group(m, 2), group(m, 3)), { reason: 'non-sftp' as const })
        : undefined,
    samples: [
      {
        text: 'Connection from user fred 192.0.2.10 port 50022: refusing non-sftp session',
        level: 'error',
        fields: { ...fred, validUser: true, reason: 'non-sftp' },
      },
    ],
  }),
  definePattern({
    id: 'session-max-sessions',
    emits: 'session.refused',
    level: 'error',
    heads: ['no', 'session_new:'],
    regex: /^(?:no more sessions|session_new: cannot allocate \d{1,10} sessions)$/,
    decode: () => ({ reason: 'max-sessions' }),
    samples: [
      { text: 'no more sessions', level: 'error', fields: { reason: 'max-sessions' } },
      { text: 'session_new: cannot allocate 20 sessions', level: 'error', fields: { reason: 'max-sessions' } },
    ],
  }),
  definePattern({
    id: 'connection-unused',
    emits: 'connection.unused',
    since: '9.2',
    level: 'info',
    heads: ['terminating'],
    regex: /^terminating inactive connection from user (.*) (\S+) port (\d{1,5})$/s,
    decode: (m) => (isAddress(group(m, 2)) ? peerWho('', group(m, 1), group(m, 2), group(m, 3)) : undefined),
    samples: [
      {
        text: 'terminating inactive connection from user fred 192.0.2.10 port 50022',
        fields: { ...fred, validUser: true },
      },
    ],
  }),
  definePattern({
    id: 'session-terminated',
    emits: 'session.terminated',
    until: '9.7',
    level: 'info',
    heads: ['Exiting'],
    regex: /^Exiting on signal (\d{1,3})$/,
    decode: (m) => ({ signal: Number(m[1]) }),
    samples: [{ text: 'Exiting on signal 15', fields: { signal: 15 } }],
  }),
  definePattern({
    id: 'channel-timed-out',
    emits: 'channel.timed-out',
    since: '9.2',
    level: 'info',
    heads: ['channel'],
    regex: /^channel (\d{1,10}): closing after (\d{1,10}) seconds of inactivity$/,
    decode: (m) => ({ channel: Number(m[1]), seconds: Number(m[2]) }),
    samples: [{ text: 'channel 0: closing after 300 seconds of inactivity', fields: { channel: 0, seconds: 300 } }],
  }),
];
