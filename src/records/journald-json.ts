import { type Envelope, NOTHING_ASSUMED } from './envelope.js';

type Field = string | number[] | null | undefined;
type Entry = Record<string, Field>;

/** One entry of the journal a line, as `journalctl -o json` prints it. A message that is no text is an array of its bytes. */
export const journaldJson: Envelope = {
  name: 'journald-json',
  read(line) {
    if (line.charCodeAt(0) !== 123 || !line.includes('"MESSAGE"')) return undefined;
    const entry = parse(line);
    if (!entry) return undefined;
    const field = (name: string) => text(entry[name]);
    const message = field('MESSAGE');
    const time = Number(field('_SOURCE_REALTIME_TIMESTAMP') ?? field('__REALTIME_TIMESTAMP'));
    if (message === undefined || !Number.isFinite(time)) return undefined;
    const pid = Number(field('_PID') ?? field('SYSLOG_PID'));
    return {
      time: Math.floor(time / 1000),
      timeAssumed: NOTHING_ASSUMED,
      host: field('_HOSTNAME'),
      program: field('SYSLOG_IDENTIFIER') ?? field('_COMM'),
      pid: Number.isInteger(pid) && pid > 0 ? pid : undefined,
      message,
    };
  },
  samples: [
    { line: '{"__REALTIME_TIMESTAMP":"1795207283000000","_HOSTNAME":"server","SYSLOG_IDENTIFIER":"sshd","_PID":"4242","MESSAGE":"text"}', host: 'server', program: 'sshd', pid: 4242, message: 'text', time: '2026-11-20T20:41:23.000Z' },
    { line: '{"__REALTIME_TIMESTAMP":"1795207283000000","_COMM":"sshd-session","_PID":"9","MESSAGE":"text"}', host: undefined, program: 'sshd-session', pid: 9, message: 'text' },
    { line: '{"__REALTIME_TIMESTAMP":"1795207283000000","_HOSTNAME":"server","SYSLOG_IDENTIFIER":"sshd","SYSLOG_PID":"7","MESSAGE":[97,27,98]}', host: 'server', program: 'sshd', pid: 7, message: 'a\x1bb' },
  ],
};

function parse(line: string): Entry | undefined {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
}

/** A field as latin1 text, one character per byte, as every other format gives it. */
function text(field: Field): string | undefined {
  if (Array.isArray(field)) return Buffer.from(field).toString('latin1');
  if (typeof field !== 'string') return undefined;
  // oxlint-disable-next-line no-control-regex -- one byte a character is what is looked for
  return /^[\x00-\xff]*$/.test(field) ? field : Buffer.from(field, 'utf8').toString('latin1');
}
