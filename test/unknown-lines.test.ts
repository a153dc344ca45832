import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SshEvent } from '../src/events.js';
import { parseLine } from '../src/index.js';
import { createAnalyzer } from '../src/pipeline/analyzer.js';
import { captures, haveCaptures, NEEDS_CAPTURES } from './support/captures.js';

interface KnownGap {
  /** Source of a regex over the whole text. */
  text: string;
  reason: string;
}

const gaps = JSON.parse(readFileSync(new URL('unknown-lines.json', import.meta.url), 'utf8')) as KnownGap[];
const patterns = gaps.map(({ text }) => new RegExp(text, 's'));

function eventsOf(path: string): SshEvent[] {
  const events: SshEvent[] = [];
  const analyzer = createAnalyzer({ diagnosers: [], onEvent: (event) => events.push(event) });
  const input = analyzer.open(path);
  const bytes = readFileSync(path);
  for (const [index, line] of bytes.toString('latin1').split('\n').entries()) input.line(line, index + 1, false);
  input.end(bytes.length);
  return events;
}

const all = captures(/./);
const releases = [...new Set(all.map(({ name }) => name.split('/')[0] ?? ''))];

describe.skipIf(!haveCaptures)(`lines of sshd in every capture${NEEDS_CAPTURES}`, () => {
  const met = new Set<RegExp>();
  let read = 0;

  it.each(releases)('%s: all are recognized', { timeout: 120_000 }, (release) => {
    const unknown = new Set<string>();
    for (const { log } of all.filter((capture) => capture.name.startsWith(`${release}/`))) {
      for (const { type, record } of eventsOf(log)) {
        read++;
        if (type !== 'unknown') continue;
        const gap = patterns.find((pattern) => pattern.test(record.text));
        if (gap === undefined) unknown.add(`${record.level}: ${record.text}`);
        else met.add(gap);
      }
    }
    expect([...unknown].slice(0, 50)).toEqual([]);
  });

  it('are many, and every gap that is written down is still one', () => {
    expect(read).toBeGreaterThan(100_000);
    expect(gaps.filter((_, index) => !met.has(patterns[index] as RegExp))).toEqual([]);
  });
});

/** Close to messages that exist, and none of them. */
const INVENTED = [
  'debug1: do_cleanups', 'debug1: permanently_set_uid: root/wheel', 'debug1: temporarily_use_uid: 0/0', 'debug1: attempt one',
  'debug1: Killing privsep child', 'debug1: child_close: exit', 'debug1: rexec start', 'debug1: rexec_argv: -D',
  'debug1: PAM: praying for "fred"', 'debug1: PAM: password authentication postponed for fred',
  'debug1: session_new: channel 0', 'debug1: channel 0: frobnicated', 'debug1: server_init_dispatch_15',
  'debug2: zyzzyva: 17', 'debug2: channel 0: input open -> shut', 'debug2: fd 5 setting O_APPEND', 'debug2: set_newkeys: mode 7',
  'debug2: monitor_read: 6 used twice', 'debug2: parse_server_config: nothing', 'debug2: input_userauth_request: try harder',
  'debug2: bits set: many', 'debug3: mm_answer_lottery: entering', 'debug3: mm_request_send entering: mode 6',
  'debug3: mm_request_receive: leaving', 'debug3: send packet: kind 5', 'debug3: privsep user:group root:wheel',
  'debug3: ssh_sandbox_init: building castle', 'debug3: user_specific_delay: none', 'debug3: oom_adjust',
  'do_cleanup', 'channel 0: obuf empty', 'attempt 1 failures 0', 'PAM: cleanup', 'error: do_cleanup',
  'fatal: send packet: type 5',
];

describe('invented lines', () => {
  it.each(INVENTED)('%s', (text) => {
    const named = text.replace(/^(?:fatal: |error: |debug\d: |)/, '$&some_function: ');
    for (const said of [text, named]) expect(parseLine(`Nov 20 12:00:00 server sshd[4242]: ${said}`)?.type).toBe('unknown');
  });
});

describe('each gap', () => {
  it.each(gaps)('$text has a reason', ({ text, reason }) => {
    expect(text).toMatch(/^\^.+\$$/s);
    expect(reason).not.toBe('');
  });
});
