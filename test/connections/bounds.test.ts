import { describe, expect, it } from 'vitest';
import { createTracker, MAX_CONNECTIONS, MAX_HOSTS } from '../../src/connections/tracker.js';
import type { LogRecord, SshEvent } from '../../src/events.js';

function opened(pid: number, host = 'server'): SshEvent {
  const record: LogRecord = {
    file: 'log', source: 'log', line: pid, raw: '', text: '', time: pid, timeAssumed: [], host, process: 'sshd', pid, level: 'info',
    levelShown: true, preauth: false, cut: false, repeat: 1, bare: false,
  };
  return { type: 'connection.opened', record, fields: { ip: '192.0.2.1', port: pid % 65_536 } };
}

describe('bounds', () => {
  it('the oldest connection goes when there are too many, and is counted', () => {
    const ended: number[] = [];
    const tracker = createTracker({ onEnd: ({ firstLine }) => ended.push(firstLine) });
    for (let pid = 1; pid <= MAX_CONNECTIONS + 10; pid++) tracker.track(opened(pid));
    expect(ended).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(tracker.evicted()).toBe(10);
    tracker.end();
    expect(ended).toHaveLength(MAX_CONNECTIONS + 10);
  });

  it('the first host goes when there are too many, its connections ended', () => {
    let ended = 0;
    const tracker = createTracker({ onEnd: () => ended++ });
    for (let host = 0; host < MAX_HOSTS + 5; host++) tracker.track(opened(1, `host${host}`));
    expect(ended).toBe(5);
    tracker.end();
    expect(ended).toBe(MAX_HOSTS + 5);
    expect(tracker.servers()).toHaveLength(MAX_HOSTS);
  });

  it('whose end was told is told of no more, and not again', () => {
    const ended: number[] = [];
    const tracker = createTracker({ onEnd: ({ firstLine }) => ended.push(firstLine) });
    const closed = (pid: number, seconds: number): SshEvent => {
      const { record } = opened(pid);
      return { type: 'connection.closed', record: { ...record, time: seconds * 1000 }, fields: { ip: '192.0.2.1', port: pid } } as SshEvent;
    };
    tracker.track(opened(1));
    expect(tracker.track(closed(1, 1))?.firstLine).toBe(1);
    tracker.track(opened(2));
    expect(tracker.track(closed(1, 20))?.firstLine).toBe(1);
    tracker.track(closed(2, 60));
    expect(ended).toEqual([1]);
    expect(tracker.track(closed(1, 60))).toBeUndefined();
    tracker.end();
    expect(ended).toEqual([1, 2]);
  });
});
