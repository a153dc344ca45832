import { describe, expect, it } from 'vitest';
import type { Attempt } from '../../src/attempts/attempt.js';
import { askServer, destination, inHostBlock } from '../../src/diagnosers/client/advice.js';
import { hostPattern, pathInDoubleQuotes, quoteKnownName } from '../../src/diagnosers/client/names.js';
import { hostWord } from '../../src/diagnosers/client/target.js';

const attempt = (known: Partial<Attempt>) => known as Attempt;
const CONTEXT = { client: undefined, hasServerLog: false };

describe('names in advice', () => {
  it.each(['server.example.org', '_jump', 'server', '192.0.2.250', '2001:db8::17', '::1', 'fe80::1%eth0'])('%s stands as it is', (hostName) => {
    expect(destination(attempt({ hostName, user: 'fred' }))).toBe(`fred@${hostName}`);
    expect(hostWord(attempt({ hostName }))).toBe(hostName);
    expect(inHostBlock(attempt({ hostName }), '', ['Port 2222']).lines).toEqual([`Host ${hostName}`, '    Port 2222']);
  });

  it.each(['-oProxyCommand=id', 'a;id', 'a b', '*', '!a', '$(id)', 'a\nHost *', '', 'a'.repeat(300)])('%j stands in no command and no line', (hostName) => {
    expect(destination(attempt({ hostName, user: '$(id)' }))).toBe('SERVER');
    expect(hostWord(attempt({ hostName }))).toBe('SERVER');
    expect(hostPattern({ hostName })).toBe('SERVER');
    expect(quoteKnownName(hostName)).toBe('NAME');
  });

  it('a path between double quotes has nothing that a shell expands there', () => {
    expect(pathInDoubleQuotes('/srv/a b')).toBe("'/srv/a b'");
    for (const path of ['/srv/$(id)', '/srv/`id`', '/srv/"', '/srv/\\', '/srv/!1']) expect(pathInDoubleQuotes(path)).toBeUndefined();
  });
});

describe('what only the server knows', () => {
  it('is asked from the time of the attempt on, or in the log that should have been the right one', () => {
    expect(askServer(attempt({ firstTime: Date.UTC(2026, 10, 20, 12) }), CONTEXT, 'Why')).toContain('--since "2026-11-20 12:00:00 UTC"');
    expect(askServer(attempt({}), CONTEXT, 'Why')).toContain('--since "1 hour ago"');
    expect(askServer(attempt({}), { ...CONTEXT, hasServerLog: true }, 'Why')).not.toContain('journalctl');
  });
});
