import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { captures, haveCaptures, NEEDS_CAPTURES } from '../support/captures.js';
import { simulateLog } from '../support/simulate.js';

/*
 * The configuration that a server has already changes nothing: with it as the new one, each client fares as the log of the real
 * server shows, with the same algorithms, and each login is let in. That holds for every release that was captured.
 */
describe.skipIf(!haveCaptures)(`simulating what is there already${NEEDS_CAPTURES}`, () => {
  let told = 0;
  let all = 0;

  it.each(captures(/debug2|debug3/).filter(({ truth }) => truth.server_config_steps === undefined))('$name', ({ log, truth }) => {
    const after = Object.entries(truth.server_config).map(([keyword, value]) => `${keyword} ${value}\n`).join('');
    const openssh = truth.sshd_version.replace(/p\d+$/, '');
    const { clients, logins } = simulateLog(readFileSync(log, 'latin1'), { after, openssh });
    for (const { verdict, today, before, after: then, basis, failures } of clients) {
      if (basis === 'proposals') all++;
      if (basis !== 'proposals' || verdict === 'cannot-tell' || today === 'unknown') continue;
      told++;
      expect({ verdict, failures }).toEqual({ verdict: today, failures: verdict === 'connects' ? [] : failures });
      if (verdict === 'connects') expect(before).toMatchObject(then);
    }
    expect(logins.filter(({ verdict }) => verdict === 'locked-out')).toEqual([]);
  });

  it('tells of most clients', () => {
    expect(told).toBeGreaterThan(400);
    expect(told / all).toBeGreaterThan(0.9);
  });
});
