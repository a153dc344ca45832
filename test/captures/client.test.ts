import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/finding.js';
import { type ClientCapture, clientCaptures, diagnoseLogs, haveClientCaptures, NEEDS_CLIENT_CAPTURES } from '../support/client-captures.js';

/** True and less specific: what may be said where the log at hand hides the reason. */
const WEAKER = new Set([
  'login-failed-unexplained', 'key-not-authorized', 'bad-password', 'no-key-to-offer', 'session-killed', 'closed-before-identification', 'closed-during-kex',
  'connection-reset', 'connection-refused', 'client-gave-up-before-auth', 'invalid-user',
]);

const all = clientCaptures();
const codesOf = ({ failure }: ClientCapture) => (failure ? [failure.reason, ...(failure.also ?? [])] : []);
const vocabulary = new Set(all.flatMap(codesOf));

interface Share {
  of: number;
  not: string[];
}
const share = (): Share => ({ of: 0, not: [] });
const part = ({ of, not }: Share) => (of - not.length) / of;

function count(tally: Share, isRight: boolean, where: string): void {
  tally.of++;
  if (!isRight) tally.not.push(where);
}

const sameNames = (a: readonly string[] | undefined, b: readonly string[]) => a !== undefined && a.length === b.length && a.every((name, i) => name === b[i]);

describe.skipIf(!haveClientCaptures)(`every captured log of a client${NEEDS_CLIENT_CAPTURES}`, () => {
  it('is told as it was, alone and with the log of the server', { timeout: 600_000 }, async () => {
    expect(all.length).toBeGreaterThan(1900);
    const tallies = { alone: share(), paired: share(), precision: share(), offers: share() };
    const guessed: string[] = [];
    for (const capture of all) {
      const { name, client, server, failure } = capture;
      const codes = codesOf(capture);
      const alone = await diagnoseLogs(client);
      const paired = server === undefined ? alone : await diagnoseLogs(client, server);
      const tells = (findings: readonly Finding[]) => findings.some(({ code }) => codes.includes(code));
      if (failure?.evident_in_client) {
        count(tallies.alone, tells(alone), `${name}: ${failure.reason}`);
        const text = readFileSync(client, 'latin1');
        for (const side of ['client', 'server'] as const) {
          const offer = failure[`${side}_offer`];
          if (!offer?.length || !text.includes(offer.join(','))) continue;
          count(tallies.offers, alone.some(({ code, negotiation }) => codes.includes(code) && sameNames(negotiation?.[`${side}Offer`], offer)), `${name}: ${side}`);
        }
      }
      const isEvident = failure !== undefined && (failure.evident_in_client || failure.evident_in_server);
      if (isEvident) count(tallies.paired, tells(paired), `${name}: ${failure.reason}`);
      else if (failure && !WEAKER.has(failure.reason) && paired.some(({ code }) => code === failure.reason)) guessed.push(name);
      for (const [findings, isShown] of [[alone, failure?.evident_in_client], [paired, isEvident]] as const) {
        for (const { code, severity } of findings) {
          if (severity === 'info' || !vocabulary.has(code)) continue;
          count(tallies.precision, codes.includes(code) || (failure !== undefined && !isShown && WEAKER.has(code)), `${name}: ${code}`);
        }
      }
    }
    expect(guessed).toEqual([]);
    expect(tallies.offers.not).toEqual([]);
    for (const [name, tally] of Object.entries(tallies)) expect(part(tally), `${name}: ${tally.not.join('\n')}`).toBeGreaterThanOrEqual(0.98);
  });
});
