import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClientEvent } from '../../src/events/client/index.js';
import { clientRegistry } from '../../src/messages/client/registry.js';
import { registry } from '../../src/messages/registry.js';
import { createAnalyzer } from '../../src/pipeline/analyzer.js';
import { toEventJson } from '../../src/pipeline/event-json.js';
import { formatEcs, toEcs } from '../../src/report/event-ecs.js';
import type { EventJson } from '../../src/report/event-ndjson.js';
import { formatOcsf, toOcsf } from '../../src/report/event-ocsf.js';
import { LATEST } from '../support/analyze-file.js';
import { ecsProblems } from '../support/ecs-schema.js';
import { ocsfProblems } from '../support/ocsf-schema.js';

const event = (type: string, fields: object = {}): EventJson => ({
  line: 12, file: 'secure', time: '2026-11-20T12:00:00.250Z', host: 'server', process: 'sshd', pid: 4242, preauth: false, type, ...fields,
});
const LOGIN = event('auth.failed', { method: 'password', user: 'fred', validUser: true, ip: '192.0.2.10', port: 50022 });
/** One event for each sample of the registry: every type with the fields that it can have. */
const ALL = registry.patterns.flatMap(({ emits, samples }) => samples.map(({ fields }) => event(emits, { ...fields, host: 'server', time: LOGIN.time, line: 1 })));

/** Every event of every log of the fixtures. */
const REAL = readdirSync('fixtures', { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.log')).flatMap((path) => {
  const events: EventJson[] = [];
  const analyzer = createAnalyzer({ diagnosers: [], onEvent: (one) => events.push(toEventJson(one)) });
  const input = analyzer.open(path, LATEST);
  readFileSync(join('fixtures', path), 'latin1').split('\n').forEach((line, i) => input.line(line, i + 1, false));
  input.end(0);
  analyzer.report('');
  return events;
});
const RECORD = { file: 'client.log', line: 1, time: Date.UTC(2026, 10, 20), timeAssumed: [], host: undefined, process: 'ssh', pid: undefined, preauth: false, repeat: 1 };
const OF_CLIENTS = clientRegistry.patterns.flatMap(({ emits, samples }) => samples.map(({ text, fields }) =>
  toEventJson({ type: emits, record: { ...RECORD, text }, fields } as unknown as ClientEvent)));
const EVENTS = [...ALL, ...REAL, ...OF_CLIENTS];
/** The other end of a client is a server. */
const LOST = event('client.session-lost', { process: 'ssh', host: 'laptop', ip: '192.0.2.250', port: 22, errno: 'EPIPE' });

/** What is wrong with how many events, for a message that can be read. */
function summary(problemsOf: (event: EventJson) => string[]): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const one of EVENTS) {
    const allowed = one.time === undefined ? ['time is missing', '@timestamp is missing'] : [];
    for (const problem of problemsOf(one)) if (!allowed.includes(problem)) problems[problem] ??= JSON.stringify(one);
  }
  return problems;
}

describe('fields of events', () => {
  it('have one type by one name: an index that has seen a number loses the event that has a word there', () => {
    const types = new Map<string, Map<string, string>>();
    for (const { type, ...fields } of EVENTS) {
      for (const [name, value] of Object.entries(fields)) {
        const kind = typeof (Array.isArray(value) ? value[0] : value);
        types.set(name, (types.get(name) ?? new Map<string, string>()).set(kind, type));
      }
    }
    const torn = [...types].filter(([, kinds]) => [...kinds.keys()].filter((kind) => kind !== 'undefined').length > 1);
    expect(torn.map(([name, kinds]) => [name, Object.fromEntries(kinds)])).toEqual([]);
  });
});

describe('ECS', () => {
  it('tells a failed login', () => {
    expect(toEcs(LOGIN)).toEqual({
      '@timestamp': '2026-11-20T12:00:00.250Z',
      ecs: { version: '8.11.0' },
      message: 'password failed for fred',
      event: {
        kind: 'event', category: ['authentication'], type: ['start'], outcome: 'failure', action: 'auth.failed', provider: 'sshd', dataset: 'sshd.log',
      },
      source: { address: '192.0.2.10', ip: '192.0.2.10', port: 50022 },
      user: { name: 'fred' },
      related: { ip: ['192.0.2.10'], user: ['fred'] },
      process: { name: 'sshd', pid: 4242 },
      host: { name: 'server' },
      log: { file: { path: 'secure' } },
      Sshlog: { line: 12, preauth: false, method: 'password', validUser: true },
    });
  });

  it('is what its schema says, for every message and every event of the fixtures', () => {
    expect(EVENTS.length).toBeGreaterThan(1000);
    expect(summary((one) => ecsProblems(toEcs(one)))).toEqual({});
  });

  it('has no path where it was read from a pipe', () => {
    expect(toEcs({ ...LOGIN, file: '-' })).not.toHaveProperty('log');
  });

  it('has no address where the log has none', () => {
    expect(toEcs(event('connection.closed', { ip: 'UNKNOWN', port: 65535 }))).not.toHaveProperty('source');
    expect(toEcs(event('server.listening', { ip: '0.0.0.0', port: 22 }))).toMatchObject({ Sshlog: { ip: '0.0.0.0', port: 22 } });
    const claimed = toEcs(event('forward.requested', { originator: '198.51.100.1', originatorPort: 1, direction: 'local' }));
    expect(claimed).not.toHaveProperty('source');
    expect(claimed).not.toHaveProperty('related');
    expect(claimed).toMatchObject({ Sshlog: { originator: '198.51.100.1', originatorPort: 1 } });
    expect(toEcs(event('connection.opened', { ip: 'fe80::1%eth0', port: 1 })).source?.ip).toBe('fe80::1');
  });

  it('has the server of a client as its destination', () => {
    const { event: { provider, dataset }, ...document } = toEcs(LOST);
    expect(document).toMatchObject({ message: 'client.session-lost', destination: { address: '192.0.2.250', ip: '192.0.2.250', port: 22 }, related: { ip: ['192.0.2.250'] } });
    expect(document).not.toHaveProperty('source');
    expect([provider, dataset]).toEqual(['ssh', 'ssh.log']);
    expect(toEcs(event('kexinit.sent', { process: 'ssh' })).message).toBe('kexinit.sent');
  });

  it('is one line of JSON', () => {
    const line = formatEcs({ ...LOGIN, user: 'fr\u001bed\n\u202e' });
    expect(line).toMatch(/^[\x20-\x7e]+\n$/);
    expect(JSON.parse(line)).toMatchObject({ user: { name: 'fr\u001bed\n\u202e' } });
  });
});

describe('OCSF', () => {
  it('tells a failed login as Authentication', () => {
    expect(toOcsf(LOGIN)).toEqual({
      class_uid: 3002, class_name: 'Authentication', category_uid: 3, category_name: 'Identity & Access Management',
      activity_id: 1, activity_name: 'Logon', type_uid: 300201, severity_id: 2, severity: 'Low', status_id: 2, status: 'Failure',
      time: Date.UTC(2026, 10, 20, 12, 0, 0, 250),
      message: 'password failed for fred',
      user: { name: 'fred' }, service: { name: 'sshd' }, auth_protocol_id: 99, auth_protocol: 'password', is_remote: true,
      src_endpoint: { ip: '192.0.2.10', port: 50022 }, dst_endpoint: { hostname: 'server' },
      metadata: {
        version: '1.7.0', product: { name: 'OpenSSH', vendor_name: 'OpenBSD' }, log_source: 'secure', log_provider: 'sshd', event_code: 'auth.failed',
      },
      unmapped: { line: 12, preauth: false, pid: 4242, validUser: true },
    });
  });

  it.each([
    ['auth.accepted', { method: 'publickey', user: 'fred', ip: '192.0.2.10' }, 300201, 1],
    ['session.closed', { user: 'fred', ip: '192.0.2.10' }, 300202, undefined],
    ['connection.opened', { ip: '192.0.2.10', port: 1 }, 400101, undefined],
    ['connection.reset', { ip: '192.0.2.10', port: 1 }, 400103, undefined],
    ['connection.dropped', { ip: '192.0.2.10', port: 1, reason: 'penalty' }, 400105, 2],
    ['auth.too-many-failures', { ip: '192.0.2.10', port: 1 }, 400199, 2],
    ['auth.failed', { method: 'none', user: 'fred', ip: '192.0.2.10' }, 400199, undefined],
    ['server.listening', { ip: '0.0.0.0', port: 22 }, 99, undefined],
  ])('%s %j', (type, fields, typeUid, status) => {
    expect(toOcsf(event(type, fields))).toMatchObject({ type_uid: typeUid });
    expect(toOcsf(event(type, fields)).status_id).toBe(status);
  });

  it('is what its schema says, for every message and every event of the fixtures', () => {
    expect(summary((one) => ocsfProblems(toOcsf(one)))).toEqual({});
  });

  it('has the server of a client as its destination', () => {
    expect(toOcsf(LOST)).toMatchObject({ class_uid: 4001, dst_endpoint: { ip: '192.0.2.250', port: 22 }, src_endpoint: { hostname: 'laptop' } });
  });

  it('has problems where it has another form', () => {
    expect(ecsProblems({ ...toEcs(LOGIN), login: 1, user: { name: 7 } })).toEqual(['user.name is no keyword: 7', 'login is no field']);
    const { user: _user, ...nobody } = toOcsf(LOGIN);
    expect(ocsfProblems({ ...nobody, status_id: 3, login: 1 })).toEqual(['user is missing', 'login is no attribute', 'status_id 3 is no value of it']);
  });

  it('invents no time', () => {
    const { time: _time, ...timeless } = LOGIN;
    expect(toOcsf(timeless)).not.toHaveProperty('time');
    expect(toEcs(timeless)).not.toHaveProperty('@timestamp');
    expect(toOcsf({ ...timeless, time: '202601010000' })).not.toHaveProperty('time');
    expect(JSON.parse(formatOcsf(timeless))).toMatchObject({ class_uid: 3002 });
  });
});
