import { describe, expect, it } from 'vitest';
import { analyzeLines } from '../support/analyze-text.js';

const at = (second: number, text: string, pid = 800) => `Nov 20 21:00:${String(second).padStart(2, '0')} server sshd[${pid}]: ${text}`;
const DROP = 'drop connection #10 from [192.0.2.10]:50022 on [192.0.2.1]:22 past MaxStartups';

async function maxStartups(...lines: string[]) {
  const { findings } = await analyzeLines(lines);
  return findings.find(({ code }) => code === 'max-startups');
}

describe('MaxStartups where the log has errors alone', () => {
  const BEGAN = at(1, 'error: beginning MaxStartups throttling');
  const GOES_ON = at(59, 'error: in MaxStartups throttling for 00:05:01, 180 connections dropped');

  it('is told from what sshd says of the throttling, with its own count', async () => {
    const finding = await maxStartups(BEGAN, GOES_ON);
    expect(finding?.summary).toContain('sshd counted 180 that it turned away so far.');
    expect(finding?.evidence.map(({ line }) => line)).toEqual([1]);
  });

  it('is told where another connection comes later', async () => {
    expect(await maxStartups(BEGAN, at(9, 'Connection closed by 192.0.2.11 port 50030 [preauth]', 900))).toBeDefined();
  });

  it('counts a connection once whose line follows', async () => {
    const other = at(1, 'Connection closed by 192.0.2.11 port 50030 [preauth]', 900);
    const finding = await maxStartups(BEGAN, other, at(1, DROP), at(30, 'exited MaxStartups throttling after 00:00:29, 211 connections dropped'));
    expect(finding?.count).toBe(1);
    expect(finding?.evidence.map(({ line }) => line)).toEqual([3]);
    expect(finding?.summary).toContain('sshd counted 211 that it turned away.');
  });
});

describe('what a log does not tell of MaxStartups', () => {
  const unknowns = async (...lines: string[]) => (await maxStartups(...lines))?.unknowns.join('\n') ?? 'no finding';

  it('is nothing where the release has one limit and names every connection', async () => {
    expect(await unknowns(at(1, 'debug1: drop connection #10'))).toBe('');
  });

  it('is neither limit nor connections where the listener logs at DEBUG1', async () => {
    expect(await unknowns(at(1, 'debug1: Forked child 801.'), at(1, 'error: beginning MaxStartups throttling'), at(1, DROP))).toBe('');
  });

  it('is both at INFO, and VERBOSE does not help from 10.0 on', async () => {
    const from84 = await unknowns(at(1, 'error: beginning MaxStartups throttling'), at(1, DROP));
    expect(from84).toContain('PerSourceMaxStartups');
    expect(from84).toContain('LogLevel VERBOSE');
    expect(await unknowns(at(1, DROP.replace('past MaxStartups', 'Maxstartups')))).not.toContain('VERBOSE');
  });
});
