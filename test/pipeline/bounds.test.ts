import { describe, expect, it } from 'vitest';
import { createAnalyzer } from '../../src/pipeline/analyzer.js';
import { createPrinters } from '../../src/pipeline/printers.js';

describe('a log of a fleet, without end', () => {
  it('has the configuration of as many hosts as there is room for, the last ones', () => {
    const analyzer = createAnalyzer({ year: 2026, diagnosers: [] });
    const input = analyzer.open('log');
    const [hosts, lines] = [600, 400];
    for (let i = 0; i < hosts * lines; i++) {
      input.line(`Nov 20 12:00:00 host${Math.floor(i / lines)} sshd[7]: debug3: /etc/ssh/sshd_config:${i % lines} setting Port ${i % lines}`, i + 1, false);
    }
    const logged = analyzer.loggedSettings();
    expect([...logged.keys()]).toEqual(Array.from({ length: 500 }, (_, i) => `host${i + 100}`));
    expect(new Set([...logged.values()].map((settings) => settings.length))).toEqual(new Set([lines]));
  });

  it('lets a container that was seen long ago show again that sshd prints there', () => {
    const printers = createPrinters(3);
    printers.add(undefined);
    for (const name of ['a', 'b', 'a', 'c', 'd']) printers.add(name);
    expect([undefined, 'a', 'b', 'c', 'd'].map((name) => printers.has(name))).toEqual([false, false, true, true, true]);
    printers.add('a');
    expect(printers.has('a')).toBe(true);
  });
});
