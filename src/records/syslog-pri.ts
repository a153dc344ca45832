import type { Envelope } from './envelope.js';
import { rfc3164 } from './rfc3164.js';

const PRI = /^<\d{1,3}>/;

/** `<86>Nov 20 12:00:00 server sshd[634]: text`: RFC 3164 as it is sent, with its priority. */
export const syslogPri: Envelope = {
  name: 'syslog-pri',
  first: '<',
  read(line, clock) {
    const pri = PRI.exec(line);
    return pri ? rfc3164.read(line.slice(pri[0].length), clock) : undefined;
  },
  samples: [
    { line: '<86>Nov 20 12:00:00 server sshd[634]: text', host: 'server', program: 'sshd', pid: 634, message: 'text', time: '2026-11-20T12:00:00.000Z' },
    { line: '<38>Nov  2 12:00:00 server sshd: text', host: 'server', program: 'sshd', pid: undefined, message: 'text' },
    { line: '<86>Nov 20 12:00:00 sshd[634]: text', host: undefined, program: 'sshd', pid: 634, message: 'text' },
  ],
};
