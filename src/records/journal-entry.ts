import { type Header, NOTHING_ASSUMED } from './envelope.js';
import { asPid } from './json-line.js';
import { sshProgram } from './programs.js';

/** A field of an entry of the journal as latin1 text, one character per byte; undefined where the entry lacks it. */
export type JournalField = (name: string) => string | undefined;

/**
 * What the journal says of an entry (systemd.journal-fields(7)). Fields that begin with an underscore come from journald itself;
 * the others any process may set: `logger -t sshd` is logger. Undefined without a time, which each entry has.
 */
export function journalHeader(field: JournalField): Header | undefined {
  const time = Number(field('_SOURCE_REALTIME_TIMESTAMP') ?? field('__REALTIME_TIMESTAMP') ?? Number.NaN);
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e18) return undefined;
  const message = field('MESSAGE');
  const identifier = field('SYSLOG_IDENTIFIER');
  const command = field('_COMM');
  const header: Header = {
    time: Math.floor(time / 1000),
    timeAssumed: NOTHING_ASSUMED,
    host: field('_HOSTNAME'),
    program: trustedProgram(identifier, command),
    pid: asPid(field('_PID') ?? field('SYSLOG_PID')),
    message: message ?? '',
  };
  // journalctl prints null for what is too long.
  if (message === undefined) return { ...header, program: undefined };
  // sshd -e: whatever sshd prints, each line an entry, under the pid of the listener.
  if (field('_TRANSPORT') === 'stdout' && sshProgram(header.program) !== undefined) return { ...header, pid: undefined, carries: { stream: 'journal' } };
  const container = field('CONTAINER_NAME');
  if (container !== undefined && sshProgram(header.program) === undefined) return { ...header, program: undefined, pid: undefined, host: container, carries: { stream: 'journal' } };
  return header;
}

/**
 * The program by the name that it gives itself, which any process may choose, and by its command, which the kernel knows; a process
 * that has ended when journald looks has none.
 */
export function trustedProgram(identifier: string | undefined, command: string | undefined): string | undefined {
  return command !== undefined && sshProgram(command) === undefined && sshProgram(identifier) !== undefined ? command : identifier ?? command;
}
