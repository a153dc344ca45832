import { describe, expect, test } from 'vitest';
import { ENVELOPES } from '../../src/records/envelopes.js';
import { iso8601 } from '../../src/records/iso8601.js';
import { createLogClock } from '../../src/records/log-clock.js';
import { rfc3164 } from '../../src/records/rfc3164.js';
import { createUsualLine } from '../../src/records/usual-line.js';

const latest = Date.UTC(2026, 11, 31);
const SYSLOG = 'Nov 20 12:00:00 server sshd[634]: text';
const ISO = '2026-11-20T12:00:00.123456+01:00 server sshd[634]: text';
const PIECES = [
  'Nov 20 12:00:00', 'Nov  2 12:00:00', 'Nov 2 12:00:00', 'Nov 20 12:00:00.123456', '2026-11-20T12:00:00+01:00', '2026-11-20T12:00:00.123456+01:00',
  '2026-11-20T23:59:59.999999Z', '2026-11-20T24:00:00Z', '2026-11-20T12:00:60Z', '2026-13-20T12:00:00Z', '2026-02-29T12:00:00Z', '2026-11-20 12:00:00',
  '2026-11-20T12:00:00.123456789+01:00', '2026-11-20T12:00:00,123456Z', '2026-11-20T12:00:00.123456+0100', '2026-11-20T12:00:00.123456+99:99',
];
const REST = [
  'server sshd[634]: text', 'server sshd-session[634]: Failed password for root', 'server sshd[12345678901]: text', 'server sshd[]: text', 'server sshd[6/net]: text',
  'server sshd[634]:text', 'server sshd[634] text', 'server  sshd[634]: text', 'server: sshd[634]: text', 'sshd[634]: text', 'other sshd[634]: text', 'server sshd: text',
  'server sshd[634]: ', 'server sshd[634]:', 'server sshd-auth[634]: text', 'server sshd@1[634]: text', 'server sshd[634]: a: b [preauth]', 'server sshdx[634]: text', 'server',
];

/** Reads the line behind one like it, so that time, host, day and zone are known. */
function both(first: string, line: string, kind: 'syslog' | 'iso') {
  const [clock, clockOfOracle] = [createLogClock({ latest }), createLogClock({ latest })];
  const envelope = kind === 'syslog' ? rfc3164 : iso8601;
  envelope.read(first, clock);
  envelope.read(first, clockOfOracle);
  const usual = createUsualLine(clock);
  usual[kind](first);
  return { found: usual[kind](line), oracle: envelope.read(line, clockOfOracle) };
}

describe('the usual line', () => {
  test.each([['syslog', SYSLOG], ['iso', ISO]] as const)('%s is read, and as the envelope reads it', (kind, first) => {
    const line = first.replace('text', 'Failed password for root from 192.0.2.1 port 50022 ssh2');
    const { found, oracle } = both(first, line, kind);
    expect(found).toBeDefined();
    expect(found).toEqual(oracle);
  });

  test('is never read otherwise than by the envelope', () => {
    const samples = ENVELOPES.flatMap((envelope) => envelope.samples.map(({ line }) => line));
    const composed = PIECES.flatMap((time) => REST.map((rest) => `${time} ${rest}`));
    const cut = [SYSLOG, ISO].flatMap((line) => Array.from(line, (_, i) => [line.slice(0, i), `${line.slice(0, i)}9${line.slice(i + 1)}`, `${line.slice(0, i)} ${line.slice(i)}`]).flat());
    const wrong: string[] = [];
    let read = 0;
    for (const line of [...samples, ...composed, ...cut]) {
      for (const first of [SYSLOG, ISO, line]) {
        for (const kind of ['syslog', 'iso'] as const) {
          const { found, oracle } = both(first, line, kind);
          if (!found) continue;
          read++;
          if (JSON.stringify(found) !== JSON.stringify(oracle)) wrong.push(`${kind}: ${line}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(read).toBeGreaterThan(100);
  });

  test.each(['\x1b[0mtext', '[ID 800047 auth.info] text', 'message repeated 2 times: [ text]'])('what needs a closer look is left to it: %s', (text) => {
    expect(both(SYSLOG, SYSLOG.replace('text', text), 'syslog').found).toBeUndefined();
    expect(both(ISO, ISO.replace('text', text), 'iso').found).toBeUndefined();
  });
});
