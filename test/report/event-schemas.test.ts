import { isIP } from 'node:net';
import { describe, expect, it } from 'vitest';
import { registry } from '../../src/messages/registry.js';
import { formatEcs, toEcs } from '../../src/report/event-ecs.js';
import type { EventJson } from '../../src/report/event-ndjson.js';
import { formatOcsf, toOcsf } from '../../src/report/event-ocsf.js';

const event = (type: string, fields: object = {}): EventJson => ({
  line: 12, file: 'secure', time: '2026-11-20T12:00:00.250Z', host: 'server', process: 'sshd', pid: 4242, preauth: false, type, ...fields,
});
const LOGIN = event('auth.failed', { method: 'password', user: 'fred', validUser: true, ip: '192.0.2.10', port: 50022 });
/** One event for each sample of the registry: every type with the fields that it can have. */
const ALL = registry.patterns.flatMap(({ emits, samples }) => samples.map(({ fields }) => event(emits, { ...fields, host: 'server', time: LOGIN.time, line: 1 })));

/** ECS 8: the values of event.type that each event.category expects. */
const EXPECTED_TYPES: Record<string, string[]> = {
  authentication: ['start', 'end', 'info'],
  session: ['start', 'end', 'info'],
  network: ['access', 'allowed', 'connection', 'denied', 'end', 'info', 'protocol', 'start'],
  file: ['access', 'change', 'creation', 'deletion', 'info'],
  configuration: ['access', 'change', 'creation', 'deletion', 'info'],
  process: ['access', 'change', 'end', 'info', 'start'],
};

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

  it('keeps the values that ECS allows, for every message', () => {
    for (const one of ALL) {
      const { event: { kind, category, type, outcome }, source, ...ecs } = toEcs(one);
      expect([kind, ecs['@timestamp'], typeof ecs.process.name]).toEqual(['event', LOGIN.time, 'string']);
      for (const name of category) expect(EXPECTED_TYPES[name]).toEqual(expect.arrayContaining(type));
      expect([undefined, 'success', 'failure']).toContain(outcome);
      if (source) expect([isIP(source.ip) > 0, typeof (source.port ?? 1)]).toEqual([true, 'number']);
    }
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
        version: '1.3.0', product: { name: 'OpenSSH', vendor_name: 'OpenBSD' }, log_name: 'secure', log_provider: 'sshd', event_code: 'auth.failed',
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

  it('has what each class requires, for every message', () => {
    for (const one of ALL) {
      const ocsf = toOcsf(one);
      expect(ocsf.type_uid).toBe(ocsf.class_uid * 100 + ocsf.activity_id);
      expect(ocsf.category_uid).toBe(Math.floor(ocsf.class_uid / 1000));
      expect([Number.isSafeInteger(ocsf.time), ocsf.metadata.version, typeof ocsf.metadata.product.name]).toEqual([true, '1.3.0', 'string']);
      expect([1, 2]).toContain(ocsf.severity_id);
      if (ocsf.class_uid === 3002) expect(ocsf).toMatchObject({ user: { name: expect.any(String) as string }, service: { name: 'sshd' } });
      if (ocsf.class_uid === 4001) expect(isIP(ocsf.src_endpoint?.ip ?? '')).toBeGreaterThan(0);
    }
  });

  it('invents no time', () => {
    const { time: _time, ...timeless } = LOGIN;
    expect(toOcsf(timeless)).not.toHaveProperty('time');
    expect(toEcs(timeless)).not.toHaveProperty('@timestamp');
    expect(toOcsf({ ...timeless, time: '202601010000' })).not.toHaveProperty('time');
    expect(JSON.parse(formatOcsf(timeless))).toMatchObject({ class_uid: 3002 });
  });
});
