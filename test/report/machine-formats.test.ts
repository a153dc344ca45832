import { expect, test } from 'vitest';
import { formatConcise } from '../../src/report/concise.js';
import { formatEvent, type EventJson } from '../../src/report/event-ndjson.js';
import { formatEventText } from '../../src/report/event-text.js';
import { jsonParts } from '../../src/report/json.js';
import { reportJsonSchema, reportSchema } from '../../src/report/schema.js';
import { HOSTILE, hostile, openssh100, openssh53, report } from './fixtures.js';

test('concise: one line a finding', () => {
  expect(formatConcise(openssh100)).toBe(
    'auth.log:7: error: no key exchange method in common with 192.0.2.21 [no-common-kex]\n'
    + 'auth.log:3: warning: wrong password for fred [bad-password]\n',
  );
  expect(formatConcise(report())).toBe('');
  expect(formatConcise(hostile)).toMatch(/^[^\p{C}]+\n$/u);
});

const REPORTS = { '5.3': openssh53, '10.0': openssh100, hostile, empty: report() };

test.each(Object.entries(REPORTS))('json of %s: the schema holds', (_, of) => {
  const text = [...jsonParts(of)].join('');
  const parsed: unknown = JSON.parse(text);
  expect(parsed).toEqual(of);
  // Equal, not only accepted: a key that the schema does not know would be dropped.
  expect(reportSchema.parse(parsed)).toEqual(parsed);
  expect(text).not.toMatch(/[\x7f-\x9f\p{Cf}\u2028]/u);
});

test('json: the schema refuses what a report is not', () => {
  const accepted = (change: object) => reportSchema.safeParse({ ...openssh53, ...change }).success;
  expect(accepted({})).toBe(true);
  expect(accepted({ schema: 'sshlog.report/2' })).toBe(false);
  expect(accepted({ findings: openssh53.findings.map((finding) => ({ ...finding, evidence: [] })) })).toBe(false);
  expect(accepted({ findings: openssh53.findings.map((finding) => ({ ...finding, host: undefined })) })).toBe(false);
});

test('the JSON Schema leaves room for keys of later versions', () => {
  const schema = JSON.stringify(reportJsonSchema());
  expect(schema).toContain('"sshlog.report/1"');
  expect(schema).not.toContain('"additionalProperties":false');
});

const EVENT: EventJson = {
  user: 'fred', type: 'auth.failed', ip: '192.0.2.10', line: 12, file: 'secure', host: 'server',
  process: 'sshd-session', pid: 4242,
  time: '2026-11-20T12:00:00.000Z', timeAssumed: ['year'], preauth: false, port: 50022, method: 'publickey',
  key: { type: 'ssh-ed25519', fingerprint: 'SHA256:abc' }, clientOffer: ['a', 'b c'],
};

test('an event as ndjson: the envelope first, one line', () => {
  expect(formatEvent(EVENT)).toBe(
    '{"line":12,"file":"secure","time":"2026-11-20T12:00:00.000Z","timeAssumed":["year"],"host":"server",'
    + '"process":"sshd-session","pid":4242,"type":"auth.failed","preauth":false,"user":"fred","ip":"192.0.2.10",'
    + '"port":50022,"method":"publickey",'
    + '"key":{"type":"ssh-ed25519","fingerprint":"SHA256:abc"},"clientOffer":["a","b c"]}\n',
  );
  const envelope = { line: 1, file: '-', process: 'sshd', type: 'unknown', preauth: true, repeat: 3 };
  const hostileEvent = formatEvent({ ...envelope, text: HOSTILE });
  expect(hostileEvent.slice(0, -1)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  expect(JSON.parse(hostileEvent)).toMatchObject({ text: HOSTILE, repeat: 3 });
});

test('an event as text', () => {
  expect(formatEventText(EVENT)).toBe(
    'secure:12 2026-11-20 12:00:00 server sshd-session[4242] auth.failed user=fred ip=192.0.2.10 port=50022 method=publickey '
    + 'key.type=ssh-ed25519 key.fingerprint=SHA256:abc clientOffer=a,"b c"\n',
  );
  const text = formatEventText({
    line: 1, file: HOSTILE, process: HOSTILE, host: HOSTILE, type: 'unknown', preauth: true, repeat: 3,
    text: HOSTILE, list: [HOSTILE], key: { id: HOSTILE },
  });
  expect(text).toMatch(/^[^\p{C}]+ \[preauth\] x3\n$/u);
});
