import { DIGITS, type Envelope, NOTHING_ASSUMED } from './envelope.js';
import { readIsoTime } from './iso-time.js';

/** Priority, version 1, time stamp, host, program, process id, message id: each one word (RFC 5424 section 6.2). Some files omit the priority. */
const HEADER = /^(?:<\d{1,3}>)?1 (\S{1,64}) (\S{1,255}) (\S{1,128}) (\S{1,128}) \S{1,64} /;

/** `<86>1 2026-11-20T12:00:00.000000+01:00 server sshd 4242 - - text`. */
export const rfc5424: Envelope = {
  name: 'rfc5424',
  first: `<${DIGITS}`,
  read(line, clock) {
    const match = HEADER.exec(line);
    if (!match) return undefined;
    const [header, stamp = '', host, program, pid = ''] = match;
    const time = stamp === '-' ? undefined : readIsoTime(stamp, clock);
    if (stamp !== '-' && !time) return undefined;
    const start = skipStructuredData(line, header.length);
    if (start < 0) return undefined;
    return {
      time: time?.time,
      timeAssumed: time?.timeAssumed ?? NOTHING_ASSUMED,
      host: nil(host),
      program: nil(program),
      pid: /^\d{1,10}$/.test(pid) ? Number(pid) : undefined,
      message: message(line, start),
    };
  },
  samples: [
    { line: '<86>1 2026-11-20T20:44:42.576662+00:00 server sshd 8172 - -  text', host: 'server', program: 'sshd', pid: 8172, message: 'text', time: '2026-11-20T20:44:42.576Z' },
    { line: '<86>1 2026-11-20T20:44:42Z server sshd 8172 ID47 [a@1 b="x\\]y"][c@1] text', host: 'server', program: 'sshd', pid: 8172, message: 'text', time: '2026-11-20T20:44:42.000Z' },
    { line: '<86>1 - - sshd - - - text', host: undefined, program: 'sshd', pid: undefined, message: 'text' },
    { line: '1 2026-11-20T20:44:42Z server sshd 8172 - - text', host: 'server', program: 'sshd', pid: 8172, message: 'text' },
  ],
};

/** The position behind `-` or `[id name="value"]…`; -1 where the elements do not end. Values escape `"`, `\` and `]`. */
function skipStructuredData(line: string, start: number): number {
  if (line[start] === '-') return start + 1;
  let at = start;
  while (line[at] === '[') {
    let quoted = false;
    for (at++; at < line.length && (quoted || line[at] !== ']'); at++) {
      if (line[at] === '\\') at++;
      else if (line[at] === '"') quoted = !quoted;
    }
    if (line[at] !== ']') return -1;
    at++;
  }
  return at > start ? at : -1;
}

/** rsyslog keeps the space that RFC 3164 has behind the tag, so there may be two; a byte order mark may follow them. */
function message(line: string, start: number): string {
  let at = start;
  while (at < start + 2 && line[at] === ' ') at++;
  if (line.startsWith('\xef\xbb\xbf', at)) at += 3;
  return line.slice(at);
}

function nil(word: string | undefined): string | undefined {
  return word === '-' ? undefined : word;
}
