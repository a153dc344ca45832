import { describe, expect, it } from 'vitest';
import { toEventJson } from '../../src/pipeline/event-json.js';
import { createRedaction } from '../../src/pipeline/redaction.js';
import { createTwoSidedAnalyzer, type TwoSidedOptions } from '../../src/pipeline/two-sided.js';
import type { EventJson } from '../../src/report/event-ndjson.js';
import { LATEST } from '../support/analyze-file.js';

/** What ssh and sshd wrote when `ssh -l 'CORP\josé'` was refused: bytes as latin1, as they are read. */
const CLIENT = [
  String.raw`debug1: Authenticating to server:22 as 'CORP\\jos\303\251'` + '\r',
  'debug1: Authentications that can continue: password\r',
  'debug1: Next authentication method: password\r',
  'debug1: Authentications that can continue: password\r',
  String.raw`CORP\\jos\303\251@server: Permission denied (password).` + '\r',
];
const SERVER = [
  String.raw`Nov 20 12:00:00 server sshd[42]: Failed password for CORP\\jos\303\251 from 192.0.2.10 port 50022 ssh2`,
  String.raw`Nov 20 12:00:01 server sshd[42]: Connection closed by authenticating user CORP\\\\jos\\303\\251 192.0.2.10 port 50022 [preauth]`,
];

async function read(logs: Record<string, readonly string[]>, options: TwoSidedOptions = {}) {
  const events: EventJson[] = [];
  const analyzer = createTwoSidedAnalyzer({ timezone: 'UTC', several: Object.keys(logs).length > 1, onClientEvent: (event) => events.push(toEventJson(event)), ...options });
  for (const [file, lines] of Object.entries(logs)) {
    const input = analyzer.open(file, LATEST);
    lines.forEach((line, i) => input.line(line, i + 1, false));
    await input.ready();
    input.end(0);
  }
  return { events, report: analyzer.report('0') };
}

describe('what ssh escaped in its log', () => {
  it('is decoded: the user is the one of the server\'s log', async () => {
    const { events, report } = await read({ 'client.log': CLIENT, 'server.log': SERVER });
    expect(events.map(({ user }) => user).filter(Boolean)).toEqual(['CORP\\josé', 'CORP\\josé']);
    expect(report.clientLogs).toEqual([{ file: 'client.log', attempts: 1, paired: 1 }]);
    expect(report.findings.map(({ code, users }) => [code, users.map(({ name }) => name)])).toEqual([['bad-password', ['CORP\\josé']]]);
  });

  it('is found by its user', async () => {
    const { report } = await read({ 'client.log': CLIENT }, { filter: { user: 'CORP\\josé' } });
    expect(report.findings.map(({ code }) => code)).toEqual(['bad-password']);
  });

  it('has pseudonyms in the line too', async () => {
    const { report } = await read({ 'client.log': CLIENT }, { redaction: createRedaction(['user', 'host']) });
    expect(JSON.stringify(report)).not.toMatch(/CORP|jos/);
  });

  it('stays as it is where a prompt or scp prints it, but for its bytes', async () => {
    const { events } = await read({ 'client.log': ['CORP\\fred@server\'s password: ', 'scp: /srv/donn\xc3\xa9es\\303: No such file or directory'] });
    expect(events).toMatchObject([{ user: 'CORP\\fred' }, { path: '/srv/données\\303' }]);
  });
});
