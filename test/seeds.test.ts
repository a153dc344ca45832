import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EventType, SshEvent } from '../src/events.js';
import type { Finding, Report } from '../src/finding.js';
import { createAnalyzer } from '../src/pipeline/analyzer.js';
import { toSessionRow } from '../src/pipeline/session-row.js';
import type { SessionRow } from '../src/report/session.js';
import { LATEST } from './support/analyze-file.js';
import { linesOf } from './support/records.js';

/** Excerpts of published guides to sshd's log, as the guides print them: what a reader would paste. */
const DIRECTORY = 'fixtures/seeds';
const SERVER_LOGS = readdirSync(DIRECTORY).filter((name) => name.endsWith('.log'));

interface Read {
  events: SshEvent[];
  sessions: SessionRow[];
  report: Report;
}

function read(...names: string[]): Read {
  return readText(names.map((name) => readFileSync(`${DIRECTORY}/${name}.log`, 'utf8')).join(''));
}

function readText(text: string): Read {
  const events: SshEvent[] = [];
  const sessions: SessionRow[] = [];
  const analyzer = createAnalyzer({
    onEvent: (event) => events.push(event),
    onConnectionEnd: (...ended) => sessions.push(toSessionRow(...ended)),
  });
  const input = analyzer.open('log', LATEST);
  linesOf(text).forEach((line, i) => input.line(line, i + 1, false));
  input.end(text.length);
  const report = analyzer.report('');
  return { events, sessions, report };
}

const typesOf = ({ events }: Read) => events.map(({ type }) => type);
const fieldsOf = (type: EventType, { events }: Read) => events.filter((event) => event.type === type).map(({ fields }) => fields);

/** All that a finding asks its reader to do, as one text. */
function adviceOf(finding: Finding | undefined): string {
  const { fixes = [], causes = [], unknowns = [], summary = '' } = finding ?? {};
  const steps = fixes.flatMap((fix) => [fix.summary, ...(fix.lines ?? []), ...(fix.commands ?? []), fix.caution ?? '']);
  return [summary, ...causes, ...steps, ...unknowns].join('\n');
}

function findingOf(code: string, { report }: Read): Finding | undefined {
  return report.findings.find((finding) => finding.code === code);
}

describe('excerpts of guides', () => {
  it.each(SERVER_LOGS)('%s: no line is unknown', (name) => {
    expect(fieldsOf('unknown', read(name.replace(/\.log$/, '')))).toEqual([]);
  });
});

describe('start of the server', () => {
  it('shows the addresses at INFO, the IPv6 one behind a no-break space too', () => {
    expect(fieldsOf('server.listening', read('start-info'))).toEqual([{ ip: '0.0.0.0', port: 22 }, { ip: '::', port: 22 }]);
  });

  it('shows release and host keys at DEBUG1', () => {
    const log = read('start-6.8-debug1');
    expect(log.report.servers.map(({ openssh }) => openssh?.exact)).toEqual(['6.8']);
    expect(fieldsOf('hostkey.loaded', log)).toMatchObject([
      { key: { type: 'ssh-rsa', fingerprint: 'SHA256:X9e6YzNXMmr1O09LVoQLlCau2ej6TBUxi+Y590KVsds' } },
      { key: { type: 'ssh-dss' } }, { key: { type: 'ecdsa-sha2-nistp256' } }, { key: { type: 'ssh-ed25519' } },
    ]);
  });

  it('shows the settings at DEBUG3', () => {
    expect(fieldsOf('config.setting', read('start-6.8-debug3'))).toEqual([
      { path: '/etc/ssh/sshd_config', line: 52, option: 'AuthorizedKeysFile', value: '.ssh/authorized_keys' },
      { path: '/etc/ssh/sshd_config', line: 86, option: 'UsePrivilegeSeparation', value: 'sandbox' },
      { path: '/etc/ssh/sshd_config', line: 104, option: 'Subsystem', value: 'sftp internal-sftp' },
    ]);
  });
});

describe('logins', () => {
  const fred = { user: 'fred', ip: '192.0.2.60', outcome: 'accepted' };

  it.each([
    ['login-password', { ...fred, port: 6647, method: 'password' }],
    ['login-key-sha256', { ...fred, port: 59915, method: 'publickey', key: { type: 'RSA', fingerprint: 'SHA256:5xyQ+PG1Z3CIiShclJ2iNya5TOdKDgE/HrOXr21IdOo' } }],
    ['login-key-md5', { ...fred, port: 60594, method: 'publickey', key: { type: 'RSA', fingerprint: 'e8:31:68:c7:01:2d:25:20:36:8f:50:5d:f9:ee:70:4c' } }],
    ['login-certificate', {
      ...fred, port: 44456, method: 'publickey',
      key: { type: 'ECDSA-CERT', fingerprint: 'SHA256:qGl9KiyXrG6mIOo1CT01oHUvod7Ngs5VMHM14DTbxzI' },
      certificate: { id: 'foobar', serial: '9624', ca: { type: 'ED25519', fingerprint: 'SHA256:fZ6L7TlBLqf1pGWzkcQMQMFZ+aGgrtYgRM90XO0gzZ8' } },
    }],
    ['reverse-tunnel-login', { user: 'fred', ip: '127.0.0.1', port: 40426, outcome: 'accepted', method: 'password' }],
  ])('%s: who, from where, how', (name, row) => {
    const { sessions, report } = read(name);
    expect(sessions).toMatchObject([row]);
    expect(report.findings).toEqual([]);
  });

  it('has no fingerprint where sshd logged none', () => {
    const { sessions: [row] } = read('login-key-before-6.3');
    expect(row).toMatchObject({ ...fred, method: 'publickey' });
    expect(row).not.toHaveProperty('key');
  });
});

describe('sftp sessions', () => {
  it.each(['sftp-login-password', 'sftp-login-key'])('%s belongs to the login before it', (name) => {
    const { sessions } = read(name);
    expect(sessions).toMatchObject([{ user: 'fred', ip: '192.0.2.60', outcome: 'accepted', sftp: { sessions: 1 } }]);
    expect(sessions[0]?.port).toBeGreaterThan(0);
  });

  it('are told apart by who opened them, not by what comes next', () => {
    const { sessions } = read('sftp-login-password', 'sftp-login-key');
    expect(sessions.map(({ method, sftp }) => [method, sftp?.sessions])).toEqual([['password', 1], ['publickey', 1]]);
  });

  it('show what was moved, although the login is not in the log', () => {
    expect(read('sftp-transfers').sessions).toMatchObject([{
      user: 'fred', ip: '192.0.2.33', outcome: 'accepted', duration: 565,
      sftp: { sessions: 1, filesRead: 1, filesWritten: 1, bytesRead: 928, bytesWritten: 928 },
    }]);
  });

  it('in a chroot are tied to login, user child and address; typographic quotes do not matter', () => {
    const log = read('sftp-chroot-upload');
    expect(typesOf(log)).toEqual([
      'connection.opened', 'auth.failed', 'auth.accepted', 'process.user-child', 'chroot.entered', 'subsystem.requested',
      'sftp.opened', 'sftp.file-opened', 'sftp.file-closed',
    ]);
    expect(fieldsOf('sftp.file-closed', log)).toMatchObject([{ path: '/docs/somefile.txt', read: 0, written: 400 }]);
    expect(log.sessions).toMatchObject([{
      user: 'fred', ip: '192.0.2.60', port: 47366, method: 'password', failures: 0, outcome: 'accepted', sftp: { bytesWritten: 400 },
    }]);
    expect(log.report.findings).toEqual([]);
  });
});

describe('certificates whose refusal names nobody', () => {
  it.each([
    ['certificate-expired', 'cert-expired', 'fred', 44470],
    ['certificate-not-yet-valid', 'cert-not-yet-valid', undefined, 44718],
    ['certificate-principal', 'cert-principal-mismatch', 'fred', 45114],
  ])('%s: user and address come from a later line of the process', (name, code, user, port) => {
    const finding = findingOf(code, read(name));
    expect(finding?.sources).toEqual([{ ip: '192.0.2.60', count: 1 }]);
    expect(finding?.users).toEqual(user === undefined ? [] : [{ name: user, count: 1 }]);
    expect(finding?.affected).toMatchObject([{ ip: '192.0.2.60', port }]);
  });

  it('stay without a name where the process had ended long before', () => {
    const log = read('certificate-dates');
    expect(findingOf('cert-expired', log)?.users).toEqual([]);
    expect(findingOf('login-failed-unexplained', log)?.users).toEqual([{ name: 'fred', count: 1 }]);
  });

  it('ask for clocks on NTP where the time decides', () => {
    const log = read('certificate-dates');
    expect(adviceOf(findingOf('cert-expired', log))).toContain('timedatectl set-ntp true');
    expect(adviceOf(findingOf('cert-not-yet-valid', log))).toContain('timedatectl set-ntp true');
  });

  it('count the two lines about a source address as one try', () => {
    const finding = findingOf('cert-source-address', read('certificate-source-address'));
    expect(finding).toMatchObject({ count: 1, attempts: 1, users: [{ name: 'fred' }], sources: [{ ip: '192.0.2.61' }] });
    expect(finding?.evidence.map(({ line }) => line)).toEqual([1, 2]);
  });
});

describe('revoked keys', () => {
  const KEY = 'SHA256:jXEPmu4thnubqPUDcKDs31MOVLQJH6FfF1XSGT748jQ';
  const REVOKED = `error: Authentication key RSA ${KEY} revoked by file /etc/ssh/ssh_revoked_keys`;
  const line = (pid: number, text: string) => `Mar 14 20:44:0${pid % 10} server sshd[${pid}]: ${text}\n`;

  it('are told of even where a password was right afterwards, with the user that it names', () => {
    const finding = findingOf('revoked-key-used', read('revoked-key-then-password'));
    expect(finding?.users).toEqual([{ name: 'fred', count: 1 }]);
    expect(finding?.sources).toEqual([{ ip: '192.0.2.10', count: 1 }]);
    expect(finding?.summary).toContain('and then logged in by password');
  });

  it('are searched for by their fingerprint', () => {
    const advice = adviceOf(findingOf('revoked-key-used', read('revoked-key-alone')));
    expect(advice).toContain(`ssh-keygen -lf "$f" | grep -F ${KEY}`);
    expect(advice).toContain('Who used it: this line names nobody');
  });

  it('belong to the user of their own process, whoever comes between', () => {
    const { report } = readText([
      line(1, REVOKED),
      line(2, 'Connection closed by authenticating user alice 192.0.2.11 port 50023 [preauth]'),
      line(3, REVOKED),
      line(1, 'Connection closed by authenticating user fred 192.0.2.237 port 55051 [preauth]'),
      line(3, 'Connection reset by 192.0.2.12 port 50024 [preauth]'),
    ].join(''));
    const told = report.findings.filter(({ code }) => code === 'revoked-key-used');
    expect(told.map(({ users, sources }) => `${users[0]?.name} ${sources[0]?.ip}`).sort()).toEqual(['fred 192.0.2.237', 'undefined 192.0.2.12']);
  });

  it('of other processes are nobody\'s', () => {
    const { report } = read('revoked-keys');
    expect(report.findings.map(({ code, users }) => `${code} ${users[0]?.name}`).sort()).toEqual([
      'login-failed-unexplained fred', 'revoked-key-used fred', 'revoked-key-used undefined',
    ]);
  });
});

describe('clients that are gone', () => {
  it.each(['client-host-down-info', 'client-host-down-debug2'])('%s: the system says so, for a session', (name) => {
    const log = read(name);
    const finding = findingOf('connection-lost', log);
    expect(log.sessions.map(({ outcome }) => outcome)).toEqual(['accepted']);
    expect(finding?.sources).toEqual([{ ip: '192.0.2.97', count: 1 }]);
    expect(adviceOf(finding)).toMatch(/Match User NAME\n +ClientAliveInterval 60\n +ClientAliveCountMax 20/);
  });

  it('answer keepalives until then', () => {
    expect(fieldsOf('keepalive.answered', read('keepalive-debug1', 'keepalive-debug3'))).toEqual([
      { packetType: 100, sequence: 147 }, { packetType: 100, sequence: 22 },
    ]);
  });
});

describe('guessing', () => {
  it('of root is told with exact times and the address, for whoever owns it', () => {
    const advice = adviceOf(findingOf('too-many-failures', read('root-six-passwords')));
    expect(advice).toContain('PermitRootLogin prohibit-password');
    expect(advice).toContain('Attempts to log in over SSH from 122.121.51.193: 6, at 2026-03-19T11:11:10.000Z (UTC).');
    expect(advice).toContain('2026-03-19T11:11:10.000Z  source 122.121.51.193 port 59928');
    expect(advice).toContain('timedatectl shows whether NTP keeps this clock');
    expect(advice).toContain('does not say its time zone');
  });

  it('of a name without an account gets no advice about keys', () => {
    const { report } = read('brute-force-single-source');
    const advice = report.findings.map(adviceOf).join('\n');
    expect(report.findings.map(({ users }) => users[0]?.name)).toEqual(['root', 'ubnt']);
    expect(advice).not.toContain('IdentitiesOnly');
    expect(advice).not.toContain('MaxAuthTries 10');
  });

  it('by method none alone is no failed password', () => {
    const log = read('failed-none');
    const finding = findingOf('invalid-user', log);
    expect(log.sessions).toMatchObject([{ user: 'admin', ip: '125.64.94.136', failures: 0 }]);
    expect(adviceOf(finding)).toContain('PermitEmptyPasswords no');
    expect(finding?.attempts).toBe(1);
  });
});

describe('loopback sources', () => {
  it('cannot be shut out by their address', () => {
    const finding = findingOf('loopback-source', read('reverse-tunnel-guessing'));
    expect(finding).toMatchObject({ attempts: 3, sources: [{ ip: '::1' }], users: [{ name: 'cloud' }] });
    const advice = adviceOf(finding);
    for (const part of ['fail2ban and the like cannot help', 'GatewayPorts no', 'without -g', 'ProxyJump', 'ssh -R 2022:127.2.2.1:22', 'ip address add 127.2.2.1/8 dev lo']) {
      expect(advice).toContain(part);
    }
  });

  it('with an address of their own need no further one', () => {
    const finding = findingOf('loopback-source', read('reverse-tunnel-alias'));
    expect(finding?.sources).toEqual([{ ip: '127.2.2.1', count: 1 }]);
    expect(adviceOf(finding)).toContain('Match Address 127.2.2.1');
    expect(adviceOf(finding)).not.toContain('ip address add');
  });
});

describe('sessions that break', () => {
  it('in a chroot that is not root\'s', () => {
    const advice = adviceOf(findingOf('chroot-bad-ownership', read('chroot-bad-ownership')));
    expect(advice).toContain('chown root:root /home /home/fred');
    expect(advice).toMatch(/ChrootDirectory \/home\/%u\n +ForceCommand internal-sftp -d %u/);
  });

  it('over a script that prints', () => {
    const finding = findingOf('sftp-stream-polluted', read('sftp-polluted-debug3'));
    expect(finding).toMatchObject({ attempts: 4, users: [{ name: 'fred' }], sources: [{ ip: '198.51.100.38' }] });
    expect(adviceOf(finding)).toContain('/etc/ssh/sshrc');
  });
});
