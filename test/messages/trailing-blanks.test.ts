import { describe, expect, it } from 'vitest';
import { createAnalyzer } from '../../src/pipeline/analyzer.js';
import type { SshEvent } from '../../src/events.js';
import { clientRegistry } from '../../src/messages/client/registry.js';

function eventsOf(text: string): SshEvent[] {
  const events: SshEvent[] = [];
  const analyzer = createAnalyzer({ diagnosers: [], onEvent: (event) => events.push(event) });
  const input = analyzer.open('log');
  for (const [index, line] of text.split('\n').entries()) input.line(line, index + 1, false);
  input.end(text.length);
  return events;
}

describe('blanks behind a line, as terminals put them', () => {
  it.each([
    ['Failed password for fred from 192.0.2.1 port 50022 ssh2 ', 'auth.failed'],
    ['userauth_pubkey: key type ssh-rsa not in PubkeyAcceptedAlgorithms [preauth] ', 'key.algorithm-refused'],
    ['Connection closed by 192.0.2.1 port 50022 [preauth]    ', 'connection.closed'],
    ['debug1: KEX done [preauth]      ', 'kex.progress'],
  ])('%j', (text, type) => {
    expect(eventsOf(`Nov 20 12:00:00 server sshd[4242]: ${text}`).map((event) => event.type)).toEqual([type]);
    expect(eventsOf(`sshd[4242]: ${text}`).map((event) => event.type)).toEqual([type]);
  });

  it('hide no [preauth]', () => {
    const [event] = eventsOf('Nov 20 12:00:00 server sshd[4242]: debug1: KEX done [preauth]  ');
    expect(event?.record).toMatchObject({ text: 'KEX done', preauth: true });
  });

  it('are no harm to what ssh says', () => {
    expect(clientRegistry.match('Permission denied (publickey).  ', 'info', undefined)?.fields)
      .toEqual(clientRegistry.match('Permission denied (publickey).', 'info', undefined)?.fields);
    expect(clientRegistry.match('Permission denied (publickey).  ', 'info', undefined)).toBeDefined();
  });
});
