import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/finding.js';
import { toEventJson } from '../../src/pipeline/event-json.js';
import { createRedaction } from '../../src/pipeline/redaction.js';
import { createTwoSidedAnalyzer } from '../../src/pipeline/two-sided.js';
import type { EventJson } from '../../src/report/event-ndjson.js';
import { eventSchema } from '../../src/report/event-schema.js';
import { reportSchema } from '../../src/report/schema.js';
import { LATEST } from '../support/analyze-file.js';
import { syslog } from '../support/analyze-text.js';

type Classes = Parameters<typeof createRedaction>[0];

async function redacted(logs: Record<string, readonly string[]>, classes: Classes = ['ip', 'user', 'host', 'key']): Promise<{ text: string; events: EventJson[]; report: Report }> {
  const redaction = createRedaction(classes);
  const events: EventJson[] = [];
  const analyzer = createTwoSidedAnalyzer({
    several: Object.keys(logs).length > 1, timezone: 'UTC', redaction,
    onEvent: (event) => events.push(redaction.output(toEventJson(event))), onClientEvent: (event) => events.push(redaction.output(toEventJson(event))),
  });
  for (const [file, lines] of Object.entries(logs)) {
    const input = analyzer.open(file, LATEST);
    for (const [i, line] of lines.entries()) {
      input.line(line, i + 1, false);
      await input.ready();
    }
    await input.ready();
    input.end(0);
  }
  const report = redaction.output(analyzer.report('0'));
  return { text: JSON.stringify([events, report]), events, report };
}

const CLIENT = [
  'jdoe@laptop:~$ ssh -v -i /home/jdoe/.ssh/id_acme -o ProxyCommand="nc bastion.acme.com 22" wilma@db7.acme.com',
  'OpenSSH_9.2p1 Debian-2+deb12u10, OpenSSL 3.0.22 25 Aug 2026',
  'debug1: Reading configuration data /home/jdoe/.ssh/config',
  'debug1: Executing proxy command: exec nc bastion.acme.com 22',
  'debug1: Connecting to db7.acme.com [10.20.30.40] port 22.',
  'debug1: Connection established.',
  'debug1: identity file /home/jdoe/.ssh/id_acme type 3',
  'debug1: Local version string SSH-2.0-OpenSSH_9.2p1',
  'debug1: Remote protocol version 2.0, remote software version OpenSSH_8.8',
  "debug1: Authenticating to db7.acme.com:22 as 'wilma'",
  'debug1: Server host key: ssh-ed25519 SHA256:aP6NYzxk8vMS9JOYHmD7pvGyj4PpdCDhJBPuWhfo9Eo',
  "debug1: Host 'db7.acme.com' is known and matches the ED25519 host key.",
  'debug1: Authentications that can continue: publickey',
  'debug1: Offering public key: jdoe@laptop ED25519 SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM agent',
  'debug1: Offering public key: Jane Doe, Acme ED25519 SHA256:oGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM agent',
  'debug1: Authentications that can continue: publickey',
  'Welcome wilma, says Gertrude of Acme',
  'wilma@db7.acme.com: Permission denied (publickey).',
];
const SERVER = [
  '[1@db7] Connection from 10.20.30.99 port 4711 on 10.20.30.40 port 22',
  '[1@db7] Failed publickey for wilma from 10.20.30.99 port 4711 ssh2: ED25519 SHA256:zGtx8U4jM3AvdLQGjXBQdIiJ6eTG2ocNmdU+fE7B/vM',
  '[1@db7] Connection closed by authenticating user wilma 10.20.30.99 port 4711 [preauth]',
].map(syslog);

describe('a log of a client, redacted', () => {
  it('names nobody', async () => {
    const { text, events } = await redacted({ 'client.log': CLIENT });
    expect(text).not.toMatch(/jdoe|wilma|acme|bastion|laptop|Jane|Gertrude|10\.20|zGtx|oGtx|aP6N/i);
    const user = events.find(({ type }) => type === 'client.authenticating')?.['user'];
    expect(user).toMatch(/^user-\d+$/);
    expect(events.find(({ type }) => type === 'client.permission-denied')).toMatchObject({ user, methods: ['publickey'] });
    expect(events.find(({ type }) => type === 'client.connecting')).toMatchObject({ hostName: expect.stringMatching(/^host-\d+$/), ip: '192.0.2.1', port: 22 });
  });

  it('names nobody in what a server or a shell says', async () => {
    const { text } = await redacted({
      'client.log': [
        'bash: line 1: /home/barney/bin/report: No such file or directory',
        'Received disconnect from 10.20.30.40 port 22:2: Too many authentication failures for wilma\r',
        'Disconnected from 10.20.30.40 port 22\r',
      ],
    });
    expect(text).toMatch(/failures for user-\d/);
    expect(text).not.toMatch(/barney|wilma/);
  });

  it('has the same names as the log of the server, so that the two are still one', async () => {
    const { text, report, events } = await redacted({ 'client.log': CLIENT, 'server.log': SERVER });
    expect(text).not.toMatch(/jdoe|wilma|acme|laptop|10\.20/i);
    expect(report.clientLogs).toEqual([{ file: 'client.log', openssh: '9.2', attempts: 1, paired: 1 }]);
    const names = new Set(events.filter(({ type }) => type === 'client.authenticating' || type === 'auth.failed').map((event) => event['user']));
    expect(names.size).toBe(1);
  });

  it('stays as it is in what was not asked for', async () => {
    const { text } = await redacted({ 'client.log': CLIENT }, ['ip']);
    expect(text).not.toContain('10.20.30');
    expect(text).toContain('wilma@db7.acme.com');
  });
});

it('events and reports of a client keep their schemas', async () => {
  const { events, report } = await redacted({ 'client.log': CLIENT, 'server.log': SERVER }, []);
  for (const event of events) expect(eventSchema.safeParse(event).error).toBeUndefined();
  expect(reportSchema.safeParse(report).error).toBeUndefined();
  expect(report.connections.total).toBe(1);
});
