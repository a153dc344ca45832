import type { Header } from './envelope.js';
import { withoutColours } from './markup.js';

const ESCAPE = 27;
const OPEN = 91;
/** Solaris numbers its messages: `sshd[634]: [ID 800047 auth.info] text` (syslogd(8), msgid in log.conf). */
const SOLARIS = /^\[ID \d{1,10} [a-z0-9]{1,10}\.[a-z]{1,10}\] /;
/** The syslog driver of Docker tags a line with the id of its container. */
const CONTAINER = /^[0-9a-f]{12}$/;

/** The header without what some loggers put between the tag and the message. No message of sshd begins like that. */
export function withoutMarks(header: Header): Header {
  const { message, program } = header;
  const first = message.charCodeAt(0);
  if (first === ESCAPE) return { ...header, message: withoutColours(message) };
  if (first === OPEN) {
    const mark = SOLARIS.exec(message);
    if (mark) return { ...header, message: message.slice(mark[0].length) };
  }
  if (program !== undefined && program.length === 12 && CONTAINER.test(program)) {
    // A carriage return arrives escaped.
    const line = message.endsWith('#015') ? `${message.slice(0, -4)}\r` : message;
    // Not the host: what a container prints is not mixed with what the sshd of the host says.
    return { ...header, host: `${header.host ?? ''}/${program}`, program: undefined, pid: undefined, message: line, carries: { stream: '' } };
  }
  return header;
}
