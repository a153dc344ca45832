import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/index.js';

const REFUSED = 'Certificate invalid: not yet valid';
const CLOSED = 'Connection closed by 192.0.2.10 [preauth]';

async function codesOf(lines: readonly string[]): Promise<string[]> {
  const { findings } = await analyze(lines.map((line) => `${line}\r\n`).join(''), { latest: Date.UTC(2026, 10, 21) });
  return findings.map(({ code }) => code);
}

describe('words that both sides have, with the line ends of ssh', () => {
  it('are of a client where nothing else tells', async () => {
    expect(await codesOf([REFUSED])).toEqual(['host-cert-not-yet-valid']);
  });

  it.each([[REFUSED, CLOSED], [CLOSED, REFUSED]])('are of the server that marks a line as before the login: %s, %s', async (...lines) => {
    expect(await codesOf(lines)).toEqual(['cert-not-yet-valid']);
  });
});
