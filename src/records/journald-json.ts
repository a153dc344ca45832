import type { Envelope } from './envelope.js';
import { journalHeader } from './journal-entry.js';
import { JSON_FIRST, type JsonObject, parseJsonLine } from './json-line.js';

/**
 * One entry of the journal a line, as `journalctl -o json` prints it, in any order of fields. A value that is no text is an array of
 * its bytes; a field that came several times is an array of values (systemd, JOURNAL_EXPORT_FORMATS).
 */
export const journaldJson: Envelope = {
  name: 'journald-json',
  first: JSON_FIRST,
  read(line) {
    if (!line.includes('"MESSAGE"') || !line.includes('_REALTIME_TIMESTAMP"')) return undefined;
    const entry = parseJsonLine(line);
    return entry && journalHeader((name) => text(entry[name]));
  },
  samples: [
    { line: '{"__REALTIME_TIMESTAMP":"1795207283000000","_HOSTNAME":"server","SYSLOG_IDENTIFIER":"sshd","_PID":"4242","MESSAGE":"text"}', host: 'server', program: 'sshd', pid: 4242, message: 'text', time: '2026-11-20T20:41:23.000Z' },
    { line: '{"__REALTIME_TIMESTAMP":"1795207283000000","_COMM":"sshd-session","_PID":"9","MESSAGE":"text"}', host: undefined, program: 'sshd-session', pid: 9, message: 'text' },
    { line: '{"__REALTIME_TIMESTAMP":"1795207283000000","_HOSTNAME":"server","SYSLOG_IDENTIFIER":"sshd","SYSLOG_PID":"7","MESSAGE":[97,27,98]}', host: 'server', program: 'sshd', pid: 7, message: 'a\x1bb' },
    { line: '{"MESSAGE":null,"__REALTIME_TIMESTAMP":"1795207283000000","SYSLOG_IDENTIFIER":"sshd","_PID":"7"}', host: undefined, program: undefined, pid: 7, message: '' },
    { line: '{"MESSAGE":"text","__REALTIME_TIMESTAMP":"1795207283000000","SYSLOG_IDENTIFIER":"sshd","_COMM":"logger","_PID":"7"}', host: undefined, program: 'logger', pid: 7, message: 'text' },
    { line: '\x1e{"__REALTIME_TIMESTAMP":"1795207283000000","SYSLOG_IDENTIFIER":["sshd","x"],"MESSAGE":["text","x"]}', host: undefined, program: 'sshd', pid: undefined, message: 'text' },
  ],
};

function text(value: JsonObject[string]): string | undefined {
  if (!Array.isArray(value)) return typeof value === 'string' ? value : undefined;
  return typeof value[0] === 'number' ? Buffer.from(value as number[]).toString('latin1') : text(value[0]);
}
