import { createLogClock } from '../../src/records/log-clock.js';
import { ENVELOPES } from '../../src/records/reader.js';

/** A line of syslog, taken apart. */
export interface Entry {
  time: number;
  host: string;
  program: string;
  pid: number;
  /** With the level word; latin1, one character per byte. */
  message: string;
}

/** The entries of a log whose lines all have header and pid. */
export function entriesOf(log: string, latest: number): Entry[] {
  const clock = createLogClock({ latest });
  return log.split('\n').filter((line) => line !== '').map((line) => {
    for (const envelope of ENVELOPES) {
      const header = envelope.read(line, clock);
      if (header) return { time: header.time ?? 0, host: header.host ?? '', program: header.program ?? '', pid: header.pid ?? 0, message: header.message };
    }
    throw new Error(`no envelope reads ${line}`);
  });
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const iso = (time: number) => new Date(time).toISOString();
const date = (time: number) => `${MONTHS[new Date(time).getUTCMonth()]} ${String(new Date(time).getUTCDate()).padStart(2)}`;
const clock = (time: number) => iso(time).slice(11, 19);
const weekday = (time: number) => WEEKDAYS[new Date(time).getUTCDay()];
const year = (time: number) => iso(time).slice(0, 4);
const wall = (time: number) => iso(time).slice(0, 23).replace('T', ' ');
const nano = (time: number) => iso(time).replace('Z', '456789Z');
const bsd = ({ time }: Entry) => `${date(time)} ${clock(time)}`;
const tag = ({ program, pid, message }: Entry) => `${program}[${pid}]: ${message}`;
const rfc3164 = (entry: Entry) => `${bsd(entry)} ${entry.host} ${tag(entry)}`;
const rfc5424 = ({ time, host, program, pid, message }: Entry) => `<86>1 ${iso(time)} ${host} ${program} ${pid} - [a@1 b="\\]"] \xef\xbb\xbf${message}`;
/** JSON in UTF-8 as latin1, as a file has it. */
const json = (object: object) => JSON.stringify(object);
const micro = (time: number) => `${time}000`;
const journal = ({ time, host, program, pid, message }: Entry) => ({
  __CURSOR: 's=1', __REALTIME_TIMESTAMP: micro(time), _BOOT_ID: '3f0c', _TRANSPORT: 'syslog', _HOSTNAME: host, SYSLOG_IDENTIFIER: program, _COMM: program, _PID: String(pid), MESSAGE: message,
});

function binary(value: string): string {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(value.length));
  return `\n${length.toString('latin1')}${value}`;
}

function journalExport(entry: Entry): string {
  const { MESSAGE, ...rest } = journal(entry);
  const fields = Object.entries(rest).map(([name, value]) => `${name}=${value}\n`).join('');
  return `${fields}MESSAGE${binary(MESSAGE)}\nBLOB${binary('\0MESSAGE=forged\n\n__CURSOR=x')}\nPRIORITY=6\n\n`;
}

type Wrapping = (entry: Entry) => string;

/** What an entry is in each format; with host, program and pid. */
export const DRESSED: Record<string, Wrapping> = {
  rfc3164: (entry) => `${rfc3164(entry)}\n`,
  'rfc3164 with CR LF': (entry) => `${rfc3164(entry)}\r\n`,
  'rfc3164 with priority': (entry) => `<86>${rfc3164(entry)}\n`,
  'rfc3164 behind a relay': (entry) => `${bsd(entry)} relay ${rfc3164(entry)}\n`,
  'ISO behind a relay': (entry) => `${iso(entry.time)} relay ${rfc3164(entry)}\n`,
  'short-precise': (entry) => `${bsd(entry)}.123456 ${entry.host} ${tag(entry)}\n`,
  iso8601: (entry) => `${iso(entry.time)} ${entry.host} ${tag(entry)}\n`,
  'short-iso': (entry) => `${iso(entry.time).slice(0, 19)}+0000 ${entry.host} ${tag(entry)}\n`,
  'short-iso-precise': (entry) => `${iso(entry.time).slice(0, 23)}456+00:00 ${entry.host} ${tag(entry)}\n`,
  'short-full': (entry) => `${weekday(entry.time)} ${wall(entry.time).slice(0, 19)} UTC ${entry.host} ${tag(entry)}\n`,
  'short-unix': (entry) => `${entry.time / 1000 | 0}.${String(entry.time % 1000).padStart(3, '0')}000 ${entry.host} ${tag(entry)}\n`,
  'journalctl with colours': (entry) => `${bsd(entry)} ${entry.host} ${entry.program}[${entry.pid}]: \x1b[0;1;31m${entry.message}\x1b[0m\n`,
  ccze: (entry) => `\x1b[0m\x1b[36m${bsd(entry)}\x1b[0m \x1b[34m${entry.host}\x1b[0m ${entry.program}[\x1b[1m${entry.pid}\x1b[0m]: \x1b[32m${entry.message.replaceAll(' ', ' \x1b[33m')}\x1b[0m\n`,
  rfc5424: (entry) => `${rfc5424(entry)}\n`,
  'octet counting': (entry) => `${rfc5424(entry).length} ${rfc5424(entry)}`,
  'octet counting with line feeds': (entry) => `${rfc5424(entry).length + 1} ${rfc5424(entry)}\n`,
  'journald json': (entry) => `${json(journal(entry))}\n`,
  'journald json with bytes': (entry) => `${json({ ...journal(entry), MESSAGE: [...Buffer.from(entry.message, 'latin1')] })}\n`,
  'journald json, reversed': (entry) => `${json(Object.fromEntries(Object.entries(journal(entry)).toReversed()))}\n`,
  'journald export': journalExport,
  rsyslog: (entry) => `${json({ timereported: iso(entry.time), hostname: entry.host, syslogtag: `${entry.program}[${entry.pid}]:`, msg: ` ${entry.message}` })}\n`,
  'rsyslog jsonmesg': (entry) => `${json({ msg: ` ${entry.message}`, rawmsg: `<86>${rfc3164(entry)}`, timereported: iso(entry.time), hostname: entry.host, syslogtag: `${entry.program}[${entry.pid}]:`, inputname: 'imuxsock', programname: entry.program, procid: String(entry.pid), '$!': null })}\n`,
  cee: (entry) => `@cee: ${json({ time: bsd(entry), host: entry.host, program: entry.program, pid: entry.pid, msg: entry.message })}\n`,
  'syslog-ng': (entry) => `${json({ SOURCE: 's_sys', PROGRAM: entry.program, PRIORITY: 'info', PID: String(entry.pid), MESSAGE: entry.message, LEGACY_MSGHDR: `${entry.program}[${entry.pid}]: `, HOST_FROM: entry.host, HOST: entry.host, FACILITY: 'authpriv', DATE: bsd(entry) })}\n`,
  'syslog-ng with year': (entry) => `${date(entry.time)} ${year(entry.time)} ${clock(entry.time)} ${entry.host} ${tag(entry)}\n`,
  vector: (entry) => `${json({ appname: entry.program, facility: 'authpriv', hostname: entry.host, message: entry.message, procid: entry.pid, severity: 'info', source_type: 'syslog', timestamp: iso(entry.time) })}\n`,
  ecs: (entry) => `${json({ '@timestamp': iso(entry.time), host: { hostname: entry.host, name: 'other' }, process: { name: entry.program, pid: entry.pid }, message: entry.message, log: { file: { path: '/var/log/auth.log' } } })}\n`,
  'filebeat, raw line': (entry) => `${json({ '@timestamp': '2030-01-01T00:00:00.000Z', message: rfc3164(entry), host: { name: 'shipper' }, log: { file: { path: '/var/log/auth.log' } } })}\n`,
  'fluent-bit, raw line': (entry) => `${json({ date: entry.time / 1000, log: rfc3164(entry) })}\n`,
  'docker json-file of syslog': (entry) => `${json({ log: `${rfc3164(entry)}\n`, stream: 'stdout', time: nano(entry.time) })}\n`,
  'docker logs -t of syslog': (entry) => `${nano(entry.time)} ${rfc3164(entry)}\n`,
  'docker compose logs -t of syslog': (entry) => `web-1   | ${nano(entry.time)} ${rfc3164(entry)}\n`,
  'CRI of syslog, in parts': (entry) => `${nano(entry.time)} stderr P ${rfc3164(entry).slice(0, 50)}\n${nano(entry.time)} stdout F other\n${nano(entry.time)} stderr F ${rfc3164(entry).slice(50)}\n`,
  'CloudWatch of syslog': (entry) => `${iso(entry.time)} ${rfc3164(entry)}\n`,
  FreeBSD: (entry) => `${bsd(entry)} <auth.info> ${entry.host} ${tag(entry)}\n`,
  BusyBox: (entry) => `${bsd(entry)} ${entry.host} authpriv.info ${tag(entry)}\n`,
  AIX: (entry) => `${bsd(entry)} ${entry.host} auth|security:info ${tag(entry)}\n`,
  Solaris: (entry) => `${bsd(entry)} ${entry.host} ${entry.program}[${entry.pid}]: [ID 800047 auth.info] ${entry.message}\n`,
  'Mac OS X': (entry) => `${bsd(entry)} ${entry.host} ${entry.program}[${entry.pid}] <Info>: ${entry.message}\n`,
  'quoted mail': (entry) => `> > ${rfc3164(entry)}\n`,
  bullets: (entry) => `  - \`${rfc3164(entry)}\`\n`,
  'indented code': (entry) => `\t${rfc3164(entry)}\n`,
  'grep -n': (entry) => `${entry.pid}:${rfc3164(entry)}\n`,
  'grep -nC': (entry) => `${entry.pid}${entry.pid % 2 === 0 ? ':' : '-'}${rfc3164(entry)}\n`,
  'grep -H': (entry) => `/var/log/auth.log:${rfc3164(entry)}\n`,
  'grep -nH of ISO': (entry) => `/var/log/host-1/auth.log-20261120:${entry.pid}:${iso(entry.time)} ${entry.host} ${tag(entry)}\n`,
  'grep -HC': (entry) => `auth.log${entry.pid % 2 === 0 ? ':' : '-'}${iso(entry.time)} ${entry.host} ${tag(entry)}\n`,
  'grep -nHC with separators': (entry) => `secure${entry.pid % 2 === 0 ? ':12:' : '-11-'}${rfc3164(entry)}\n--\n`,
  'grep -H with colours': (entry) => `\x1b[35m\x1b[Kauth.log\x1b[m\x1b[K\x1b[36m\x1b[K:\x1b[m\x1b[K${rfc3164(entry).replaceAll('user', '\x1b[01;31m\x1b[Kuser\x1b[m\x1b[K')}\n`,
  'grep -T': (entry) => `/var/log/auth.log:\t${rfc3164(entry)}\n`,
  'grep -nT': (entry) => `${String(entry.pid).padStart(4)}:\t${rfc3164(entry)}\n`,
  'grep -nHTC': (entry) => `secure-20261120${entry.pid % 2 === 0 ? `: ${entry.pid}:` : `- ${entry.pid}-`}\t${rfc3164(entry)}\n--\n`,
  'grep -HT of a name without a dot': (entry) => `secure:\t${rfc3164(entry)}\n`,
  'grep -nHT before 3.5': (entry) => `auth.log:  12\t\b:${rfc3164(entry)}\n`,
  'zgrep -nHT': (entry) => `auth.log.2.gz:                 12:\t${iso(entry.time)} ${entry.host} ${tag(entry)}\n`,
  'zgrep -H': (entry) => `auth.log.2.gz:${rfc3164(entry)}\n`,
  'grep -H of standard input': (entry) => `(standard input):${rfc3164(entry)}\n`,
  'grep -H of the journal': (entry) => `journal.json:${json(journal(entry))}\n`,
  'Select-String': (entry) => `C:\\logs\\auth.log:12:${rfc3164(entry)}\r\n`,
  'tail -f of several files': (entry) => `\n==> auth.log <==\n${rfc3164(entry)}\n`,
  'byte order mark': (entry) => `${rfc3164(entry)}\n`,
};

/** Formats without host. */
export const HOSTLESS: Record<string, Wrapping> = {
  'rfc3164 without host': (entry) => `${bsd(entry)} ${tag(entry)}\n`,
  'ISO without host': (entry) => `${iso(entry.time)} ${tag(entry)}\n`,
  OpenWrt: (entry) => `${weekday(entry.time)} ${date(entry.time)} ${clock(entry.time)} ${year(entry.time)} authpriv.info ${tag(entry)}\n`,
  'log show': (entry) => `${wall(entry.time)}456+0000 0x1234     Default     0x0                  ${entry.pid}    0    ${entry.program}: ${entry.message}\n`,
  'log show --style syslog': (entry) => `${wall(entry.time)}456+0000  localhost ${tag(entry)}\n`,
  'log show --style compact': (entry) => `${wall(entry.time)} Df ${entry.program}[${entry.pid}:1a2b] ${entry.message}\n`,
  'log show --style ndjson': (entry) => `${json({ timestamp: `${wall(entry.time)}456+0000`, eventMessage: entry.message, processImagePath: `/usr/sbin/${entry.program}`, processID: entry.pid, messageType: 'Default' })}\n`,
};

/** Formats that name only sshd, not which of its programs. */
export const UNNAMED: Record<string, Wrapping> = {
  'with-unit': (entry) => `${weekday(entry.time)} ${wall(entry.time).slice(0, 19)} UTC ssh.service[${entry.pid}]: ${entry.message}\n`,
  Windows: (entry) => `${entry.pid} ${wall(entry.time)} ${entry.message}\r\n`,
};

/** Formats without time and host. */
export const TIMELESS: Record<string, Wrapping> = {
  pasted: (entry) => `... ${tag(entry)}\n`,
  'short-monotonic': (entry) => `[ 2725.210470] ${tag(entry)}\n`,
  'short-delta': (entry) => `[ 2725.210470 <    0.000319 >] ${tag(entry)}\n`,
};

const printed = ({ message }: Entry) => message.replace(/^(?:fatal|error): /, '');

/** What sshd -e prints, as it is and in a container; the line feed inside stands for one that a client sent. */
export const PRINTED: Record<string, Wrapping> = {
  'docker logs -t': (entry) => `${nano(entry.time)} ${printed(entry)}\r\n`,
  'kubectl logs --timestamps': (entry) => `${nano(entry.time).replace('Z', '+00:00')} ${printed(entry)}\r\n`,
  'docker json-file': (entry) => `${json({ log: `${printed(entry)}\r\n`, stream: 'stderr', time: nano(entry.time) })}\n`,
  'docker json-file in parts': (entry) => `${json({ log: printed(entry).slice(0, 9), stream: 'stderr', time: nano(entry.time) })}\n${json({ log: `${printed(entry).slice(9)}\r\n`, stream: 'stderr', time: nano(entry.time) })}\n`,
  CRI: (entry) => `${nano(entry.time)} stderr F ${printed(entry)}\r\n`,
  'CRI in parts': (entry) => `${nano(entry.time)} stderr P ${printed(entry).slice(0, 30)}\n${nano(entry.time)} stderr P ${printed(entry).slice(30, 31)}\n${nano(entry.time)} stderr F ${printed(entry).slice(31)}\r\n`,
  'docker compose logs': (entry) => `sshd-1  | ${printed(entry)}\r\n`,
  'docker compose logs -t': (entry) => `sshd-1  | ${nano(entry.time)} ${printed(entry)}\r\n`,
  'kubectl logs --prefix': (entry) => `[pod/web-6f/sshd] ${printed(entry)}\r\n`,
  'journald json of sshd -e': (entry) => `${json({ ...journal(entry), _TRANSPORT: 'stdout', MESSAGE: [...Buffer.from(`${printed(entry)}\r`, 'latin1')] })}\n`,
  'docker syslog driver': (entry) => `${bsd(entry)} ${entry.host} 2d3f4a5b6c7d[810]: ${printed(entry)}#015\n`,
  'grep -n of sshd -E': (entry) => `12:${printed(entry)}\r\n`,
  'grep -nHC of sshd -E': (entry) => `sshd.log${entry.pid % 2 === 0 ? ':12:' : '-11-'}${printed(entry)}\r\n`,
  'tail of sshd -E': (entry) => `==> sshd.log <==\n${printed(entry)}\r\n\n`,
  'fluent-bit of a container': (entry) => `${json({ date: entry.time / 1000, log: `${printed(entry)}\r\n`, stream: 'stderr', kubernetes: { pod_name: 'web-6f' } })}\n`,
};

export const plainlyPrinted: Wrapping = (entry) => `${printed(entry)}\r\n`;
